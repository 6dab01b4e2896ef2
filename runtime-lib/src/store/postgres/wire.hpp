// The values of statements on their way to PostgreSQL, and the rows on their way back.
//
// Values go as text, whose type the server infers from where it stands, so that a column that another program made
// (`int` where we would make `bigint`) takes them too. Rows come in binary form, told by the type of the column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>

#include "store/postgres/libpq.hpp"

namespace ingot::rt::store::postgres {

// The arrays that libpq takes. Points into `params`, which must outlive it.
class WireParams {
 public:
  explicit WireParams(const Params& params);
  WireParams(const WireParams&) = delete;
  WireParams& operator=(const WireParams&) = delete;

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  std::string texts_;  // what had to be written, each with its NUL
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// One row of a result in binary form.
class WireRow final : public Row {
 public:
  WireRow(PGresult* result, int row) : result_(result), row_(row) {}
  [[nodiscard]] bool isNull(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] Uuid uuid(int column) const override;
  [[nodiscard]] std::int64_t decimal(int column, int scale) const override;

 private:
  [[nodiscard]] std::string_view bytes(int column) const;
  [[nodiscard]] std::string_view bytes(int column, std::size_t wanted) const;
  [[noreturn]] void unexpected(int column) const;

  PGresult* result_;
  int row_;
};

// The rows that a command changed; 0 when it changes none.
[[nodiscard]] std::int64_t changedRows(PGresult* result);

}  // namespace ingot::rt::store::postgres
