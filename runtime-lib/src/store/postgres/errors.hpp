// From what PostgreSQL reports to what a client or an operator can act on.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include <ingot/rt/problem.hpp>

#include "store/constraints.hpp"
#include "store/postgres/libpq.hpp"
#include "store/postgres/release-schema.hpp"

namespace ingot::rt::store::postgres {

// An error as the server tells it. Texts are empty where it says nothing.
struct PgError {
  std::string state;  // SQLSTATE
  std::string message;
  std::string detail;
  std::string table;
  std::string column;
  std::string constraint;
};

// Of a result that is an error.
[[nodiscard]] PgError errorOf(PGresult* result);

// Two transactions came into each other's way: the whole transaction may be tried again.
class Contention : public std::exception {
 public:
  explicit Contention(PgError error) : error_(std::move(error)) {}
  [[nodiscard]] const char* what() const noexcept override { return "transactions came into each other's way"; }
  // What the client is told when it was tried often enough.
  [[nodiscard]] Failure failure() const;

 private:
  PgError error_;
};

// Whether the session ends with this error: the server says so before it closes the connection.
[[nodiscard]] bool endsSession(PGresult* result);

// A statement that was prepared must be prepared again: a migration changed what it gives, or a pooler lost it.
[[nodiscard]] bool isStale(const PgError& error);

// Throws the Failure, the Contention or the std::runtime_error that says what went wrong. The server names columns as the tables have
// them; `view`, which may be null, knows what the program calls them.
[[noreturn]] void fail(const PgError& error, const Attempt& attempt, const ReleaseView* view);

// 503: there is no connection; `why` is for the log.
[[nodiscard]] Failure unreachable(std::string why);
// 503: the connection broke while a statement was under way that may have been carried out.
[[nodiscard]] Failure outcomeUnknown(std::string why);

}  // namespace ingot::rt::store::postgres
