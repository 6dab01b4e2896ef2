#include "bot/deploy/redacted.h"

#include <algorithm>

#include "bot/deploy/secret_files.h"

namespace ingot::bot {
namespace {

constexpr size_t kShortest = 6;

// Of `scheme://user:password@host/...`; empty: it has none.
auto PasswordOf(std::string_view url) -> std::string_view {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  const size_t at = url.rfind('@');
  const size_t colon = url.find(':');
  if (at == std::string_view::npos || colon >= at) return {};
  return url.substr(colon + 1, at - colon - 1);
}

}  // namespace

Redacted::Redacted(Context& to, const std::map<std::string, std::string>& settings) : to_(to) {
  for (const auto& [name, value] : settings) {
    if (!IsSecret(name)) continue;
    for (const std::string_view secret : {std::string_view(value), PasswordOf(value)}) {
      if (secret.size() >= kShortest) secrets_.emplace_back(secret);
    }
  }
  std::stable_sort(secrets_.begin(), secrets_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

void Redacted::Log(std::string_view line) {
  std::string shown(line);
  for (const std::string& secret : secrets_) {
    for (size_t at = 0; (at = shown.find(secret, at)) != std::string::npos;) shown.replace(at, secret.size(), "***");
  }
  to_.Log(shown);
}

}  // namespace ingot::bot
