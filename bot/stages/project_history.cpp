#include "bot/stages/project_history.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "bot/stages/files.h"
#include "hash/sha256.hpp"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kManifest = "ingot.manifest.json";
constexpr std::string_view kSnapshot = "db/schema.snapshot.json";
constexpr std::string_view kMigrations = "db/migrations/";

auto IsPlainName(std::string_view name) -> bool {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; };
  return !name.empty() && name.size() <= 200 && name.front() != '.' && std::ranges::all_of(name, plain);
}

auto IsOfHistory(std::string_view path) -> bool {
  return path == kManifest || path == kSnapshot || (path.starts_with(kMigrations) && IsPlainName(path.substr(kMigrations.size())));
}

auto Damaged(const std::string& why) -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{FailureKind::kEnvironment, "the history of the last release cannot be read: " + why, ""});
}

}  // namespace

auto PackHistory(const std::string& folder) -> Result<std::string> {
  auto names = NamesIn(folder + "/" + std::string(kMigrations));
  if (!names) return tl::unexpected(names.error());
  std::vector<std::string> paths{std::string(kManifest), std::string(kSnapshot)};
  for (const std::string& name : *names) paths.push_back(std::string(kMigrations) + name);
  Json files = Json::array();
  for (const std::string& path : paths) {
    auto text = ReadFile(folder + "/" + path);
    if (!text) return tl::unexpected(text.error());
    files.push_back({{"path", path}, {"text", *std::move(text)}});
  }
  return Json{{"files", std::move(files)}}.dump();
}

auto UnpackHistory(const std::string& document, const std::string& folder) -> Result<void> {
  const Json history = Json::parse(document, nullptr, false);
  if (!history.is_object() || !history.contains("files") || !history["files"].is_array()) return Damaged("it is no list of files");
  for (const Json& file : history["files"]) {
    const auto text_of = [&](const char* key) { return file.is_object() && file.contains(key) && file[key].is_string() ? file[key].get<std::string>() : ""; };
    const std::string path = text_of("path");
    if (!IsOfHistory(path)) return Damaged("it names a file that is none of a history");
    if (const auto written = WriteFile(folder + "/" + path, text_of("text")); !written) return written;
  }
  return {};
}

auto LastMigrationIn(const std::string& document) -> int {
  const Json history = Json::parse(document, nullptr, false);
  if (!history.is_object() || !history.contains("files") || !history["files"].is_array()) return 0;
  int last = 0;
  for (const Json& file : history["files"]) {
    const std::string path = file.is_object() ? file.value("path", "") : "";
    if (!path.starts_with(kMigrations)) continue;
    int number = 0;
    std::from_chars(path.data() + kMigrations.size(), path.data() + path.size(), number);
    last = std::max(last, number);
  }
  return last;
}

auto ProjectHash(const std::string& folder) -> Result<std::string> {
  const auto manifest = ReadFile(folder + "/" + std::string(kManifest));
  if (!manifest) return tl::unexpected(manifest.error());
  return rt::hash::sha256(*manifest);
}

}  // namespace ingot::bot
