// What goes wrong in a request: problems with their places, and the failure that ends it.
#pragma once

#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ingot::rt {

// One thing wrong with a request: `path` names the field, parameter or header; `code` is stable and meant for programs.
struct Problem {
  std::string path;
  std::string code;
  std::string message;
};

// A rule about several fields of a row: the constraint that holds it in the table, words for clients, and the fields that it names.
struct RowRule {
  std::string_view constraint;
  std::string_view message;
  std::span<const std::string_view> fields;
};
// The rule is broken: a problem `check_failed` for each of its fields.
void addBroken(const RowRule& rule, std::vector<Problem>& problems);

// Ends a request with an error answer, in the shape that the app chose. Thrown by handlers and by this library.
class Failure : public std::exception {
 public:
  Failure(int status, std::string code, std::string message, std::vector<Problem> problems = {})
      : status_(status), code_(std::move(code)), message_(std::move(message)), problems_(std::move(problems)) {}

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

  // A header of the error answer, for example Allow or Retry-After.
  Failure& header(std::string name, std::string value);
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }

  // What the log says besides; it never reaches the client.
  Failure& cause(std::string words);
  [[nodiscard]] const std::string& cause() const { return cause_; }

 private:
  int status_;
  std::string code_;
  std::string message_;
  std::vector<Problem> problems_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string cause_;
};

[[nodiscard]] Failure notFound(std::string_view what);                      // 404 not_found
[[nodiscard]] Failure preconditionFailed();                                 // 412 precondition_failed
[[nodiscard]] Failure badRequest(std::vector<Problem> problems);            // 400 bad_request
[[nodiscard]] Failure invalid(std::vector<Problem> problems);               // 422 invalid
[[nodiscard]] Failure conflict(std::string code, std::string message, std::vector<Problem> problems = {});  // 409

// The three shapes of error bodies. All carry the same status, code, message and problems.
enum class ErrorShape {
  problemDetails,  // RFC 9457, application/problem+json
  statusMessage,   // {statusCode, message, timestamp, ...}
  errorObject,     // {error: {code, message, details}}
};

}  // namespace ingot::rt
