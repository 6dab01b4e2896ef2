#include "bot/stages/app_settings.h"

#include <algorithm>

#include "bot/stages/files.h"
#include "bot/stages/random_text.h"
#include "bot/stages/workspace.h"
#include "bot/store/app_database.h"

namespace ingot::bot {
namespace {

auto IsVariable(const std::string& name) -> bool {
  const auto plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() != '_' && std::ranges::all_of(name, plain);
}

auto WithoutLineEnd(std::string text) -> std::string {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

// What stands in the file; `fresh` is written there when there is none. One that cannot be read is never written over.
auto Kept(const std::string& path, const std::string& fresh) -> Result<std::string> {
  const auto there = IsThere(path);
  if (!there) return tl::unexpected(there.error());
  if (*there) return ReadFile(path).map(WithoutLineEnd);
  if (auto written = WriteFile(path, fresh); !written) return tl::unexpected(written.error());
  return fresh;
}

// Rows of a release before may hold secrets that no other keys open.
auto CheckKeys(const std::string& path) -> Result<void> {
  const auto there = IsThere(path);
  if (!there) return tl::unexpected(there.error());
  if (*there) return {};
  return tl::unexpected(Failure{FailureKind::kEnvironment,
                                "there is no " + path + ", and other keys do not open what a release before has encrypted: copy the folder from the machine of "
                                "that release or from a backup; if no secret field has a value, write new keys there, 1:$(openssl rand -base64 32)",
                                ""});
}

}  // namespace

auto SettingsOf(const StageSettings& settings, const std::string& application, bool has_served) -> Result<std::map<std::string, std::string>> {
  const Workspace workspace(settings.root, application);
  std::map<std::string, std::string> variables;
  const std::string keys_file = workspace.Own() + "/secret-keys";
  const auto given = NamesIn(workspace.Secrets());
  if (!given) return tl::unexpected(given.error());
  if (has_served && std::ranges::find(*given, "SECRET_KEYS") == given->end()) {
    if (auto checked = CheckKeys(keys_file); !checked) return tl::unexpected(checked.error());
  }
  const auto password = Kept(workspace.Own() + "/database-password", RandomHex(24));
  if (!password) return tl::unexpected(password.error());
  auto url = EnsureAppDatabase(settings.apps_database, application, *password);
  if (!url) return tl::unexpected(url.error());
  variables["DATABASE_URL"] = *std::move(url);
  const auto keys = Kept(keys_file, "1:" + RandomBase64(32));
  if (!keys) return tl::unexpected(keys.error());
  variables["SECRET_KEYS"] = *keys;

  for (const std::string& name : *given) {
    if (!IsVariable(name)) continue;
    auto text = ReadFile(workspace.Secrets() + "/" + name);
    if (!text) return tl::unexpected(text.error());
    variables[name] = WithoutLineEnd(*std::move(text));
  }
  return variables;
}

}  // namespace ingot::bot
