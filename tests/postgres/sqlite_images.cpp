#include "tests/postgres/sqlite_images.h"

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>

#include "tests/support/folder.h"

namespace ingot::test {
namespace {

// Sees what SQLite does to the files of one database.
class Witness {
 public:
  explicit Witness(const std::string& path) : path_(path) {
    for (const char* end : {"", "-wal", "-journal"}) {
      if (std::filesystem::exists(path + end)) synced_[end] = ReadFile(path + end);
    }
  }

  // The process might be killed now.
  void Written(const std::string& file) {
    if (!IsOurs(file)) return;
    FileImage image;
    for (const char* end : {"", "-wal", "-journal"}) {
      if (std::filesystem::exists(path_ + end)) image[end] = ReadFile(path_ + end);
    }
    images_.push_back(std::move(image));
  }
  // The machine might stop now: only what was synced is sure to be there.
  void Synced(const std::string& file) {
    if (!IsOurs(file)) return;
    images_.push_back(synced_);
    synced_[file.substr(path_.size())] = ReadFile(file);
    images_.push_back(synced_);
  }
  void Deleted(const std::string& file) {
    if (!IsOurs(file)) return;
    Written(file);
    synced_.erase(file.substr(path_.size()));
  }

  auto Take() -> std::vector<FileImage> { return std::move(images_); }

 private:
  auto IsOurs(const std::string& file) const -> bool {
    return file.starts_with(path_) && (file.size() == path_.size() || file.substr(path_.size()) == "-wal" || file.substr(path_.size()) == "-journal");
  }

  std::string path_;
  FileImage synced_;
  std::vector<FileImage> images_;
};

Witness* g_witness = nullptr;  // of the one work at a time; SQLite calls plain functions

// A file of the usual kind, which lies behind it in memory, and its name.
struct File : sqlite3_file {
  const char* name;
  auto real() -> sqlite3_file* { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

auto FileOf(sqlite3_file* file) -> File* { return static_cast<File*>(file); }
auto Real(sqlite3_file* file) -> sqlite3_file* { return FileOf(file)->real(); }
auto Usual(sqlite3_vfs* vfs) -> sqlite3_vfs* { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

auto NameOf(sqlite3_file* file) -> std::string { return FileOf(file)->name == nullptr ? "" : FileOf(file)->name; }

auto Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) -> int {
  const int code = Real(file)->pMethods->xWrite(Real(file), bytes, size, at);
  g_witness->Written(NameOf(file));
  return code;
}

auto Truncate(sqlite3_file* file, sqlite3_int64 size) -> int {
  const int code = Real(file)->pMethods->xTruncate(Real(file), size);
  g_witness->Written(NameOf(file));
  return code;
}

auto Sync(sqlite3_file* file, int flags) -> int {
  const int code = Real(file)->pMethods->xSync(Real(file), flags);
  g_witness->Synced(NameOf(file));
  return code;
}

const sqlite3_io_methods kMethods{
    2,
    [](sqlite3_file* file) { return Real(file)->pMethods->xClose(Real(file)); },
    [](sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) { return Real(file)->pMethods->xRead(Real(file), bytes, size, at); },
    Write,
    Truncate,
    Sync,
    [](sqlite3_file* file, sqlite3_int64* size) { return Real(file)->pMethods->xFileSize(Real(file), size); },
    [](sqlite3_file* file, int lock) { return Real(file)->pMethods->xLock(Real(file), lock); },
    [](sqlite3_file* file, int lock) { return Real(file)->pMethods->xUnlock(Real(file), lock); },
    [](sqlite3_file* file, int* result) { return Real(file)->pMethods->xCheckReservedLock(Real(file), result); },
    [](sqlite3_file* file, int what, void* argument) { return Real(file)->pMethods->xFileControl(Real(file), what, argument); },
    [](sqlite3_file* file) { return Real(file)->pMethods->xSectorSize(Real(file)); },
    [](sqlite3_file* file) { return Real(file)->pMethods->xDeviceCharacteristics(Real(file)); },
    [](sqlite3_file* file, int page, int size, int extend, void volatile** at) { return Real(file)->pMethods->xShmMap(Real(file), page, size, extend, at); },
    [](sqlite3_file* file, int offset, int count, int flags) { return Real(file)->pMethods->xShmLock(Real(file), offset, count, flags); },
    [](sqlite3_file* file) { Real(file)->pMethods->xShmBarrier(Real(file)); },
    [](sqlite3_file* file, int remove) { return Real(file)->pMethods->xShmUnmap(Real(file), remove); },
    nullptr,
    nullptr,
};

auto Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) -> int {
  FileOf(file)->name = name;
  FileOf(file)->pMethods = nullptr;
  const int code = Usual(vfs)->xOpen(Usual(vfs), name, Real(file), flags, out);
  if (code == SQLITE_OK) FileOf(file)->pMethods = &kMethods;
  return code;
}

auto Delete(sqlite3_vfs* vfs, const char* name, int sync) -> int {
  const int code = Usual(vfs)->xDelete(Usual(vfs), name, sync);
  g_witness->Deleted(name);
  return code;
}

// The usual way to the files, seen by the witness, for all connections that are opened meanwhile.
class Watch {
 public:
  explicit Watch(Witness& witness) : usual_(sqlite3_vfs_find(nullptr)), vfs_(*usual_) {
    g_witness = &witness;
    vfs_.zName = "ingot-watch";
    vfs_.pNext = nullptr;
    vfs_.pAppData = usual_;
    vfs_.szOsFile += static_cast<int>(sizeof(File));
    vfs_.xOpen = Open;
    vfs_.xDelete = Delete;
    if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) throw std::runtime_error("SQLite takes no other way to its files");
  }
  ~Watch() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(usual_, 1);
    g_witness = nullptr;
  }
  Watch(const Watch&) = delete;
  auto operator=(const Watch&) -> Watch& = delete;

 private:
  sqlite3_vfs* usual_;
  sqlite3_vfs vfs_;
};

}  // namespace

auto ImagesDuring(const std::string& path, const std::function<void()>& work) -> std::vector<FileImage> {
  Witness witness(path);
  {
    const Watch watch(witness);
    work();
  }
  return witness.Take();
}

}  // namespace ingot::test
