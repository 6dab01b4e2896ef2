// A bucket in an S3-compatible store of a test's own: OpenStack Swift in a temporary folder, gone with the object.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/folder.h"

namespace ingot::test {

class Bucket {
 public:
  // Why none can be made here; empty when one can. A test skips with it.
  static auto Missing() -> std::string;

  // Throws when it does not start within 20 seconds.
  Bucket();
  ~Bucket();
  Bucket(const Bucket&) = delete;
  auto operator=(const Bucket&) -> Bucket& = delete;

  // What a service is told of it: `FILES_URL=...` and the credentials.
  auto Variables() const -> std::vector<std::string>;
  auto Url(const std::string& bucket = "things") const -> std::string;
  // How many objects it holds.
  auto Count() const -> size_t;
  // Answers 503 to everything, or no longer.
  void Refuse(bool refuses);
  // Hangs up and answers no more.
  void Kill();

 private:
  TemporaryFolder folder_;
  uint16_t port_;
  pid_t process_ = -1;
};

}  // namespace ingot::test
