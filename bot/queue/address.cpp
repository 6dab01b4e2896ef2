#include "bot/queue/address.h"

#include <charconv>

namespace ingot::bot {
namespace {

auto Decoded(std::string_view text) -> std::optional<std::string> {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    unsigned value = 0;
    if (i + 2 >= text.size()) return std::nullopt;
    const auto [end, problem] = std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    if (problem != std::errc() || end != text.data() + i + 3) return std::nullopt;
    plain += static_cast<char>(value);
    i += 2;
  }
  return plain;
}

template <typename Number>
auto NumberOf(std::string_view text) -> std::optional<Number> {
  Number number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

auto SetCredentials(std::string_view text, QueueAddress& address) -> bool {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const auto user = Decoded(text.substr(0, colon));
  const auto password = Decoded(text.substr(colon + 1));
  if (!user || !password) return false;
  address.user = *user;
  address.password = *password;
  return true;
}

auto SetHost(std::string_view text, QueueAddress& address) -> bool {
  const size_t bracket = text.starts_with("[") ? text.find(']') : std::string_view::npos;
  const size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    const auto port = NumberOf<uint16_t>(text.substr(colon + 1));
    if (!port || *port == 0) return false;
    address.port = *port;
  }
  std::string_view host = text.substr(0, colon);
  if (host.starts_with("[") && host.ends_with("]")) host = host.substr(1, host.size() - 2);
  if (host.empty()) return false;
  address.host = host;
  return true;
}

}  // namespace

auto QueueAddressOf(std::string_view url) -> std::optional<QueueAddress> {
  constexpr std::string_view kScheme = "redis://";
  if (!url.starts_with(kScheme)) return std::nullopt;
  url.remove_prefix(kScheme.size());
  QueueAddress address;
  const size_t at = url.rfind('@');
  if (at != std::string_view::npos) {
    if (!SetCredentials(url.substr(0, at), address)) return std::nullopt;
    url.remove_prefix(at + 1);
  }
  const size_t slash = url.find('/');
  if (slash != std::string_view::npos && slash + 1 < url.size()) {
    const auto database = NumberOf<int>(url.substr(slash + 1));
    if (!database || *database < 0) return std::nullopt;
    address.database = *database;
  }
  if (!SetHost(url.substr(0, slash), address)) return std::nullopt;
  return address;
}

}  // namespace ingot::bot
