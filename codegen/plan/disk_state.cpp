#include "codegen/plan/disk_state.h"

#include <algorithm>
#include <utility>

#include "compiler/base/sha256.h"

namespace ingot::codegen {

using source::EntryKind;
using source::FileFailure;

auto StateOf(const source::FileStore& store, std::string_view path) -> source::Result<DiskState> {
  const auto entry = store.Look(path);
  if (!entry && entry.error().failure == FileFailure::kSymlink) return DiskState{EntryKind::kSymlink, {}};
  if (!entry) return tl::unexpected(entry.error());
  if (entry->kind != EntryKind::kFile) return DiskState{entry->kind, {}};
  const auto bytes = store.Read(path, kLargestFile);
  if (bytes) return DiskState{EntryKind::kFile, Sha256Hex(*bytes)};
  if (bytes.error().failure == FileFailure::kTooLarge) return DiskState{EntryKind::kFile, {}};
  return tl::unexpected(bytes.error());
}

auto ListBelow(const source::FileStore& store, std::string_view folder,
               const std::vector<std::string_view>& skipped) -> source::Result<std::vector<std::string>> {
  std::vector<std::string> files;
  std::vector<std::string> folders{std::string(folder)};
  while (!folders.empty()) {
    const std::string current = std::move(folders.back());
    folders.pop_back();
    const auto entries = store.List(current);
    if (!entries && current == folder && entries.error().failure == FileFailure::kNotFound) return files;
    if (!entries) return tl::unexpected(entries.error());
    for (const source::Entry& entry : *entries) {
      if (current == folder && std::ranges::find(skipped, entry.name) != skipped.end()) continue;
      auto& kin = entry.kind == EntryKind::kFolder ? folders : files;
      kin.push_back(source::JoinPath(current, entry.name));
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace ingot::codegen
