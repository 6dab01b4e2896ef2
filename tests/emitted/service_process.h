// An emitted service as a process of its own, on a port that is free, in a folder of a test.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace ingot::test {

class ServiceProcess {
 public:
  // Starts `program`; `service.log` lies in `folder`, and its database too unless `url` names another one.
  // Variables are `NAME=value`.
  ServiceProcess(const std::string& program, std::string folder, std::string url = "", const std::vector<std::string>& variables = {});
  ~ServiceProcess();
  ServiceProcess(const ServiceProcess&) = delete;
  auto operator=(const ServiceProcess&) -> ServiceProcess& = delete;

  // Where it listens; 0 when it does not within 20 seconds.
  auto port() const -> uint16_t { return port_; }
  auto IsRunning() -> bool;
  // Asks it to end; its exit code, or minus the signal that ended it.
  auto Stop() -> int;
  void Kill();
  // What it wrote so far.
  auto Log() const -> std::string;

 private:
  auto FindPort() const -> uint16_t;

  std::string folder_;
  pid_t process_ = -1;
  int status_ = 0;
  uint16_t port_ = 0;
};

}  // namespace ingot::test
