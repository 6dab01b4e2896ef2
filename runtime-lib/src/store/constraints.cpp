#include "store/constraints.hpp"

#include <utility>

namespace ingot::rt::store {
namespace {

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

}  // namespace

const Column* columnNamed(std::string_view name, const Table* table) {
  if (table == nullptr) return nullptr;
  for (const Column& column : table->columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

std::string_view fieldOf(std::string_view column, const Table* table) {
  const Column* found = columnNamed(column, table);
  return found == nullptr ? column : found->field;
}

Failure notUnique(const std::vector<std::string>& fields) {
  std::vector<Problem> problems;
  for (const std::string& field : fields) {
    problems.push_back({field, "not_unique",
                        fields.size() == 1 ? "must be unique: another row has this value"
                                           : "must be unique together with " + joinedWithAnd(fields, field)});
  }
  const std::string what = fields.empty() ? "values" : joinedWithAnd(fields);
  return conflict("not_unique", "another row has the same " + what, std::move(problems));
}

Failure stillReferenced() { return conflict("still_referenced", "other rows refer to this one"); }

Problem missingReference(std::string_view field) {
  return {std::string(field), "missing_reference", "refers to a row that does not exist"};
}

Failure missingValue(std::string_view column, const Table* table) {
  std::vector<Problem> problems;
  if (!column.empty()) problems.push_back({std::string(fieldOf(column, table)), "required", "must be given"});
  return invalid(std::move(problems));
}

// A rule about one column bears its name.
Failure brokenCheck(std::string_view constraint, std::string_view name, const Attempt& attempt) {
  if (attempt.sql.starts_with("DELETE")) return conflict("check_failed", "a row that refers to this one cannot be without it");
  if (attempt.table != nullptr) {
    for (const RowRule& rule : attempt.table->rules) {
      if (rule.constraint != constraint) continue;
      std::vector<Problem> problems;
      addBroken(rule, problems);
      return invalid(std::move(problems));
    }
  }
  const Column* column = columnNamed(name, attempt.table);
  return invalid({{std::string(column == nullptr ? "" : column->field), "check_failed",
                   "breaks the rule " + std::string(name)}});
}

Failure unavailable(int status, std::string code, std::string message, std::string cause) {
  Failure failure(status, std::move(code), std::move(message));
  failure.cause(std::move(cause));
  if (status == 503) failure.header("Retry-After", "1");
  return failure;
}

}  // namespace ingot::rt::store
