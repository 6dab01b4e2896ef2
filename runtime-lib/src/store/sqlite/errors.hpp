// From what SQLite reports to what a client or an operator can act on.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>
#include <ingot/rt/problem.hpp>

namespace ingot::rt::store::sqlite {

// A statement that failed.
struct Attempt {
  std::string_view sql;
  const Params& params;
  const Table* table;                          // may be null
  std::span<const std::string_view> assigned;  // of an UPDATE
};

struct SqliteError {
  int code = 0;  // extended
  std::string message;
};

// Asks whether a row with this id exists.
using Probe = FunctionRef<bool(std::string_view table, const Params& id)>;

// Throws the Failure or std::runtime_error that says what went wrong.
[[noreturn]] void fail(const SqliteError& error, const Attempt& attempt, Probe exists);

}  // namespace ingot::rt::store::sqlite
