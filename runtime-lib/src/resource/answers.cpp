#include "resource/answers.hpp"

#include <algorithm>

#include <ingot/rt/resource.hpp>

#include "resource/entity-tag.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

Failure unreadableTag(std::string_view header, std::string words) {
  return badRequest({{std::string(header), "unreadable", std::move(words)}});
}

// The header may stand in several lines.
bool hasRepresentation(const Request& request, std::string_view tag) {
  return std::any_of(request.headers.begin(), request.headers.end(), [&](const Header& header) {
    return sameName(header.name, "If-None-Match") && namesTag(header.value, tag);
  });
}

}  // namespace

void refusePreconditions(const Request& request) {
  for (const std::string_view header : {"If-Match", "If-None-Match"}) {
    if (request.headerCount(header) > 0) throw unreadableTag(header, "guards nothing here: there is no version to compare with");
  }
}

std::optional<std::int64_t> ifMatch(const Request& request) {
  // A guard that is not understood must not become no guard.
  if (request.headerCount("If-None-Match") > 0)
    throw unreadableTag("If-None-Match", "guards reads only; a write is guarded with If-Match");
  const std::size_t count = request.headerCount("If-Match");
  if (count == 0) return std::nullopt;
  if (count > 1) throw unreadableTag("If-Match", "must stand once");
  const std::string_view header = request.header("If-Match");
  if (header == "*") return std::nullopt;
  if (header.starts_with("W/")) throw preconditionFailed();  // RFC 9110: If-Match compares strongly
  if (header.find(',') != std::string_view::npos)
    throw unreadableTag("If-Match", "must be one entity tag");
  const auto version = versionIn(header);
  if (!version)
    throw unreadableTag("If-Match", "must be an entity tag as this service gives it, such as \"1-0123abcd\"");
  return version;
}

Response taggedResponse(const Request& request, std::string tag, std::string body, std::string_view contentType) {
  if (hasRepresentation(request, tag)) {
    Response unchanged(304);
    unchanged.header("ETag", std::move(tag));
    return unchanged;
  }
  Response response(200, contentType, std::move(body));
  response.header("ETag", std::move(tag));
  return response;
}

void AnswerBudget::spend(std::size_t bytes) {
  spent_ += bytes;
  if (spent_ <= most_) return;
  throw Failure(400, "answer_too_large",
                "the answer would have more than " + format(static_cast<std::int64_t>(most_)) +
                    " bytes; ask for fewer rows with limit, or leave out include");
}

}  // namespace ingot::rt
