// The rows that `include=` adds to others: fetched with one statement for each relation, written where they
// belong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ingot/rt/list.hpp>

#include "resource/answers.hpp"

namespace ingot::rt {

// The rows of one relation, as JSON objects.
class RelatedRows {
 public:
  // Fetches what `relation` adds to the rows with these keys: of many, at most `limit` for each.
  RelatedRows(Session& session, const Relation& relation, std::span<const RowKeys> rows, std::int64_t limit,
              AnswerBudget& budget);

  // The member of one row: an object or null, or an array. When there are more rows than the array holds,
  // a member `<name>Truncated` says so.
  void write(JsonWriter& json, const RowKeys& row, AnswerBudget& budget) const;

 private:
  struct Entry {
    Uuid key;  // the row that it belongs to
    Uuid id;
    std::size_t begin;
    std::size_t end;
  };
  void fetchReferenced(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget);
  void fetchReferring(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget);
  void fetchLinked(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget);
  // `key` is the row that it belongs to, unless it says so itself.
  void add(const Row& row, AnswerBudget& budget, const Uuid* key = nullptr);
  void writeOne(JsonWriter& json, const RowKeys& row, AnswerBudget& budget) const;
  void writeMany(JsonWriter& json, const RowKeys& row) const;
  void writeSingle(JsonWriter& json, const RowKeys& row) const;
  [[nodiscard]] std::vector<Entry>::const_iterator firstOf(const Uuid& key) const;
  [[nodiscard]] std::string_view textOf(const Entry& entry) const;

  const Relation& relation_;
  std::int64_t limit_;
  std::vector<Entry> entries_;  // by key, then id
  std::string text_;
  RowKeys keys_;
};

}  // namespace ingot::rt
