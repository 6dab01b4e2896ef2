#include <ingot/rt/list.hpp>
#include <ingot/rt/resource.hpp>

#include "list/entity-tag.hpp"

namespace ingot::rt {
namespace {

constexpr std::string_view kJson = "application/json";

Failure unreadableTag(std::string words) {
  return badRequest({{"If-Match", "unreadable", std::move(words)}});
}

// The answer with its tag, or 304 with the tag alone.
Response tagged(const Request& request, int status, std::string tag, JsonWriter json) {
  if (const auto wanted = request.header("If-None-Match"); !wanted.empty() && namesTag(wanted, tag)) {
    Response unchanged(304);
    unchanged.header("ETag", std::move(tag));
    return unchanged;
  }
  Response response(status, kJson, json.take());
  response.header("ETag", std::move(tag));
  return response;
}

}  // namespace

std::optional<std::int64_t> ifMatch(const Request& request) {
  const std::size_t count = request.headerCount("If-Match");
  if (count == 0) return std::nullopt;
  // A guard that cannot be read must not become no guard.
  if (count > 1) throw unreadableTag("must stand once");
  const std::string_view header = request.header("If-Match");
  if (header == "*") return std::nullopt;
  if (header.starts_with("W/")) throw preconditionFailed();  // RFC 9110: If-Match compares strongly
  if (header.find(',') != std::string_view::npos) throw unreadableTag("must be one entity tag");
  std::int64_t version = 0;
  const bool quoted = header.size() > 2 && header.starts_with('"') && header.ends_with('"');
  if (!quoted || !parse(header.substr(1, header.size() - 2), version) || version < 1) {
    throw unreadableTag("must be an entity tag as this service gives it, such as \"1\"");
  }
  return version;
}

Response rowResponse(const Request& request, std::int64_t rowVersion, JsonWriter json) {
  // The answer to a write is new to the client, whatever it had.
  if (request.method == Method::get || request.method == Method::head)
    return tagged(request, 200, rowTag(rowVersion), std::move(json));
  Response response(200, kJson, json.take());
  response.header("ETag", rowTag(rowVersion));
  return response;
}

Response jsonResponse(JsonWriter json) { return {200, kJson, json.take()}; }

Response createdResponse(const Request& request, const Uuid& id, std::int64_t rowVersion, JsonWriter json) {
  std::string location(request.path);
  if (!location.ends_with('/')) location += '/';
  Response response(201, kJson, json.take());
  response.header("Location", location + format(id)).header("ETag", rowTag(rowVersion));
  return response;
}

Response noContent() { return Response(204); }

Response pageResponse(const Request& request, const ListQuery& query, std::int64_t total, std::size_t rows,
                      FunctionRef<void(JsonWriter&, std::size_t)> writeRow) {
  JsonWriter json;
  json.reserve(64 + rows * 256);
  json.beginObject();
  json.name("data");
  json.beginArray();
  for (std::size_t i = 0; i < rows; ++i) {
    json.beginObject();
    writeRow(json, i);
    json.endObject();
  }
  json.endArray();
  json.member("page", query.page());
  json.member("limit", query.limit());
  json.member("total", total);
  json.endObject();
  std::string tag = weakTag(json.text());
  return tagged(request, 200, std::move(tag), std::move(json));
}

}  // namespace ingot::rt
