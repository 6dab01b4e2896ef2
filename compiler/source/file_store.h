// The one door to the disk: reads and writes files below a root folder, and never leaves it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ingot::source {

enum class FileFailure : uint8_t {
  kNotFound,
  kDenied,
  kBadPath,  // absolute, empty, or with an empty, `.` or `..` part, a backslash or a NUL
  kSymlink,  // a part of the path is a symbolic link
  kNotAFile,
  kNotAFolder,
  kNotEmpty,
  kTooLarge,
  kNoSpace,  // disk full or quota used up
  kLocked,   // another process holds the lock
  kOther,
};

struct FileError {
  FileFailure failure = FileFailure::kOther;
  std::string path;    // as a person should see it
  std::string reason;  // "no space left on device"

  // "cannot write `db/x.sql`: no space left on device"
  auto Describe(std::string_view verb) const -> std::string;
};

template <typename T>
using Result = tl::expected<T, FileError>;

enum class EntryKind : uint8_t { kAbsent, kFile, kFolder, kSymlink, kOther };

struct Entry {
  std::string name;
  EntryKind kind = EntryKind::kAbsent;
  uint64_t size = 0;  // bytes, of a file
};

struct WriteOptions {
  bool executable = false;
  bool durable = true;  // survives power loss once Write has returned; costs an fsync
  bool in_place = false;  // nobody reads the file before more is said: not beside, so a killed writer leaves a part
};

// Paths are relative to the store's root, with `/` between parts; the empty path is the root itself and is
// legal only for Look, List and MakeFolders. No operation follows a symbolic link below the root.
class FileStore {
 public:
  FileStore() = default;
  FileStore(const FileStore&) = delete;
  auto operator=(const FileStore&) -> FileStore& = delete;
  virtual ~FileStore() = default;

  // The bytes of a regular file; kTooLarge, without reading it, when it has more than `most_bytes`.
  virtual auto Read(std::string_view path, uint64_t most_bytes) const -> Result<std::string> = 0;

  // What stands at `path`; nothing there is kAbsent, not an error.
  virtual auto Look(std::string_view path) const -> Result<Entry> = 0;

  // The entries of a folder, sorted by the bytes of their names.
  virtual auto List(std::string_view path) const -> Result<std::vector<Entry>> = 0;

  // Replaces the whole file or leaves the old one whole: writes beside it and renames over, unless it is told to
  // write in place. The folder of the file must exist. What a killed writer left beside is known by IsTemporaryName.
  virtual auto Write(std::string_view path, std::string_view bytes, WriteOptions options) -> Result<void> = 0;
  auto Write(std::string_view path, std::string_view bytes) -> Result<void> { return Write(path, bytes, {}); }

  virtual auto MakeFolders(std::string_view path) -> Result<void> = 0;

  // Moves a file over another one, atomically.
  virtual auto Rename(std::string_view from, std::string_view to) -> Result<void> = 0;

  // Removes a file, an empty folder, or a symbolic link itself.
  virtual auto Remove(std::string_view path) -> Result<void> = 0;

  // What was written, renamed and removed so far survives power loss once this has returned.
  virtual auto Flush() -> Result<void> = 0;

  // Keeps every other store of this root from taking the lock, until this store goes or its process ends;
  // kLocked when one has it. A file system that knows no locks grants it.
  virtual auto Lock() -> Result<void> = 0;

  auto Exists(std::string_view path) const -> bool;
};

// Whether every part of `path` is a plain name. The empty path is not.
auto IsPlainPath(std::string_view path) -> bool;

// `path` with `name` below it; either may be empty.
auto JoinPath(std::string_view path, std::string_view name) -> std::string;

// Names of the files that Write makes beside its target.
auto IsTemporaryName(std::string_view name) -> bool;
inline constexpr std::string_view kTemporaryPrefix = ".ingot-tmp-";

}  // namespace ingot::source
