// The objects of one bucket, over HTTP. All of it blocks; every thread may call it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "file/descriptor.hpp"
#include "file/s3/place.hpp"
#include "file/s3/signature.hpp"
#include "outbound/client.hpp"

namespace ingot::rt::file::s3 {

// What cannot be done, after some tries, is Failure 503, and 507 when there is no room; the cause is for the log.
class Bucket {
 public:
  Bucket(Place place, Credentials credentials) : place_(std::move(place)), credentials_(std::move(credentials)) {}

  // Throws std::runtime_error when nobody answers, there is no such bucket, or it does not know the credentials.
  void probe();
  // The first `size` bytes of a file of this machine, whose digest the store checks.
  void put(const std::string& key, const Descriptor& bytes, std::int64_t size, const std::string& sha256);
  // `length` bytes, at least one, from `first` on; nothing when there is no such object.
  [[nodiscard]] std::optional<std::string> get(const std::string& key, std::int64_t first, std::int64_t length);
  // What is not there is removed already.
  void remove(const std::string& key);

 private:
  // Path and headers of `call` lack what all requests have.
  [[nodiscard]] outbound::Answer ask(const outbound::Call& call, const std::string& key, const std::string& bodySha256);
  [[nodiscard]] outbound::Answer askOnce(outbound::Call call, const std::string& key, const std::string& bodySha256);
  [[nodiscard]] std::unique_ptr<outbound::Client> takeClient();
  void giveBack(std::unique_ptr<outbound::Client> client);

  const Place place_;
  const Credentials credentials_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<outbound::Client>> idle_;  // connected, perhaps
};

}  // namespace ingot::rt::file::s3
