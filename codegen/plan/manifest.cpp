#include "codegen/plan/manifest.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "codegen/text/json.h"
#include "codegen/text/path.h"
#include "compiler/base/names.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;

auto Quoted(std::string_view text) -> std::string { return std::string(JsonString::Quote(text).View()); }

auto IsHash(std::string_view text) -> bool {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return IsAsciiDigit(c) || (c >= 'a' && c <= 'f'); });
}

auto Wrong(std::string what) { return tl::unexpected(ManifestFault{false, std::move(what)}); }

// The text of a member; nothing when it is absent or no string.
auto TextOf(const json& object, const char* key) -> std::optional<std::string> {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

auto IntegerOf(const json& object, const char* key) -> std::optional<int> {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const auto value = found->get<std::int64_t>();
  if (value < 0 || value > 1'000'000) return std::nullopt;
  return static_cast<int>(value);
}

auto KindNamed(std::string_view name) -> std::optional<FileKind> {
  for (const FileKind kind : {FileKind::kGenerated, FileKind::kOnce, FileKind::kAppendOnly}) {
    if (KindName(kind) == name) return kind;
  }
  return std::nullopt;
}

auto ParseEntry(const std::string& path, const json& value) -> tl::expected<ManifestEntry, ManifestFault> {
  if (const auto fault = PathFault(path); !fault.empty())
    return Wrong("the path `" + path + "` " + std::string(fault));
  if (!value.is_object()) return Wrong("`" + path + "` is no object");
  const auto hash = TextOf(value, "sha256");
  const auto kind = KindNamed(TextOf(value, "kind").value_or(""));
  if (!hash || !IsHash(*hash)) return Wrong("`" + path + "` has no valid sha256");
  if (!kind) return Wrong("`" + path + "` has no valid kind");
  return ManifestEntry{*hash, *kind, TextOf(value, "template").value_or(""),
                       TextOf(value, "origin").value_or(""), TextOf(value, "fingerprint").value_or("")};
}

auto ParseVendored(const json& value) -> tl::expected<VendoredTree, ManifestFault> {
  if (!value.is_object()) return Wrong("`vendored` is no object");
  const auto folder = TextOf(value, "folder");
  const auto hash = TextOf(value, "sha256");
  if (!folder || !PathFault(*folder).empty()) return Wrong("`vendored` has no valid folder");
  if (!hash || !IsHash(*hash)) return Wrong("`vendored` has no valid sha256");
  return VendoredTree{*folder, *hash};
}

auto ParseFiles(const json& document, Manifest& manifest) -> tl::expected<void, ManifestFault> {
  const auto files = document.find("files");
  if (files == document.end() || !files->is_object()) return Wrong("it has no object `files`");
  PathOwners owners;
  for (const auto& [path, value] : files->items()) {
    auto entry = ParseEntry(path, value);
    if (!entry) return tl::unexpected(entry.error());
    if (!owners.Claim(path, path)) return Wrong("`" + path + "` clashes with another path");
    manifest.files.emplace(path, std::move(*entry));
  }
  return {};
}

}  // namespace

auto Manifest::Find(std::string_view path) const -> const ManifestEntry* {
  const auto found = files.find(std::string(path));
  return found == files.end() ? nullptr : &found->second;
}

auto KindName(FileKind kind) -> std::string_view {
  switch (kind) {
    case FileKind::kGenerated: return "generated";
    case FileKind::kOnce: return "once";
    case FileKind::kAppendOnly: return "append-only";
    case FileKind::kVendored: return "vendored";
  }
  return "";
}

auto TreeHash(const std::map<std::string, std::string>& hash_by_path) -> std::string {
  std::string listed;
  for (const auto& [path, hash] : hash_by_path) listed += hash + "  " + path + "\n";
  return Sha256Hex(listed);
}

auto PrintManifest(const Manifest& manifest) -> std::string {
  std::string text = "{\n  \"format\": " + std::to_string(kFormat) + ",\n";
  text += "  \"edition\": " + std::to_string(manifest.identity.edition) + ",\n";
  text += "  \"compiler\": " + Quoted(manifest.identity.compiler) + ",\n";
  text += "  \"definition\": " + Quoted(manifest.identity.definition) + ",\n";
  if (manifest.vendored) {
    text += "  \"vendored\": {\"folder\": " + Quoted(manifest.vendored->folder) +
            ", \"sha256\": " + Quoted(manifest.vendored->sha256) + "},\n";
  }
  text += "  \"files\": {";
  const char* separator = "\n";
  for (const auto& [path, entry] : manifest.files) {
    text += separator;
    text += "    " + Quoted(path) + ": {\"sha256\": " + Quoted(entry.sha256) +
            ", \"kind\": " + Quoted(KindName(entry.kind)) + ", \"template\": " + Quoted(entry.template_name) +
            ", \"origin\": " + Quoted(entry.origin);
    if (!entry.fingerprint.empty()) text += ", \"fingerprint\": " + Quoted(entry.fingerprint);
    text += "}";
    separator = ",\n";
  }
  return text + "\n  }\n}\n";
}

auto ParseManifest(std::string_view text) -> tl::expected<Manifest, ManifestFault> {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return Wrong("it is no JSON");
  if (!document.is_object()) return Wrong("it is no object");
  const auto format = IntegerOf(document, "format");
  if (!format) return Wrong("it has no `format`");
  Manifest manifest;
  manifest.identity.compiler = TextOf(document, "compiler").value_or("");
  if (*format > kFormat)
    return tl::unexpected(ManifestFault{true, "Ingot " + manifest.identity.compiler + " wrote it"});
  manifest.identity.edition = IntegerOf(document, "edition").value_or(0);
  manifest.identity.definition = TextOf(document, "definition").value_or("");
  if (const auto vendored = document.find("vendored"); vendored != document.end()) {
    auto tree = ParseVendored(*vendored);
    if (!tree) return tl::unexpected(tree.error());
    manifest.vendored = std::move(*tree);
  }
  if (auto files = ParseFiles(document, manifest); !files) return tl::unexpected(files.error());
  return manifest;
}

}  // namespace ingot::codegen
