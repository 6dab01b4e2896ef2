#include "outbound/url.hpp"

#include <algorithm>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "types/text.hpp"

namespace ingot::rt::outbound {

bool splitUrl(std::string_view url, std::string& origin, std::string& path) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https")) return false;
  if (parsed->has_userinfo() || parsed->has_fragment() || parsed->encoded_host().empty()) return false;
  if (parsed->has_port() && parsed->port_number() == 0) return false;
  // The standard allows `,` and `=` in a name, which are slips here.
  const auto isPlain = [](char c) { return isAlpha(c) || isDigit(c) || c == '.' || c == '-' || c == '_'; };
  if (parsed->host_type() == boost::urls::host_type::name && !std::all_of(parsed->encoded_host().begin(), parsed->encoded_host().end(), isPlain))
    return false;
  origin = parsed->encoded_origin();
  path = parsed->encoded_target();
  if (!path.starts_with('/')) path.insert(0, 1, '/');
  return true;
}

}  // namespace ingot::rt::outbound
