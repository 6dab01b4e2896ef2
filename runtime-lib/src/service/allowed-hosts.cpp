#include "service/allowed-hosts.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

bool isLoopback(const std::string& address) {
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  return ::inet_pton(AF_INET6, address.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::string inLowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), toLower);
  return lower;
}

bool isSame(std::string_view name, std::string_view lower) {
  return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return toLower(a) == b; });
}

}  // namespace

AllowedHosts::AllowedHosts(const Config& config) {
  if (config.allowedHosts.empty()) {
    // Whoever listens on loopback means this machine; whoever listens elsewhere has names that we do not
    // know.
    any_ = !isLoopback(config.host);
    names_ = {"127.0.0.1", "localhost", "[::1]"};
    names_.push_back(config.host.find(':') == std::string::npos ? config.host : "[" + config.host + "]");
    return;
  }
  any_ = config.allowedHosts.front() == "*";
  for (const std::string& name : config.allowedHosts) names_.push_back(inLowerCase(name));
}

bool AllowedHosts::allow(const Request& request) const {
  if (any_) return true;
  const std::string_view host = request.header("Host");
  if (host.empty() && request.headerCount("Host") == 0) return true;
  const std::string_view name = hostNameOf(host);
  return std::any_of(names_.begin(), names_.end(),
                     [name](const std::string& each) { return isSame(name, each); });
}

std::string_view hostNameOf(std::string_view header) {
  const bool literal = !header.empty() && header.front() == '[';
  const std::size_t end =
      literal ? header.find(']') + 1 : std::min(header.find(':'), header.size());  // no bracket: 0
  const std::string_view port = header.substr(end);
  if (port.empty()) return header.substr(0, end);
  const bool isPort = port.front() == ':' && std::all_of(port.begin() + 1, port.end(), isDigit);
  return isPort ? header.substr(0, end) : std::string_view();
}

}  // namespace ingot::rt::service
