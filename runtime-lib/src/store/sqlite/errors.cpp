#include "store/sqlite/errors.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace ingot::rt::store::sqlite {
namespace {

const Column* columnNamed(std::string_view name, const Table* table) {
  if (table == nullptr) return nullptr;
  for (const Column& column : table->columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

std::string_view fieldOf(std::string_view name, const Table* table) {
  const Column* column = columnNamed(name, table);
  return column == nullptr ? name : column->field;
}

// "UNIQUE constraint failed: docs.project_id, docs.file_name": the fields of these columns.
std::vector<std::string> fieldsNamedIn(std::string_view message, const Table* table) {
  std::vector<std::string> fields;
  const std::size_t colon = message.find(": ");
  if (colon == std::string_view::npos || message.substr(colon + 2).starts_with("index ")) return fields;
  std::string_view rest = message.substr(colon + 2);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    const std::string_view qualified = rest.substr(0, comma);
    fields.emplace_back(fieldOf(qualified.substr(qualified.find('.') + 1), table));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 2);
  }
  return fields;
}

std::string joinedWithAnd(const std::vector<std::string>& names, std::string_view without = {}) {
  std::vector<std::string_view> wanted;
  for (const std::string& name : names) {
    if (name != without) wanted.push_back(name);
  }
  std::string text;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (i > 0) text += i + 1 == wanted.size() ? " and " : ", ";
    text += wanted[i];
  }
  return text;
}

Failure notUnique(const SqliteError& error, const Table* table) {
  const auto fields = fieldsNamedIn(error.message, table);
  std::vector<Problem> problems;
  for (const std::string& field : fields) {
    problems.push_back({field, "not_unique",
                        fields.size() == 1 ? "must be unique: another row has this value"
                                           : "must be unique together with " + joinedWithAnd(fields, field)});
  }
  const std::string what = fields.empty() ? "values" : joinedWithAnd(fields);
  return conflict("not_unique", "another row has the same " + what, std::move(problems));
}

// The columns of a write that refer to a row which is not there.
std::vector<Problem> missingReferences(const Attempt& attempt, Probe exists) {
  std::vector<Problem> problems;
  const auto values = attempt.params.values();
  const auto probe = [&](const Column& column, const Params::Value& value) {
    if (column.references.empty() || value.kind != Params::Value::Kind::blob) return;
    if (exists(column.references, Params(value.uuid))) return;
    problems.push_back(
        {std::string(column.field), "missing_reference", "refers to a row that does not exist"});
  };
  const auto columns = attempt.table->columns;
  if (attempt.assigned.empty()) {
    for (std::size_t i = 0; i < std::min(columns.size(), values.size()); ++i) probe(columns[i], values[i]);
    return problems;
  }
  for (std::size_t i = 0; i < std::min(attempt.assigned.size(), values.size()); ++i) {
    if (const Column* column = columnNamed(attempt.assigned[i], attempt.table)) probe(*column, values[i]);
  }
  return problems;
}

Failure brokenReference(const Attempt& attempt, Probe exists) {
  if (attempt.sql.starts_with("DELETE")) return conflict("still_referenced", "other rows refer to this one");
  std::vector<Problem> problems;
  if (attempt.table != nullptr) problems = missingReferences(attempt, exists);
  if (problems.empty()) problems.push_back({"", "missing_reference", "refers to a row that does not exist"});
  return invalid(std::move(problems));
}

Failure missingValue(const SqliteError& error, const Table* table) {
  std::vector<Problem> problems;
  for (const std::string& field : fieldsNamedIn(error.message, table))
    problems.push_back({field, "required", "must be given"});
  return invalid(std::move(problems));
}

Failure brokenCheck(const SqliteError& error, const Table* table) {
  const std::size_t colon = error.message.find(": ");
  const std::string name = colon == std::string::npos ? std::string{} : error.message.substr(colon + 2);
  const Column* column = columnNamed(name, table);  // a rule about one column bears its name
  return invalid(
      {{std::string(column == nullptr ? "" : column->field), "check_failed", "breaks the rule " + name}});
}

[[noreturn]] void failConstraint(const SqliteError& error, const Attempt& attempt, Probe exists) {
  if (error.message.starts_with("FOREIGN KEY"))
    throw brokenReference(attempt, exists);  // RESTRICT reports a trigger
  switch (error.code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: throw notUnique(error, attempt.table);
    case SQLITE_CONSTRAINT_NOTNULL: throw missingValue(error, attempt.table);
    case SQLITE_CONSTRAINT_CHECK: throw brokenCheck(error, attempt.table);
    default: throw std::runtime_error("SQLite: " + error.message + ": " + std::string(attempt.sql));
  }
}

Failure unavailable(int status, std::string code, std::string message, const SqliteError& error) {
  Failure failure(status, std::move(code), std::move(message));
  failure.cause("SQLite " + std::to_string(error.code) + ": " + error.message);
  if (status == 503) failure.header("Retry-After", "1");
  return failure;
}

}  // namespace

void fail(const SqliteError& error, const Attempt& attempt, Probe exists) {
  switch (error.code & 0xFF) {
    case SQLITE_CONSTRAINT: failConstraint(error, attempt, exists);
    case SQLITE_INTERRUPT: throw unavailable(503, "timeout", "the database took too long", error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw unavailable(503, "busy", "the database is busy", error);
    case SQLITE_FULL: throw unavailable(507, "storage_full", "there is no room left to store this", error);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: throw unavailable(503, "storage_failed", "the storage cannot be used now", error);
    case SQLITE_TOOBIG: throw Failure(413, "too_large", "a value is too large to be stored");
    default: break;
  }
  throw std::runtime_error("SQLite " + std::to_string(error.code) + ": " + error.message + ": " +
                           std::string(attempt.sql));
}

}  // namespace ingot::rt::store::sqlite
