#include <ingot/rt/problem.hpp>

namespace ingot::rt {

void addBroken(const RowRule& rule, std::vector<Problem>& problems) {
  for (const std::string_view field : rule.fields) problems.push_back({std::string(field), "check_failed", std::string(rule.message)});
}

Failure& Failure::header(std::string name, std::string value) {
  headers_.emplace_back(std::move(name), std::move(value));
  return *this;
}

Failure& Failure::cause(std::string words) {
  cause_ = std::move(words);
  return *this;
}

Failure notFound(std::string_view what) {
  return {404, "not_found", "there is no such " + std::string(what)};
}

Failure preconditionFailed() {
  return {412, "precondition_failed", "the row has another version than the one that If-Match demands"};
}

Failure badRequest(std::vector<Problem> problems) {
  return {400, "bad_request", "the request is not understood", std::move(problems)};
}

Failure invalid(std::vector<Problem> problems) {
  return {422, "invalid", "the request has invalid values", std::move(problems)};
}

Failure conflict(std::string code, std::string message, std::vector<Problem> problems) {
  return {409, std::move(code), std::move(message), std::move(problems)};
}

}  // namespace ingot::rt
