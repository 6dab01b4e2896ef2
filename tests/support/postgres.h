// A PostgreSQL server of a test's own: made in a temporary folder, started, stopped, paused, and gone with the object.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test {

// It is set otherwise than a service likes, so that what it takes for granted shows: texts order as English does, the time zone
// is not UTC, dates are written day first. Connections over TCP need the password that stands in the URL, those over the socket none.
class Postgres {
 public:
  struct Options {
    int connections = 100;
    std::vector<std::string> settings;  // as in postgresql.conf, `work_mem=1MB`
    bool tls = false;  // and nothing else over TCP
  };

  // Why no server can be made here; empty when one can. A test skips with it.
  static auto Missing() -> std::string;
  // The one server that the tests of a process share; made at the first call. Each takes a database of its own.
  static auto Shared() -> Postgres&;

  Postgres() : Postgres(Options{}) {}
  // Throws when it does not start within 30 seconds.
  explicit Postgres(const Options& options);
  ~Postgres();
  Postgres(const Postgres&) = delete;
  auto operator=(const Postgres&) -> Postgres& = delete;

  auto port() const -> uint16_t { return port_; }
  // `postgresql://postgres:secret@127.0.0.1:PORT/DATABASE`, and the same over the socket.
  auto Url(const std::string& database = "postgres") const -> std::string;
  auto SocketUrl(const std::string& database = "postgres") const -> std::string;

  // The file of the authority that signed the certificate of a server with TLS.
  auto Authority() const -> std::string;

  // A new empty database's name.
  auto NewDatabase() -> std::string;
  // Runs statements with psql, each on its own: what they print, `|` between columns. The code is 0 when all succeeded.
  auto Run(const std::string& database, const std::string& sql) const -> Outcome;
  // The same in one transaction.
  auto RunAtOnce(const std::string& database, const std::string& sql) const -> Outcome;

  void Start();    // on the same port as before
  void Stop();     // as an administrator does: sessions are ended
  void Crash();    // as when the machine dies; Start() recovers
  void Pause();    // the server and all its sessions hang: nothing answers, nothing is closed
  void Resume();
  auto Log() const -> std::string;

 private:
  auto Processes() const -> std::vector<pid_t>;
  auto TryStart() -> bool;
  void MakeCertificates();
  void End(int signal);
  auto RunPsql(const std::string& database, const std::string& sql, const std::string& flags) const -> Outcome;

  TemporaryFolder folder_;
  std::string programs_;  // the folder of `postgres`, `initdb` and `psql`
  Options options_;
  uint16_t port_ = 0;
  pid_t server_ = -1;
  bool paused_ = false;
  int databases_ = 0;
};

}  // namespace ingot::test
