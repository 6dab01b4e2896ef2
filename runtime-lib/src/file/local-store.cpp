#include "file/local-store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "file/descriptor.hpp"

namespace ingot::rt::file {
namespace {

constexpr std::size_t kCallsAtOnce = 4;  // a disk serves several at once

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

  void write(std::string_view bytes) override { descriptor_.write(bytes, path_); }

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
    const std::size_t count = descriptor_.read(into.first(most), offset_, path_);
    offset_ += static_cast<std::int64_t>(count);
    left_ -= static_cast<std::int64_t>(count);
    return count;
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

  std::size_t callsAtOnce() const override { return kCallsAtOnce; }

 private:
  const Places places_;
};

}  // namespace

std::unique_ptr<Store> openLocalStore(const std::string& folder) {
  useFolder(folder + "/incoming");
  useFolder(folder + "/objects");
  return std::make_unique<LocalStore>(folder);
}

}  // namespace ingot::rt::file
