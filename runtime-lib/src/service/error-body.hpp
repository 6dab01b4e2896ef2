// The body of an error answer, in the shape that the app chose.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/http.hpp>
#include <ingot/rt/problem.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt::service {

struct ErrorView {
  int status = 500;
  std::string_view code;
  std::string_view message;
  std::span<const Problem> problems;
  std::string_view requestId;
  Timestamp now;
};

// problemDetails: {type, title, status, detail, code, requestId, errors: [{path, code, message}]}
// statusMessage:  {statusCode, message, timestamp, code, requestId, errors: [...]}; the message is a list when there are problems
// errorObject:    {error: {status, code, message, requestId, details: [...]}}
// The list of problems is left out when it is empty.
[[nodiscard]] std::string renderError(ErrorShape shape, const ErrorView& error);

// The status of the answer: of what is invalid 422, and 400 in the shape `statusMessage`, whose clients know it from NestJS.
[[nodiscard]] int statusOf(ErrorShape shape, const Failure& failure);

[[nodiscard]] std::string_view errorContentType(ErrorShape shape);

}  // namespace ingot::rt::service
