#include "bot/deploy/redacted.h"

#include <algorithm>
#include <utility>

#include "bot/base/database_url.h"
#include "bot/deploy/secret_files.h"

namespace ingot::bot {
namespace {

constexpr size_t kShortest = 6;

// `name=token,name=token` and `id:key,id:key` hold several.
auto PartsOf(std::string_view name, std::string_view value) -> std::vector<std::string> {
  std::vector<std::string> parts{std::string(value), TakePassword(std::string(value)).password};
  if (name != "OUTBOX_TOKENS" && name != "SECRET_KEYS") return parts;
  while (!value.empty()) {
    const std::string_view part = value.substr(0, value.find(','));
    parts.emplace_back(part.substr(std::min(part.find_first_of(":=") + 1, part.size())));
    value.remove_prefix(std::min(part.size() + 1, value.size()));
  }
  return parts;
}

}  // namespace

Redacted::Redacted(Context& to, const std::map<std::string, std::string>& settings) : to_(to) {
  for (const auto& [name, value] : settings) {
    if (!IsSecret(name)) continue;
    for (std::string& secret : PartsOf(name, value)) {
      if (secret.size() >= kShortest) secrets_.push_back(std::move(secret));
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
