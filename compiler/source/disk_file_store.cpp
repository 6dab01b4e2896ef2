#include "compiler/source/disk_file_store.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <boost/filesystem.hpp>

namespace ingot::source {
namespace {

auto FailureOf(int error) -> FileFailure {
  switch (error) {
    case ENOENT: return FileFailure::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS: return FileFailure::kDenied;
    case ELOOP: return FileFailure::kSymlink;
    case EISDIR: return FileFailure::kNotAFile;
    case ENOTDIR: return FileFailure::kNotAFolder;
    case ENOTEMPTY:
    case EEXIST: return FileFailure::kNotEmpty;
    case ENOSPC:
    case EDQUOT: return FileFailure::kNoSpace;
    default: return FileFailure::kOther;
  }
}

auto ReasonOf(int error) -> std::string {
  if (error == ELOOP) return "a part of the path is a symbolic link";
  std::string reason = std::strerror(error);
  if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z')
    reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  return reason;
}

// An owned file descriptor.
class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  auto operator=(Fd&& other) noexcept -> Fd& {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Fd(const Fd&) = delete;
  auto operator=(const Fd&) -> Fd& = delete;
  ~Fd() {
    if (fd_ >= 0) ::close(fd_);
  }

  auto get() const -> int { return fd_; }
  auto ok() const -> bool { return fd_ >= 0; }
  auto Release() -> int { return std::exchange(fd_, -1); }
  // Closes now; some file systems report a full disk only here.
  auto Close() -> bool { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

auto OpenFolderAt(int folder, const char* name) -> Fd {
  return Fd(::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

auto KindOf(mode_t mode) -> EntryKind {
  if (S_ISREG(mode)) return EntryKind::kFile;
  if (S_ISDIR(mode)) return EntryKind::kFolder;
  return S_ISLNK(mode) ? EntryKind::kSymlink : EntryKind::kOther;
}

auto LookAt(int folder, const std::string& name) -> Entry {
  struct stat status {};
  Entry entry{name, EntryKind::kAbsent, 0};
  if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return entry;
  entry.kind = KindOf(status.st_mode);
  if (entry.kind == EntryKind::kFile) entry.size = static_cast<uint64_t>(status.st_size);
  return entry;
}

// 0, or the errno of what went wrong.
auto WriteAll(int fd, std::string_view bytes) -> int {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

class DiskFileStore : public FileStore {
 public:
  DiskFileStore(Fd root, std::string shown_root)
      : root_(std::move(root)), shown_root_(std::move(shown_root)) {}

  auto Read(std::string_view path, uint64_t most_bytes) const -> Result<std::string> override;
  auto Look(std::string_view path) const -> Result<Entry> override;
  auto List(std::string_view path) const -> Result<std::vector<Entry>> override;
  using FileStore::Write;
  auto Write(std::string_view path, std::string_view bytes, WriteOptions options) -> Result<void> override;
  auto MakeFolders(std::string_view path) -> Result<void> override;
  auto Rename(std::string_view from, std::string_view to) -> Result<void> override;
  auto Remove(std::string_view path) -> Result<void> override;
  auto Flush() -> Result<void> override;
  auto Lock() -> Result<void> override;

 private:
  // The folder that holds the last part of a path, opened part by part without following a link.
  struct Parent {
    Fd folder;
    std::string name;
  };

  auto Error(std::string_view path, FileFailure failure, std::string reason) const {
    return tl::unexpected(FileError{failure, JoinPath(shown_root_, path), std::move(reason)});
  }
  auto Error(std::string_view path, int error) const {
    return Error(path, FailureOf(error), ReasonOf(error));
  }

  auto OpenFolder(std::string_view path) const -> Result<Fd>;
  auto OpenParent(std::string_view path) const -> Result<Parent>;

  Fd root_;
  std::string shown_root_;
};

auto DiskFileStore::OpenFolder(std::string_view path) const -> Result<Fd> {
  if (!path.empty() && !IsPlainPath(path))
    return Error(path, FileFailure::kBadPath, "not a plain relative path");
  Fd folder = path.empty() ? OpenFolderAt(root_.get(), ".") : Fd(-1);
  std::string_view rest = path;
  while (!rest.empty()) {
    const int above = folder.ok() ? folder.get() : root_.get();
    const size_t slash = std::min(rest.find('/'), rest.size());
    const std::string part(rest.substr(0, slash));
    Fd next = OpenFolderAt(above, part.c_str());
    // Linux says ENOTDIR for a link here; the user should hear what it is.
    if (!next.ok() && errno == ENOTDIR) {
      errno = LookAt(above, part).kind == EntryKind::kSymlink ? ELOOP : ENOTDIR;
    }
    if (!next.ok()) return Error(path, errno);
    folder = std::move(next);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  if (!folder.ok()) return Error(path, errno);
  return folder;
}

auto DiskFileStore::OpenParent(std::string_view path) const -> Result<Parent> {
  if (!IsPlainPath(path)) return Error(path, FileFailure::kBadPath, "not a plain relative path");
  const size_t slash = path.rfind('/');
  const bool at_root = slash == std::string_view::npos;
  auto folder = OpenFolder(at_root ? std::string_view() : path.substr(0, slash));
  if (!folder) {
    folder.error().path = JoinPath(shown_root_, path);
    return tl::unexpected(folder.error());
  }
  return Parent{std::move(*folder), std::string(at_root ? path : path.substr(slash + 1))};
}

auto DiskFileStore::Read(std::string_view path, uint64_t most_bytes) const -> Result<std::string> {
  const auto parent = OpenParent(path);
  if (!parent) return tl::unexpected(parent.error());
  // O_NONBLOCK: opening a pipe must not wait for a writer.
  const Fd file(
      ::openat(parent->folder.get(), parent->name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.ok()) return Error(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return Error(path, errno);
  if (!S_ISREG(status.st_mode)) return Error(path, FileFailure::kNotAFile, "not a regular file");
  const auto too_large = [&] {
    return Error(path, FileFailure::kTooLarge, fmt::format("larger than {} bytes", most_bytes));
  };
  if (static_cast<uint64_t>(status.st_size) > most_bytes) return too_large();

  std::string bytes(static_cast<size_t>(status.st_size), '\0');
  size_t size = 0;
  while (true) {
    // The file may grow or shrink under us.
    if (size == bytes.size()) bytes.resize(std::min<uint64_t>(bytes.size() + 4096, most_bytes + 1));
    const ssize_t got = ::read(file.get(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error(path, errno);
    if (got == 0) break;
    size += static_cast<size_t>(got);
    if (size > most_bytes) return too_large();
  }
  bytes.resize(size);
  return bytes;
}

auto DiskFileStore::Look(std::string_view path) const -> Result<Entry> {
  if (path.empty()) return Entry{"", EntryKind::kFolder, 0};
  const auto parent = OpenParent(path);
  if (parent) return LookAt(parent->folder.get(), parent->name);
  const FileFailure failure = parent.error().failure;
  if (failure == FileFailure::kNotFound)
    return Entry{std::string(path.substr(path.rfind('/') + 1)), EntryKind::kAbsent, 0};
  return tl::unexpected(parent.error());
}

auto DiskFileStore::List(std::string_view path) const -> Result<std::vector<Entry>> {
  auto folder = OpenFolder(path);
  if (!folder) return tl::unexpected(folder.error());
  Fd to_list = OpenFolderAt(folder->get(), ".");
  DIR* stream = ::fdopendir(to_list.get());
  if (stream == nullptr) return Error(path, errno);
  to_list.Release();  // the stream closes it
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* found = ::readdir(stream)) {
    const std::string name = found->d_name;
    if (name != "." && name != "..") entries.push_back(LookAt(folder->get(), name));
    errno = 0;
  }
  const int error = errno;
  ::closedir(stream);
  if (error != 0) return Error(path, error);
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

// Unique among the writers of one machine: a left-over of a killed process is never taken for ours.
auto TemporaryName() -> std::string {
  static std::atomic<uint64_t> counter{0};
  return fmt::format("{}{}-{}", kTemporaryPrefix, ::getpid(), counter.fetch_add(1));
}

// 0, or the errno of what went wrong; then `name` does not exist.
auto WriteNewFile(int folder, const std::string& name, std::string_view bytes, WriteOptions options) -> int {
  ::unlinkat(folder, name.c_str(), 0);
  const mode_t mode = options.executable ? 0777 : 0666;
  Fd file(::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file.ok()) return errno;
  int error = WriteAll(file.get(), bytes);
  if (error == 0 && options.durable && ::fsync(file.get()) != 0) error = errno;
  if (!file.Close() && error == 0) error = errno;
  if (error != 0) ::unlinkat(folder, name.c_str(), 0);
  return error;
}

auto DiskFileStore::Write(std::string_view path, std::string_view bytes, WriteOptions options)
    -> Result<void> {
  const auto parent = OpenParent(path);
  if (!parent) return tl::unexpected(parent.error());
  const int folder = parent->folder.get();
  const EntryKind there = LookAt(folder, parent->name).kind;
  if (there == EntryKind::kSymlink) return Error(path, ELOOP);
  if (there != EntryKind::kAbsent && there != EntryKind::kFile) return Error(path, EISDIR);

  if (options.in_place) {
    const int error = WriteNewFile(folder, parent->name, bytes, options);
    if (error != 0) return Error(path, error);
    if (options.durable && ::fsync(folder) != 0) return Error(path, errno);
    return {};
  }
  const std::string beside = TemporaryName();
  if (const int error = WriteNewFile(folder, beside, bytes, options); error != 0) return Error(path, error);
  if (::renameat(folder, beside.c_str(), folder, parent->name.c_str()) != 0) {
    const int error = errno;
    ::unlinkat(folder, beside.c_str(), 0);
    return Error(path, error);
  }
  if (options.durable && ::fsync(folder) != 0) return Error(path, errno);
  return {};
}

auto DiskFileStore::MakeFolders(std::string_view path) -> Result<void> {
  if (path.empty()) return {};
  if (!IsPlainPath(path)) return Error(path, FileFailure::kBadPath, "not a plain relative path");
  for (size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string_view made = path.substr(0, end);
    const auto parent = OpenParent(made);
    if (!parent) return tl::unexpected(parent.error());
    const bool exists = ::mkdirat(parent->folder.get(), parent->name.c_str(), 0777) != 0;
    if (exists && errno != EEXIST) return Error(made, errno);
    if (exists) {
      const EntryKind there = LookAt(parent->folder.get(), parent->name).kind;
      if (there != EntryKind::kFolder) return Error(made, there == EntryKind::kSymlink ? ELOOP : ENOTDIR);
    }
    if (end == std::string_view::npos) return {};
  }
}

auto DiskFileStore::Rename(std::string_view from, std::string_view to) -> Result<void> {
  const auto source = OpenParent(from);
  if (!source) return tl::unexpected(source.error());
  const auto target = OpenParent(to);
  if (!target) return tl::unexpected(target.error());
  const EntryKind there = LookAt(target->folder.get(), target->name).kind;
  if (there == EntryKind::kSymlink) return Error(to, ELOOP);
  const int failed =
      ::renameat(source->folder.get(), source->name.c_str(), target->folder.get(), target->name.c_str());
  if (failed != 0) return Error(to, errno);
  return {};
}

auto DiskFileStore::Remove(std::string_view path) -> Result<void> {
  const auto parent = OpenParent(path);
  if (!parent) return tl::unexpected(parent.error());
  const bool is_folder = LookAt(parent->folder.get(), parent->name).kind == EntryKind::kFolder;
  if (::unlinkat(parent->folder.get(), parent->name.c_str(), is_folder ? AT_REMOVEDIR : 0) != 0) {
    return Error(path, errno);
  }
  return {};
}

auto DiskFileStore::Flush() -> Result<void> {
  if (::syncfs(root_.get()) != 0) return Error("", errno);
  return {};
}

auto DiskFileStore::Lock() -> Result<void> {
  if (::flock(root_.get(), LOCK_EX | LOCK_NB) == 0) return {};
  if (errno == EWOULDBLOCK) return Error("", FileFailure::kLocked, "another process is writing here");
  return {};
}

// How places below `folder` are shown: "" for the working directory.
auto ShownFolder(std::string_view folder) -> std::string {
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  return folder == "." ? std::string() : std::string(folder);
}

}  // namespace

auto OpenDisk(std::string_view root, RootMode mode) -> Result<std::unique_ptr<FileStore>> {
  const std::string path(root.empty() ? "." : root);
  const auto fail = [&](int error) {
    return tl::unexpected(FileError{FailureOf(error), path, ReasonOf(error)});
  };
  if (path.find('\0') != std::string::npos) return fail(EINVAL);
  if (mode == RootMode::kCreate) {
    boost::system::error_code error;
    boost::filesystem::create_directories(path, error);
    if (error) return fail(error.value());
  }
  Fd folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok()) return fail(errno);
  return std::make_unique<DiskFileStore>(std::move(folder), ShownFolder(path));
}

auto OpenPath(std::string_view path) -> Result<OpenedPath> {
  const std::string typed(path.empty() ? "." : path);
  boost::system::error_code error;
  const auto status = boost::filesystem::status(typed, error);
  if (status.type() == boost::filesystem::file_not_found || error) {
    const int reason = error ? error.value() : ENOENT;
    return tl::unexpected(FileError{FailureOf(reason), typed, ReasonOf(reason)});
  }
  OpenedPath opened;
  std::string folder = typed;
  if (status.type() != boost::filesystem::directory_file) {
    // A link that the user names is followed: it is the user's own word, not the definition's.
    const boost::filesystem::path real = boost::filesystem::canonical(typed, error);
    if (error) return tl::unexpected(FileError{FailureOf(error.value()), typed, ReasonOf(error.value())});
    const bool is_link = boost::filesystem::is_symlink(boost::filesystem::path(typed), error);
    const boost::filesystem::path file = is_link ? real : boost::filesystem::path(typed);
    folder = file.parent_path().string();
    opened.file = file.filename().string();
  }
  auto store = OpenDisk(folder, RootMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  opened.store = std::move(*store);
  opened.folder = ShownFolder(folder);
  if (!opened.folder.empty() && !opened.folder.ends_with('/')) opened.folder += '/';
  return opened;
}

}  // namespace ingot::source
