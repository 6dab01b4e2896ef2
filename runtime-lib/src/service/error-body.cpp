#include "service/error-body.hpp"

#include <ingot/rt/json-writer.hpp>

#include "net/response-head.hpp"

namespace ingot::rt::service {
namespace {

void writeProblems(JsonWriter& json, std::string_view name, std::span<const Problem> problems) {
  if (problems.empty()) return;
  json.name(name);
  json.beginArray();
  for (const Problem& problem : problems) {
    json.beginObject();
    json.member("path", problem.path);
    json.member("code", problem.code);
    json.member("message", problem.message);
    json.endObject();
  }
  json.endArray();
}

void writeProblemDetails(JsonWriter& json, const ErrorView& error) {
  json.member("type", "about:blank");
  json.member("title", net::reasonOf(error.status));
  json.member("status", static_cast<std::int64_t>(error.status));
  json.member("detail", error.message);
  json.member("code", error.code);
  json.member("requestId", error.requestId);
  writeProblems(json, "errors", error.problems);
}

// One text, or one for each problem.
void writeMessages(JsonWriter& json, const ErrorView& error) {
  json.name("message");
  if (error.problems.empty()) return json.value(error.message);
  json.beginArray();
  for (const Problem& problem : error.problems) json.value(problem.path + ' ' + problem.message);
  json.endArray();
}

void writeStatusMessage(JsonWriter& json, const ErrorView& error) {
  json.member("statusCode", static_cast<std::int64_t>(error.status));
  writeMessages(json, error);
  json.member("timestamp", error.now);
  json.member("code", error.code);
  json.member("requestId", error.requestId);
  writeProblems(json, "errors", error.problems);
}

void writeErrorObject(JsonWriter& json, const ErrorView& error) {
  json.name("error");
  json.beginObject();
  json.member("status", static_cast<std::int64_t>(error.status));
  json.member("code", error.code);
  json.member("message", error.message);
  json.member("requestId", error.requestId);
  writeProblems(json, "details", error.problems);
  json.endObject();
}

}  // namespace

std::string renderError(ErrorShape shape, const ErrorView& error) {
  JsonWriter json;
  json.beginObject();
  switch (shape) {
    case ErrorShape::problemDetails: writeProblemDetails(json, error); break;
    case ErrorShape::statusMessage: writeStatusMessage(json, error); break;
    case ErrorShape::errorObject: writeErrorObject(json, error); break;
  }
  json.endObject();
  return json.take();
}

int statusOf(ErrorShape shape, const Failure& failure) {
  const bool invalid = failure.status() == 422 && !failure.problems().empty();
  return invalid && shape == ErrorShape::statusMessage ? 400 : failure.status();
}

std::string_view errorContentType(ErrorShape shape) {
  return shape == ErrorShape::problemDetails ? "application/problem+json" : "application/json";
}

}  // namespace ingot::rt::service
