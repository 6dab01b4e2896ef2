#include "store/postgres/errors.hpp"

#include <stdexcept>
#include <vector>

namespace ingot::rt::store::postgres {
namespace {

std::string field(PGresult* result, int which) {
  const char* text = libpq().PQresultErrorField(result, which);
  return text == nullptr ? std::string{} : std::string(text);
}

// What the server quotes because it is a reserved word, without the quotes. Names that need them for another reason are none of ours.
std::string_view unquoted(std::string_view name) {
  const bool quoted = name.size() > 2 && name.front() == '"' && name.back() == '"';
  return quoted ? name.substr(1, name.size() - 2) : name;
}

// "Key (project_id, file_name)=(...) already exists.", in whatever language: the columns in the first parentheses.
// Empty when the server does not say, or names an expression.
std::vector<std::string_view> columnsIn(std::string_view detail) {
  std::vector<std::string_view> columns;
  const std::size_t begin = detail.find('(');
  const std::size_t end = detail.find(")=(");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return columns;
  std::string_view rest = detail.substr(begin + 1, end - begin - 1);
  if (rest.find('(') != std::string_view::npos) return columns;
  while (true) {
    const std::size_t comma = rest.find(", ");
    columns.push_back(unquoted(rest.substr(0, comma)));
    if (comma == std::string_view::npos) return columns;
    rest.remove_prefix(comma + 2);
  }
}

// The program's name of a column that the server names.
std::string_view ownName(const PgError& error, std::string_view column, const ReleaseView* view) {
  return view == nullptr ? column : view->nameOf(error.table, column);
}

std::vector<std::string> fieldsIn(const PgError& error, const Table* table, const ReleaseView* view) {
  std::vector<std::string> fields;
  for (const std::string_view column : columnsIn(error.detail)) fields.emplace_back(fieldOf(ownName(error, column, view), table));
  return fields;
}

Failure brokenReference(const PgError& error, const Attempt& attempt, const ReleaseView* view) {
  if (attempt.sql.starts_with("DELETE")) return stillReferenced();
  std::vector<Problem> problems;
  for (const std::string& field : fieldsIn(error, attempt.table, view)) problems.push_back(missingReference(field));
  if (problems.empty()) problems.push_back(missingReference({}));
  return invalid(std::move(problems));
}

// A constraint is named `<table>_<what>_check`; a rule about one column bears its name.
std::string_view ruleOf(const PgError& error) {
  std::string_view name = error.constraint;
  const std::string prefix = error.table + "_";
  constexpr std::string_view kSuffix = "_check";
  if (name.starts_with(prefix) && name.ends_with(kSuffix) && name.size() > prefix.size() + kSuffix.size())
    name = name.substr(prefix.size(), name.size() - prefix.size() - kSuffix.size());
  return name;
}

std::string causeOf(const PgError& error) { return "PostgreSQL " + error.state + ": " + error.message; }

[[noreturn]] void failConstraint(const PgError& error, const Attempt& attempt, const ReleaseView* view) {
  if (error.state == "23505") throw notUnique(fieldsIn(error, attempt.table, view));
  if (error.state == "23503" || error.state == "23001") throw brokenReference(error, attempt, view);
  if (error.state == "23502") throw missingValue(ownName(error, error.column, view), attempt.table);
  if (error.state == "23514") throw brokenCheck(error.constraint, ruleOf(error), attempt);
  throw std::runtime_error(causeOf(error) + ": " + std::string(attempt.sql));
}

bool isShuttingDown(std::string_view state) { return state == "57P01" || state == "57P02" || state == "57P03"; }

}  // namespace

PgError errorOf(PGresult* result) {
  PgError error;
  error.state = field(result, PG_DIAG_SQLSTATE);
  error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (error.message.empty()) error.message = libpq().PQresultErrorMessage(result);
  error.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  error.table = field(result, PG_DIAG_TABLE_NAME);
  error.column = field(result, PG_DIAG_COLUMN_NAME);
  error.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  return error;
}

bool endsSession(PGresult* result) {
  const std::string severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  return severity == "FATAL" || severity == "PANIC";
}

Failure Contention::failure() const {
  return unavailable(503, "busy", "too many changes of the same rows at once", causeOf(error_));
}

bool isStale(const PgError& error) {
  return error.state == "26000" || (error.state == "0A000" && error.message.find("cached plan") != std::string::npos);
}

void fail(const PgError& error, const Attempt& attempt, const ReleaseView* view) {
  const std::string_view state = error.state;
  const std::string_view kind = state.substr(0, 2);
  if (kind == "23") failConstraint(error, attempt, view);
  if (state == "40001" || state == "40P01" || isStale(error)) throw Contention(error);
  if (state == "57014") throw unavailable(503, "timeout", "the database took too long", causeOf(error));
  if (state == "55P03") throw unavailable(503, "busy", "the database is busy", causeOf(error));
  if (state == "53100") throw unavailable(507, "storage_full", "there is no room left to store this", causeOf(error));
  if (kind == "54") throw unavailable(413, "too_large", "a value is too large to be stored", causeOf(error));
  // What another program's column cannot hold: a shorter text, a smaller number.
  if (state == "22001" || state == "22003")
    throw std::move(invalid({{"", "out_of_range", "a value does not fit into its column"}}).cause(causeOf(error)));
  if (kind == "53" || kind == "08" || kind == "58" || isShuttingDown(state)) throw unreachable(causeOf(error));
  if (state == "25006") throw unavailable(503, "read_only", "the database takes no changes now", causeOf(error));
  throw std::runtime_error(causeOf(error) + ": " + std::string(attempt.sql));
}

Failure unreachable(std::string why) {
  return unavailable(503, "database_unavailable", "the database cannot be reached now", std::move(why));
}

Failure outcomeUnknown(std::string why) {
  return unavailable(503, "outcome_unknown",
                     "the connection to the database broke; whether the change was stored is not known", std::move(why));
}

}  // namespace ingot::rt::store::postgres
