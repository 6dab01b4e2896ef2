#include "compiler/source/file_store.h"

#include <fmt/format.h>

namespace ingot::source {

auto FileError::Describe(std::string_view verb) const -> std::string {
  return fmt::format("cannot {} `{}`: {}", verb, path, reason);
}

auto FileStore::Exists(std::string_view path) const -> bool {
  const auto entry = Look(path);
  return entry && entry->kind != EntryKind::kAbsent;
}

auto IsPlainPath(std::string_view path) -> bool {
  if (path.find('\0') != std::string_view::npos || path.find('\\') != std::string_view::npos) return false;
  while (true) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

auto JoinPath(std::string_view path, std::string_view name) -> std::string {
  if (path.empty()) return std::string(name);
  if (name.empty()) return std::string(path);
  return fmt::format("{}/{}", path, name);
}

auto IsTemporaryName(std::string_view name) -> bool { return name.starts_with(kTemporaryPrefix); }

}  // namespace ingot::source
