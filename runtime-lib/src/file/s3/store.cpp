#include "file/s3/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "file/descriptor.hpp"
#include "file/s3/bucket.hpp"

namespace ingot::rt::file::s3 {
namespace {

// What a download asks for at once: a store far away wants few requests, and many downloads want little memory.
constexpr std::int64_t kLargePiece = 1 << 20;
constexpr std::int64_t kSmallPiece = 64 << 10;
constexpr std::int64_t kEnoughInMemory = 32 << 20;  // in large pieces, of all downloads
constexpr std::size_t kRequestsAtOnce = 32;

// Bytes that downloads hold.
using Held = std::atomic<std::int64_t>;

// A store wants to know length and digest before the first byte, and a client that sends slowly should not keep it waiting. So an
// upload lies in a file without a name until it is whole; when the process ends, it is gone.
class UploadSink final : public Sink {
 public:
  UploadSink(Bucket& bucket, std::string key, const std::string& folder)
      : bucket_(bucket), key_(std::move(key)), path_(folder + "/" + key_), descriptor_(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)) {
    if (descriptor_.get() < 0 || ::unlink(path_.c_str()) != 0) fail("cannot create " + path_, errno);
  }

  void write(std::string_view bytes) override {
    descriptor_.write(bytes, path_);
    size_ += static_cast<std::int64_t>(bytes.size());
  }

  void finish(std::string_view sha256) override { bucket_.put(key_, descriptor_, size_, std::string(sha256)); }

 private:
  Bucket& bucket_;
  const std::string key_;
  const std::string path_;
  Descriptor descriptor_;
  std::int64_t size_ = 0;
};

class DownloadSource final : public Source {
 public:
  DownloadSource(Bucket& bucket, Held& held, std::string key, std::int64_t offset, std::int64_t length)
      : bucket_(bucket), held_(held), key_(std::move(key)), offset_(offset), left_(length) {}
  ~DownloadSource() override { held_ -= static_cast<std::int64_t>(bytes_.size()); }

  // False when there is no such object.
  [[nodiscard]] bool fetch() {
    const std::int64_t length = std::min(left_, held_ < kEnoughInMemory ? kLargePiece : kSmallPiece);
    if (length == 0) return true;
    auto fetched = bucket_.get(key_, offset_, length);
    if (!fetched) return false;
    held_ += length - static_cast<std::int64_t>(bytes_.size());
    bytes_ = std::move(*fetched);
    given_ = 0;
    offset_ += length;
    left_ -= length;
    return true;
  }

  std::size_t read(std::span<char> into) override {
    if (given_ == bytes_.size() && left_ > 0 && !fetch()) throw std::runtime_error("the store of files lost one while it was read");
    const std::size_t count = bytes_.copy(into.data(), into.size(), given_);
    given_ += count;
    return count;
  }

 private:
  Bucket& bucket_;
  Held& held_;
  const std::string key_;
  std::int64_t offset_;
  std::int64_t left_;
  std::string bytes_;
  std::size_t given_ = 0;
};

class BucketStore final : public Store {
 public:
  BucketStore(Place place, Credentials credentials, std::string folder) : bucket_(std::move(place), std::move(credentials)), folder_(std::move(folder)) {
    useFolder(folder_);
    bucket_.probe();
  }

  std::unique_ptr<Sink> create(const std::string& key) override { return std::make_unique<UploadSink>(bucket_, key, folder_); }

  std::unique_ptr<Source> open(const std::string& key, std::int64_t offset, std::int64_t length) override {
    auto source = std::make_unique<DownloadSource>(bucket_, held_, key, offset, length);
    return source->fetch() ? std::move(source) : nullptr;
  }

  void remove(const std::string& key) override { bucket_.remove(key); }

  std::size_t callsAtOnce() const override { return kRequestsAtOnce; }

 private:
  Bucket bucket_;
  const std::string folder_;
  Held held_{0};
};

}  // namespace

std::unique_ptr<Store> openStore(const FilePlace& place) {
  Place parsed;
  if (!parse(place.url, parsed)) throw std::logic_error("no address of a bucket");
  return std::make_unique<BucketStore>(std::move(parsed), Credentials{place.keyId, place.secret}, place.folder + "/incoming");
}

}  // namespace ingot::rt::file::s3
