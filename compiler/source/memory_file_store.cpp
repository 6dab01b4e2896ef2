#include "compiler/source/memory_file_store.h"

#include <utility>

#include <fmt/format.h>

namespace ingot::source {
namespace {

auto ReasonOf(FileFailure failure) -> std::string_view {
  switch (failure) {
    case FileFailure::kNotFound: return "no such file or directory";
    case FileFailure::kDenied: return "permission denied";
    case FileFailure::kBadPath: return "not a plain relative path";
    case FileFailure::kSymlink: return "a part of the path is a symbolic link";
    case FileFailure::kNotAFile: return "not a regular file";
    case FileFailure::kNotAFolder: return "not a directory";
    case FileFailure::kNotEmpty: return "directory not empty";
    case FileFailure::kTooLarge: return "too large";
    case FileFailure::kNoSpace: return "no space left on device";
    case FileFailure::kLocked: return "another process is writing here";
    case FileFailure::kOther: return "input/output error";
  }
  return "";
}

auto Failed(FileFailure failure, std::string_view path) {
  return tl::unexpected(FileError{failure, std::string(path), std::string(ReasonOf(failure))});
}

auto ParentOf(std::string_view path) -> std::string_view {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

auto NameOf(std::string_view path) -> std::string_view { return path.substr(path.rfind('/') + 1); }

// Whether `path` lies directly or deeply below `folder`.
auto IsBelow(std::string_view path, std::string_view folder) -> bool {
  if (folder.empty()) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

}  // namespace

auto MemoryFileStore::KindAt(std::string_view path) const -> EntryKind {
  if (path.empty()) return EntryKind::kFolder;
  const auto found = things_.find(path);
  return found == things_.end() ? EntryKind::kAbsent : found->second.kind;
}

auto MemoryFileStore::CheckAbove(std::string_view path) const -> Result<void> {
  if (!IsPlainPath(path)) return Failed(FileFailure::kBadPath, path);
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    switch (KindAt(path.substr(0, slash))) {
      case EntryKind::kFolder: break;
      case EntryKind::kAbsent: return Failed(FileFailure::kNotFound, path);
      case EntryKind::kSymlink: return Failed(FileFailure::kSymlink, path);
      case EntryKind::kFile:
      case EntryKind::kOther: return Failed(FileFailure::kNotAFolder, path);
    }
  }
  return {};
}

auto MemoryFileStore::Read(std::string_view path, uint64_t most_bytes) const -> Result<std::string> {
  if (auto above = CheckAbove(path); !above) return tl::unexpected(above.error());
  const EntryKind kind = KindAt(path);
  if (kind == EntryKind::kAbsent) return Failed(FileFailure::kNotFound, path);
  if (kind == EntryKind::kSymlink) return Failed(FileFailure::kSymlink, path);
  if (kind != EntryKind::kFile) return Failed(FileFailure::kNotAFile, path);
  const std::string& bytes = things_.find(path)->second.bytes;
  if (bytes.size() > most_bytes) return Failed(FileFailure::kTooLarge, path);
  return bytes;
}

auto MemoryFileStore::Look(std::string_view path) const -> Result<Entry> {
  Entry entry{std::string(NameOf(path)), KindAt(path), 0};
  if (path.empty()) return entry;
  const auto above = CheckAbove(path);
  if (!above && above.error().failure != FileFailure::kNotFound) return tl::unexpected(above.error());
  if (entry.kind == EntryKind::kFile) entry.size = things_.find(path)->second.bytes.size();
  return entry;
}

auto MemoryFileStore::List(std::string_view path) const -> Result<std::vector<Entry>> {
  if (!path.empty()) {
    if (auto above = CheckAbove(path); !above) return tl::unexpected(above.error());
  }
  const EntryKind kind = KindAt(path);
  if (kind == EntryKind::kAbsent) return Failed(FileFailure::kNotFound, path);
  if (kind == EntryKind::kSymlink) return Failed(FileFailure::kSymlink, path);
  if (kind != EntryKind::kFolder) return Failed(FileFailure::kNotAFolder, path);
  std::vector<Entry> entries;
  for (const auto& [name, thing] : things_) {
    if (ParentOf(name) != path) continue;
    entries.push_back({std::string(NameOf(name)), thing.kind, thing.bytes.size()});
  }
  return entries;
}

auto MemoryFileStore::Begin(std::string operation, std::string_view path) -> Result<void> {
  operations_.push_back(std::move(operation));
  if (operations_.size() > failing_from_) return Failed(failure_, path);
  return CheckAbove(path);
}

auto MemoryFileStore::Write(std::string_view path, std::string_view bytes, WriteOptions /*options*/)
    -> Result<void> {
  if (auto begun = Begin(fmt::format("write {}", path), path); !begun) return begun;
  const EntryKind there = KindAt(path);
  if (there == EntryKind::kSymlink) return Failed(FileFailure::kSymlink, path);
  if (there != EntryKind::kAbsent && there != EntryKind::kFile) return Failed(FileFailure::kNotAFile, path);
  things_.insert_or_assign(std::string(path), Thing{EntryKind::kFile, std::string(bytes)});
  return {};
}

auto MemoryFileStore::MakeFolders(std::string_view path) -> Result<void> {
  if (path.empty()) return {};
  operations_.push_back(fmt::format("make {}", path));
  if (operations_.size() > failing_from_) return Failed(failure_, path);
  if (!IsPlainPath(path)) return Failed(FileFailure::kBadPath, path);
  for (size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string_view made = path.substr(0, end);
    const EntryKind there = KindAt(made);
    if (there == EntryKind::kSymlink) return Failed(FileFailure::kSymlink, made);
    if (there != EntryKind::kAbsent && there != EntryKind::kFolder)
      return Failed(FileFailure::kNotAFolder, made);
    things_.try_emplace(std::string(made));
    if (end == std::string_view::npos) return {};
  }
}

auto MemoryFileStore::Rename(std::string_view from, std::string_view to) -> Result<void> {
  if (auto begun = Begin(fmt::format("rename {} {}", from, to), to); !begun) return begun;
  if (auto above = CheckAbove(from); !above) return above;
  const EntryKind moved = KindAt(from);
  const EntryKind there = KindAt(to);
  if (moved == EntryKind::kAbsent) return Failed(FileFailure::kNotFound, from);
  if (there == EntryKind::kSymlink) return Failed(FileFailure::kSymlink, to);
  if (there == EntryKind::kFolder && moved != EntryKind::kFolder) return Failed(FileFailure::kNotAFile, to);
  if (there == EntryKind::kFolder) return Failed(FileFailure::kNotEmpty, to);
  std::map<std::string, Thing, std::less<>> moving;
  for (auto at = things_.begin(); at != things_.end();) {
    const bool moves = at->first == from || IsBelow(at->first, from);
    if (moves) moving.emplace(std::string(to) + at->first.substr(from.size()), std::move(at->second));
    at = moves ? things_.erase(at) : std::next(at);
  }
  for (auto& [path, thing] : moving) things_.insert_or_assign(path, std::move(thing));
  return {};
}

auto MemoryFileStore::Remove(std::string_view path) -> Result<void> {
  if (auto begun = Begin(fmt::format("remove {}", path), path); !begun) return begun;
  if (KindAt(path) == EntryKind::kAbsent) return Failed(FileFailure::kNotFound, path);
  for (const auto& [name, thing] : things_) {
    if (IsBelow(name, path)) return Failed(FileFailure::kNotEmpty, path);
  }
  things_.erase(things_.find(path));
  return {};
}

auto MemoryFileStore::Flush() -> Result<void> {
  operations_.push_back("flush");
  if (operations_.size() > failing_from_) return Failed(failure_, "");
  return {};
}

void MemoryFileStore::Plant(std::string_view path, std::string_view bytes) {
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    things_.try_emplace(std::string(path.substr(0, slash)));
  }
  things_.insert_or_assign(std::string(path), Thing{EntryKind::kFile, std::string(bytes)});
}

void MemoryFileStore::Plant(std::string_view path, EntryKind kind) {
  Plant(path, std::string_view());
  things_.find(path)->second.kind = kind;
}

void MemoryFileStore::FailFrom(size_t n, FileFailure failure) {
  failing_from_ = operations_.size() + n - 1;
  failure_ = failure;
}

auto MemoryFileStore::Files() const -> std::map<std::string, std::string> {
  std::map<std::string, std::string> files;
  for (const auto& [path, thing] : things_) {
    if (thing.kind == EntryKind::kFile) files.emplace(path, thing.bytes);
  }
  return files;
}

}  // namespace ingot::source
