#include "bot/http/access.h"

#include <arpa/inet.h>

#include <array>

namespace ingot::bot {
namespace {

auto IsNumeric(const std::string& name, int family) -> bool {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(family, name.c_str(), bytes.data()) == 1;
}

// Without the port.
auto NameOf(std::string_view host) -> std::string {
  if (host.starts_with("[")) return std::string(host.substr(1, host.find(']') == std::string_view::npos ? host.size() : host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

}  // namespace

auto IsLoopback(std::string_view address) -> bool { return address == "localhost" || address == "::1" || address.starts_with("127."); }

auto IsOwnHost(std::string_view host) -> bool {
  const std::string name = NameOf(host);
  return name == "localhost" || IsNumeric(name, AF_INET) || IsNumeric(name, AF_INET6);
}

auto IsToken(std::string_view authorization, std::string_view secret) -> bool {
  constexpr std::string_view kScheme = "Bearer ";
  if (secret.empty() || !authorization.starts_with(kScheme)) return false;
  const std::string_view given = authorization.substr(kScheme.size());
  unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (size_t i = 0; i < given.size(); ++i) {
    difference |= static_cast<unsigned char>(given[i]) ^ static_cast<unsigned char>(secret[i % secret.size()]);
  }
  return difference == 0;
}

auto IsOwnOrigin(std::string_view origin, std::string_view host) -> bool {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme) && origin.substr(scheme.size()) == host) return true;
  }
  return false;
}

}  // namespace ingot::bot
