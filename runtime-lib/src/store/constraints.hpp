// What a violated constraint means to the client who wrote the row: the same words whichever database found it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/problem.hpp>

namespace ingot::rt::store {

// A statement that failed.
struct Attempt {
  std::string_view sql;
  const Params& params;
  const Table* table;                          // may be null
  std::span<const std::string_view> assigned;  // of an UPDATE
};

// Null when there is none of this name, or no table.
[[nodiscard]] const Column* columnNamed(std::string_view name, const Table* table);
// The field that clients know; the name of the column when there is none.
[[nodiscard]] std::string_view fieldOf(std::string_view column, const Table* table);

// 409: another row has these fields. None: nobody knows which.
[[nodiscard]] Failure notUnique(const std::vector<std::string>& fields);
// 409: a row that others refer to cannot go.
[[nodiscard]] Failure stillReferenced();
// A field that refers to a row which is not there.
[[nodiscard]] Problem missingReference(std::string_view field);
// 422: a column that may not be null. `column` empty: nobody knows which.
[[nodiscard]] Failure missingValue(std::string_view column, const Table* table);
// 422, or 409 when a row was deleted and another one cannot do without it. `constraint` is the whole name, `name` what is left of it
// without the table's.
[[nodiscard]] Failure brokenCheck(std::string_view constraint, std::string_view name, const Attempt& attempt);
// 507 and 503 and 413, told by the database; `cause` is for the log.
[[nodiscard]] Failure unavailable(int status, std::string code, std::string message, std::string cause);

}  // namespace ingot::rt::store
