// A FileStore without a disk: for tests, which read what was written and make chosen operations fail.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/file_store.h"

namespace ingot::source {

class MemoryFileStore : public FileStore {
 public:
  auto Read(std::string_view path, uint64_t most_bytes) const -> Result<std::string> override;
  auto Look(std::string_view path) const -> Result<Entry> override;
  auto List(std::string_view path) const -> Result<std::vector<Entry>> override;
  using FileStore::Write;
  auto Write(std::string_view path, std::string_view bytes, WriteOptions options) -> Result<void> override;
  auto MakeFolders(std::string_view path) -> Result<void> override;
  auto Rename(std::string_view from, std::string_view to) -> Result<void> override;
  auto Remove(std::string_view path) -> Result<void> override;
  auto Flush() -> Result<void> override;
  auto Lock() -> Result<void> override { return {}; }

  // Plants a file, or a thing of another kind, and the folders above it, without counting as an operation.
  void Plant(std::string_view path, std::string_view bytes);
  void Plant(std::string_view path, EntryKind kind);
  void PlantSymlink(std::string_view path) { Plant(path, EntryKind::kSymlink); }

  // From now on the n-th changing operation fails (1 is the next one), and every later one too: a full disk.
  void FailFrom(size_t n, FileFailure failure);

  // Changing operations since the start, failed ones included: "write a/b", "rename a b", "remove a",
  // "make a/b", "flush".
  auto operations() const -> const std::vector<std::string>& { return operations_; }

  // Every file by path.
  auto Files() const -> std::map<std::string, std::string>;

 private:
  struct Thing {
    EntryKind kind = EntryKind::kFolder;
    std::string bytes;
  };

  auto Begin(std::string operation, std::string_view path) -> Result<void>;
  auto CheckAbove(std::string_view path) const -> Result<void>;
  auto KindAt(std::string_view path) const -> EntryKind;

  std::map<std::string, Thing, std::less<>> things_;
  std::vector<std::string> operations_;
  size_t failing_from_ = SIZE_MAX;  // index into operations_
  FileFailure failure_ = FileFailure::kNoSpace;
};

}  // namespace ingot::source
