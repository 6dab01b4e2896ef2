#include "file/s3/place.hpp"

#include <algorithm>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "outbound/url.hpp"
#include "types/text.hpp"

namespace ingot::rt::file::s3 {
namespace {

constexpr std::size_t kMostName = 63;     // of a bucket or a region
constexpr std::size_t kMostPrefix = 900;  // keys end at 1,024

bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return isAlpha(c) || isDigit(c) || c == '.' || c == '_' || c == '-'; });
}
bool isName(std::string_view text) { return !text.empty() && text.size() <= kMostName && isPlain(text) && text != "." && text != ".."; }

// `/a/b/`, from what the address has: `/a/b`, `/a/b/` or nothing.
bool addPrefix(std::string_view prefix, std::string& path) {
  if (prefix.size() > kMostPrefix) return false;
  while (!prefix.empty()) {
    prefix.remove_prefix(1);
    const std::string_view segment = prefix.substr(0, prefix.find('/'));
    if (segment.empty()) return prefix.empty();
    if (!isPlain(segment) || segment == "." || segment == "..") return false;
    path.append(segment).append("/");
    prefix.remove_prefix(segment.size());
  }
  return true;
}

// The parameters; false when one is unknown or there twice.
bool readParameters(const boost::urls::url_view& url, std::string& region, std::string& endpoint) {
  for (const auto& each : url.params()) {
    const std::string key = each.key;
    std::string* value = key == "region" ? &region : key == "endpoint" ? &endpoint : nullptr;
    if (value == nullptr || !value->empty() || !each.has_value) return false;
    *value = each.value;
    if (value->empty()) return false;
  }
  return true;
}

}  // namespace

bool parse(std::string_view url, Place& place) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->scheme() != "s3" || parsed->has_userinfo() || parsed->has_port() || parsed->has_fragment()) return false;
  const std::string bucket(parsed->encoded_host().begin(), parsed->encoded_host().end());
  std::string region;
  std::string endpoint;
  if (!isName(bucket) || !readParameters(*parsed, region, endpoint)) return false;
  place.region = region.empty() ? "us-east-1" : region;
  if (!isName(place.region)) return false;
  // A bucket in the name of the host is what Amazon wants, but its certificate is for one name without dots.
  const bool inHost = endpoint.empty() && bucket.find('.') == std::string::npos;
  if (endpoint.empty()) endpoint = "https://" + (inHost ? bucket + "." : "") + "s3." + place.region + ".amazonaws.com";
  std::string path;
  if (!outbound::splitUrl(endpoint, place.origin, path) || path != "/") return false;
  place.host = place.origin.substr(place.origin.find("//") + 2);
  place.path = inHost ? "/" : "/" + bucket + "/";
  return addPrefix(parsed->encoded_path(), place.path);
}

}  // namespace ingot::rt::file::s3
