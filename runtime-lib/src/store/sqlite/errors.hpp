// From what SQLite reports to what a client or an operator can act on.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>
#include <ingot/rt/problem.hpp>

#include "store/constraints.hpp"

namespace ingot::rt::store::sqlite {

struct SqliteError {
  int code = 0;  // extended
  std::string message;
};

// Asks whether a row with this id exists.
using Probe = FunctionRef<bool(std::string_view table, const Params& id)>;

// Throws the Failure or std::runtime_error that says what went wrong.
[[noreturn]] void fail(const SqliteError& error, const Attempt& attempt, Probe exists);

}  // namespace ingot::rt::store::sqlite
