#include "file/local-store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <ingot/rt/problem.hpp>

namespace ingot::rt::file {
namespace {

std::string words(int error) { return std::generic_category().message(error); }

[[noreturn]] void fail(const std::string& what, int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    throw std::move(Failure(507, "storage_full", "there is no room for the file").cause(what + ": " + words(error)));
  if (error == EMFILE || error == ENFILE)
    throw std::move(Failure(503, "overloaded", "the service has too many files open").cause(what + ": " + words(error)));
  throw std::runtime_error(what + ": " + words(error));
}

class Descriptor {
 public:
  explicit Descriptor(int native = -1) : native_(native) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return native_; }
  // 0, or what went wrong: some file systems tell only now that there was no room.
  int close() {
    if (native_ < 0) return 0;
    return ::close(std::exchange(native_, -1)) == 0 ? 0 : errno;
  }

 private:
  int native_;
};

// The names in a folder survive a loss of power.
void syncFolder(const std::string& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) fail("cannot sync " + folder, errno);
}

// `incoming/KEY` while it is written, `objects/XX/KEY` afterwards; XX are the last digits of the key, which are random.
struct Places {
  std::string folder;
  [[nodiscard]] std::string incoming() const { return folder + "/incoming"; }
  [[nodiscard]] std::string incoming(const std::string& key) const { return incoming() + "/" + key; }
  [[nodiscard]] std::string objects(const std::string& key) const { return folder + "/objects/" + key.substr(key.size() - 2); }
  [[nodiscard]] std::string object(const std::string& key) const { return objects(key) + "/" + key; }
};

class LocalSink final : public Sink {
 public:
  LocalSink(const Places& places, const std::string& key)
      : places_(places),
        key_(key),
        path_(places.incoming(key)),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)) {
    if (descriptor_.get() < 0) fail("cannot create " + path_, errno);
  }
  ~LocalSink() override {
    if (!finished_) ::unlink(path_.c_str());
  }

  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_.get(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("cannot write " + path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void finish(std::string_view) override {
    if (::fsync(descriptor_.get()) != 0) fail("cannot sync " + path_, errno);
    if (const int error = descriptor_.close(); error != 0) fail("cannot close " + path_, error);
    const std::string folder = places_.objects(key_);
    const bool isNew = ::mkdir(folder.c_str(), 0700) == 0;
    if (!isNew && errno != EEXIST) fail("cannot create " + folder, errno);
    if (::rename(path_.c_str(), places_.object(key_).c_str()) != 0) fail("cannot rename " + path_, errno);
    finished_ = true;
    syncFolder(folder);
    if (isNew) syncFolder(places_.folder + "/objects");
  }

 private:
  const Places& places_;
  const std::string key_;
  const std::string path_;
  Descriptor descriptor_;
  bool finished_ = false;
};

class LocalSource final : public Source {
 public:
  LocalSource(int native, std::string path, std::int64_t offset, std::int64_t length)
      : descriptor_(native), path_(std::move(path)), offset_(offset), left_(length) {}

  std::size_t read(std::span<char> into) override {
    const auto most = static_cast<std::size_t>(std::min<std::int64_t>(left_, static_cast<std::int64_t>(into.size())));
    while (most > 0) {
      const ssize_t count = ::pread(descriptor_.get(), into.data(), most, offset_);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("cannot read " + path_, errno);
      offset_ += count;
      left_ -= count;
      return static_cast<std::size_t>(count);
    }
    return 0;
  }

 private:
  Descriptor descriptor_;
  const std::string path_;
  std::int64_t offset_;
  std::int64_t left_;
};

void removePath(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("cannot remove " + path, errno);
}

class LocalStore final : public Store {
 public:
  explicit LocalStore(std::string folder) : places_{std::move(folder)} {}

  std::unique_ptr<Sink> create(const std::string& key) override { return std::make_unique<LocalSink>(places_, key); }

  std::unique_ptr<Source> open(const std::string& key, std::int64_t offset, std::int64_t length) override {
    std::string path = places_.object(key);
    const int native = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (native < 0 && errno == ENOENT) return nullptr;
    if (native < 0) fail("cannot open " + path, errno);
    return std::make_unique<LocalSource>(native, std::move(path), offset, length);
  }

  void remove(const std::string& key) override {
    removePath(places_.incoming(key));
    removePath(places_.object(key));
  }

 private:
  const Places places_;
};

}  // namespace

std::unique_ptr<Store> openLocalStore(const std::string& folder) {
  std::error_code error;
  for (const std::string& each : {folder + "/incoming", folder + "/objects"}) {
    std::filesystem::create_directories(each, error);
    if (error || ::access(each.c_str(), R_OK | W_OK | X_OK) != 0)
      throw std::runtime_error("FILES_DIR " + folder + " cannot be used: " + (error ? error.message() : words(errno)));
  }
  return std::make_unique<LocalStore>(folder);
}

}  // namespace ingot::rt::file
