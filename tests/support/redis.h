// A Redis server of a test's own, which keeps nothing on a disk: what it holds goes when it is killed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test {

class Redis {
 public:
  // Why none can be started here; empty when one can.
  static auto Missing() -> std::string;

  // Throws when it does not start within 10 seconds.
  Redis();
  ~Redis();
  Redis(const Redis&) = delete;
  auto operator=(const Redis&) -> Redis& = delete;

  auto port() const -> uint16_t { return port_; }
  auto Url() const -> std::string;  // with the password
  // Runs words of redis-cli, `XLEN jobs`.
  auto Run(const std::string& words) const -> Outcome;

  void Start();  // on the same port as before
  void Kill();
  void Pause();
  void Resume();

 private:
  TemporaryFolder folder_;
  uint16_t port_;
  pid_t server_ = -1;
};

}  // namespace ingot::test
