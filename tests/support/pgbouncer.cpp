#include "tests/support/pgbouncer.h"

#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/support/child.h"

namespace ingot::test {
namespace {

constexpr const char* kProgram = "/usr/sbin/pgbouncer";

}  // namespace

auto PgBouncer::Missing() -> std::string {
  return std::filesystem::exists(kProgram) ? std::string() : std::string(kProgram) + " is not installed (pgbouncer)";
}

PgBouncer::PgBouncer(const Postgres& server, int connections) : port_(FreePort()) {
  const std::string path = folder_.path();
  WriteFile(path + "/users", "\"postgres\" \"secret\"\n");
  WriteFile(path + "/pgbouncer.ini", "[databases]\n* = host=127.0.0.1 port=" + std::to_string(server.port()) +
                                         "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + std::to_string(port_) +
                                         "\nunix_socket_dir =\nauth_type = plain\nauth_file = " + path +
                                         "/users\npool_mode = transaction\nmax_client_conn = 200\ndefault_pool_size = " +
                                         std::to_string(connections) + "\n");
  for (const std::string& each : {path, path + "/users", path + "/pgbouncer.ini"}) GiveToChild(each);
  process_ = StartChild({kProgram, path + "/pgbouncer.ini"}, path + "/log");
  for (int i = 0; i < 1000 && ::waitpid(process_, nullptr, WNOHANG) == 0; ++i) {
    if (ReadFile(path + "/log").find("process up") != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("PgBouncer does not start: " + ReadFile(path + "/log"));
}

PgBouncer::~PgBouncer() {
  if (process_ <= 0) return;
  ::kill(process_, SIGINT);
  ::waitpid(process_, nullptr, 0);
}

auto PgBouncer::Url(const std::string& database) const -> std::string {
  return "postgresql://postgres:secret@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

}  // namespace ingot::test
