// What a Request can say of itself: headers, path parameters, the query, a JSON body.
#include <ingot/rt/http.hpp>

#include <algorithm>

#include "net/percent.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

Failure badQuery(std::string_view item) {
  return badRequest({{std::string(), "query", "the query holds NUL or bytes that are no UTF-8: " + shown(item)}});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// application/json, or application/anything+json.
bool saysJson(std::string_view contentType) {
  const std::string_view type = trimmed(contentType.substr(0, contentType.find(';')));
  constexpr std::string_view kPrefix = "application/";
  if (type.size() <= kPrefix.size() || !sameName(type.substr(0, kPrefix.size()), kPrefix)) return false;
  const std::string_view subtype = type.substr(kPrefix.size());
  constexpr std::string_view kSuffix = "+json";
  return sameName(subtype, "json") || (subtype.size() > kSuffix.size() &&
                                       sameName(subtype.substr(subtype.size() - kSuffix.size()), kSuffix));
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const Header& each : headers) {
    if (sameName(each.name, name)) return each.value;
  }
  return {};
}

std::size_t Request::headerCount(std::string_view name) const {
  std::size_t count = 0;
  for (const Header& each : headers) count += sameName(each.name, name) ? 1 : 0;
  return count;
}

std::string_view Request::rawPathParameter(std::string_view name) const {
  for (const auto& [each, value] : pathParameters) {
    if (each == name) return value;
  }
  return {};
}

const std::vector<QueryItem>& Request::query() const {
  if (queryRead_) return query_;
  std::vector<QueryItem> items;
  std::string_view rest = queryString;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view item = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (item.empty()) continue;
    const std::size_t equals = std::min(item.find('='), item.size());
    QueryItem decoded;
    if (!net::percentDecode(item.substr(0, equals), true, decoded.name) ||
        !net::percentDecode(item.substr(std::min(equals + 1, item.size())), true, decoded.value)) {
      throw badQuery(item);
    }
    items.push_back(std::move(decoded));
  }
  query_ = std::move(items);
  queryRead_ = true;
  return query_;
}

std::string Request::jsonBody() const {
  if (!saysJson(header("Content-Type"))) {
    throw Failure(415, "unsupported_media_type",
                  "the body has to be JSON, and its Content-Type application/json");
  }
  return body == nullptr ? std::string() : body->readAll(bodyLimit);
}

}  // namespace ingot::rt
