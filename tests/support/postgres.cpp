#include "tests/support/postgres.h"

#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/child.h"

namespace ingot::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPassword = "secret";

// Debian keeps each release's programs in a folder of their own.
auto FindPrograms() -> std::string {
  for (int release = 20; release >= 13; --release) {
    const std::string folder = "/usr/lib/postgresql/" + std::to_string(release) + "/bin";
    if (fs::exists(folder + "/initdb") && fs::exists(folder + "/postgres")) return folder;
  }
  return {};
}

}  // namespace

auto Postgres::Missing() -> std::string {
  if (FindPrograms().empty()) return "PostgreSQL's server programs are not installed (postgresql-15)";
  if (!CanLeaveRoot()) return "PostgreSQL does not run as root, and there is no user postgres";
  return {};
}

auto Postgres::Shared() -> Postgres& {
  static Postgres server;
  return server;
}

Postgres::Postgres(const Options& options) : programs_(FindPrograms()), options_(options) {
  if (!Missing().empty()) throw std::runtime_error(Missing());
  WriteFile(folder_.path() + "/password", std::string(kPassword) + "\n");
  GiveToChild(folder_.path());
  GiveToChild(folder_.path() + "/password");
  const std::string command = std::string(::geteuid() == 0 ? "runuser -u postgres -- " : "") + Quoted(programs_ + "/initdb") +
                              " -D data -U postgres --no-sync --no-instructions --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu"
                              " --icu-locale=en-US --auth-local=trust --auth-host=scram-sha-256 --pwfile=password";
  const Outcome made = RunCommand(folder_.path(), command);
  if (made.code != 0) throw std::runtime_error("initdb failed: " + made.output);
  if (options.tls) MakeCertificates();
  Start();
}

Postgres::~Postgres() { End(SIGQUIT); }

// A certificate of its own authority, for the address alone; connections over TCP have to use it.
void Postgres::MakeCertificates() {
  const Outcome made = RunCommand(
      folder_.path(),
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt"
      " && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server -keyout server.key -out server.csr"
      " && printf 'subjectAltName=IP:127.0.0.1' > names && openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial"
      " -days 2 -extfile names -out server.crt && chmod 600 server.key");
  if (made.code != 0) throw std::runtime_error("no certificate could be made: " + made.output);
  for (const char* name : {"server.key", "server.crt"}) GiveToChild(folder_.path() + "/" + name);
  WriteFile(folder_.path() + "/data/pg_hba.conf", "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");
  for (const char* setting : {"ssl=on", "ssl_cert_file=../server.crt", "ssl_key_file=../server.key"}) options_.settings.emplace_back(setting);
}

auto Postgres::Authority() const -> std::string { return folder_.path() + "/ca.crt"; }

auto Postgres::Url(const std::string& database) const -> std::string {
  return "postgresql://postgres:" + std::string(kPassword) + "@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

auto Postgres::SocketUrl(const std::string& database) const -> std::string {
  std::string folder;
  for (const char c : folder_.path()) folder += c == '/' ? std::string("%2F") : std::string(1, c);
  return "postgresql://postgres@" + folder + ":" + std::to_string(port_) + "/" + database;
}

auto Postgres::NewDatabase() -> std::string {
  const std::string name = "test" + std::to_string(++databases_);
  const Outcome made = Run("postgres", "CREATE DATABASE " + name);
  if (made.code != 0) throw std::runtime_error("no new database: " + made.output);
  return name;
}

auto Postgres::RunPsql(const std::string& database, const std::string& sql, const std::string& flags) const -> Outcome {
  const TemporaryFolder folder;
  WriteFile(folder.path() + "/statements.sql", sql);
  return RunCommand(folder.path(), Quoted(programs_ + "/psql") + " -XAtq -v ON_ERROR_STOP=1 " + flags + " -f statements.sql " + Quoted(SocketUrl(database)));
}

auto Postgres::Run(const std::string& database, const std::string& sql) const -> Outcome { return RunPsql(database, sql, ""); }

auto Postgres::RunAtOnce(const std::string& database, const std::string& sql) const -> Outcome { return RunPsql(database, sql, "-1"); }

auto Postgres::TryStart() -> bool {
  std::vector<std::string> words{programs_ + "/postgres", "-D", folder_.path() + "/data"};
  std::vector<std::string> settings{"port=" + std::to_string(port_), "listen_addresses=127.0.0.1", "unix_socket_directories=" + folder_.path(),
                                    "max_connections=" + std::to_string(options_.connections), "fsync=off", "full_page_writes=off",
                                    "shared_buffers=32MB", "timezone=Asia/Kathmandu", "datestyle=SQL, DMY", "logging_collector=off"};
  settings.insert(settings.end(), options_.settings.begin(), options_.settings.end());
  for (const std::string& setting : settings) words.insert(words.end(), {"-c", setting});
  server_ = StartChild(words, folder_.path() + "/server.log");
  // The last line of this file says so when the server takes connections.
  for (int i = 0; i < 3000; ++i) {
    if (ReadFile(folder_.path() + "/data/postmaster.pid").find("ready") != std::string::npos) return true;
    if (::waitpid(server_, nullptr, WNOHANG) == server_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  End(SIGKILL);
  server_ = -1;
  return false;
}

void Postgres::Start() {
  if (server_ > 0) return;
  const bool again = port_ != 0;
  for (int i = 0; i < 5; ++i) {
    if (!again) port_ = FreePort();
    ::unlink((folder_.path() + "/data/postmaster.pid").c_str());
    if (TryStart()) return;
  }
  throw std::runtime_error("PostgreSQL does not start: " + Log());
}

void Postgres::End(int signal) {
  if (server_ <= 0) return;
  Resume();
  ::kill(server_, signal);
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
}

void Postgres::Stop() { End(SIGINT); }

void Postgres::Crash() { End(SIGQUIT); }

// The server first, so that it starts no more.
auto Postgres::Processes() const -> std::vector<pid_t> {
  std::vector<pid_t> processes{server_};
  const std::string own = std::to_string(server_);
  std::istringstream children(ReadFile("/proc/" + own + "/task/" + own + "/children"));
  for (pid_t child = 0; children >> child;) processes.push_back(child);
  return processes;
}

void Postgres::Pause() {
  if (server_ <= 0) return;
  ::kill(server_, SIGSTOP);
  for (const pid_t process : Processes()) ::kill(process, SIGSTOP);
  paused_ = true;
}

void Postgres::Resume() {
  if (!paused_ || server_ <= 0) return;
  for (const pid_t process : Processes()) ::kill(process, SIGCONT);
  paused_ = false;
}

auto Postgres::Log() const -> std::string { return ReadFile(folder_.path() + "/server.log"); }

}  // namespace ingot::test
