// Entry: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/row-format.hpp>
#include <ingot/rt/types.hpp>

namespace app {

namespace rt = ingot::rt;

struct Entry {
  rt::Uuid id;
  rt::Uuid accountId;
  std::int64_t amount;
  std::optional<std::string> note;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> accountId;
    rt::Input<std::int64_t> amount;
    rt::Input<std::string> note;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Entry::Input& input);
void fillDefaults(Entry::Input& input, rt::Write write, rt::Timestamp now);
void check(const Entry::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Entry& item);

// The table.
extern const rt::Table kEntryTable;
extern const rt::RowFormat kEntryRows;
void readRow(const rt::Row& row, Entry& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Entry::Input& input);  // of a new row
[[nodiscard]] Entry insertRow(rt::Session& session, const Entry::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Entry::Input& input);

}  // namespace app
