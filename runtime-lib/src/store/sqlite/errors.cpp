#include "store/sqlite/errors.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace ingot::rt::store::sqlite {
namespace {

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

// The columns of a write that refer to a row which is not there.
std::vector<Problem> missingReferences(const Attempt& attempt, Probe exists) {
  std::vector<Problem> problems;
  const auto values = attempt.params.values();
  const auto probe = [&](const Column& column, const Params::Value& value) {
    if (column.references.empty() || value.kind != Params::Value::Kind::uuid) return;
    if (exists(column.references, Params(value.uuid))) return;
    problems.push_back(missingReference(column.field));
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
  if (attempt.sql.starts_with("DELETE")) return stillReferenced();
  std::vector<Problem> problems;
  if (attempt.table != nullptr) problems = missingReferences(attempt, exists);
  if (problems.empty()) problems.push_back(missingReference({}));
  return invalid(std::move(problems));
}

// "NOT NULL constraint failed: docs.file_name", "CHECK constraint failed: size": what follows the colon.
std::string_view namedIn(std::string_view message) {
  const std::size_t colon = message.find(": ");
  return colon == std::string_view::npos ? std::string_view{} : message.substr(colon + 2);
}

std::string_view columnNamedIn(std::string_view message) {
  const std::string_view name = namedIn(message);
  return name.substr(name.find('.') + 1);
}

[[noreturn]] void failConstraint(const SqliteError& error, const Attempt& attempt, Probe exists) {
  if (error.message.starts_with("FOREIGN KEY"))
    throw brokenReference(attempt, exists);  // RESTRICT reports a trigger
  switch (error.code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: throw notUnique(fieldsNamedIn(error.message, attempt.table));
    case SQLITE_CONSTRAINT_NOTNULL: throw missingValue(columnNamedIn(error.message), attempt.table);
    case SQLITE_CONSTRAINT_CHECK: throw brokenCheck(namedIn(error.message), namedIn(error.message), attempt);
    default: throw std::runtime_error("SQLite: " + error.message + ": " + std::string(attempt.sql));
  }
}

Failure unavailable(int status, std::string code, std::string message, const SqliteError& error) {
  return store::unavailable(status, std::move(code), std::move(message),
                            "SQLite " + std::to_string(error.code) + ": " + error.message);
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
