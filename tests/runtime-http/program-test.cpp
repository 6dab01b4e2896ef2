// The program around a service: arguments, exit codes, signals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// A process whose output is read; killed when it is forgotten.
class Program {
 public:
  Program(const std::vector<std::string>& arguments, std::vector<std::string> environment) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(ends[1], 1);
      ::dup2(ends[1], 2);
      ::close(ends[0]);
      ::close(ends[1]);
      std::vector<char*> argv{const_cast<char*>(INGOT_TEST_PROGRAM)};
      for (const std::string& each : arguments) argv.push_back(const_cast<char*>(each.c_str()));
      argv.push_back(nullptr);
      std::vector<char*> envp;
      for (std::string& each : environment) envp.push_back(each.data());
      envp.push_back(nullptr);
      ::execve(INGOT_TEST_PROGRAM, argv.data(), envp.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~Program() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    ::close(output_);
  }

  // Reads until `text` was seen or the output ended.
  bool says(std::string_view wanted) {
    while (text.find(wanted) == std::string::npos) {
      pollfd ready{output_, POLLIN, 0};
      char piece[4096];
      if (::poll(&ready, 1, 20'000) <= 0) return false;
      const ssize_t count = ::read(output_, piece, sizeof piece);
      if (count <= 0) return false;
      text.append(piece, static_cast<std::size_t>(count));
    }
    return true;
  }
  void signal(int number) const { ::kill(process_, number); }
  // The exit code, or minus the signal that ended it.
  int wait() {
    (void)says("(never said)");
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::uint16_t port(const std::string& prefix = "http://127.0.0.1:") {
    if (!says("listening") || !says("}")) return 0;
    return static_cast<std::uint16_t>(std::stoi(text.substr(text.find(prefix) + prefix.size())));
  }

  std::string text;

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() {
    char name[] = "/tmp/ingot-program-XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  ~ProgramTest() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::vector<std::string> with(std::vector<std::string> more) const {
    more.push_back("DATABASE_URL=sqlite:" + folder_ + "/app.db");
    return more;
  }
  int run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {}) {
    Program program(arguments, with(environment));
    const int code = program.wait();
    said_ = program.text;
    return code;
  }
  std::string folder_;
  std::string said_;
};

TEST_F(ProgramTest, HealthCheck) {
  Program program({}, with({"PORT=0", "HOST=0.0.0.0"}));
  const std::string port = "PORT=" + std::to_string(program.port("http://0.0.0.0:"));
  EXPECT_EQ(run({"--health-check"}, {port, "HOST=0.0.0.0"}), 0) << said_;
  EXPECT_EQ(run({"--health-check"}, {port}), 0) << said_;
  EXPECT_EQ(run({"--health-check"}, {port, "FAKE_AUTH=1"}), 0) << said_;  // it needs no secret
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  EXPECT_EQ(run({"--health-check"}, {port}), 1);
  EXPECT_THAT(said_, HasSubstr("not ready: Connection refused"));
  EXPECT_EQ(run({"--health-check", "now"}), 2);
}

TEST_F(ProgramTest, Secrets) {
  const std::string secret = "0123456789abcdef0123456789abcdef";
  EXPECT_EQ(run({"--print-config"}, {"JWT_SECRET=short"}), 0);  // an app without callers reads none
  EXPECT_THAT(said_, Not(HasSubstr("JWT_SECRET")));
  EXPECT_EQ(run({}, {"FAKE_AUTH="}), 3);
  EXPECT_THAT(said_, HasSubstr("fake: JWT_SECRET has to be set: "));
  EXPECT_EQ(run({}, {"FAKE_AUTH=", "JWT_SECRET=0123456789abcdef0123456789abcde"}), 3);
  EXPECT_THAT(said_, HasSubstr("fake: JWT_SECRET has to be a text of 32 to 4096 bytes"));
  EXPECT_THAT(said_, Not(HasSubstr("0123456789")));
  EXPECT_EQ(run({"migrate", "status"}, {"FAKE_AUTH="}), 0) << said_;
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", "JWT_SECRET=" + secret, "JWT_ISSUER=you"}), 0);
  EXPECT_THAT(said_, HasSubstr("\nJWT_SECRET=(set)\nJWT_SECRET_PREVIOUS=\nJWT_ISSUER=you\nJWT_LEEWAY_SECONDS=30\n"));
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", "JWT_AUDIENCE=you"}), 3);
  EXPECT_THAT(said_, HasSubstr("JWT_AUDIENCE cannot be set"));
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", "JWT_SECRET=" + secret, "SECRET_KEYS=of another app"}), 0) << said_;
}

TEST_F(ProgramTest, SecretsInFiles) {
  const std::string secret = "0123456789abcdef0123456789abcdef";
  const auto file = [&](const std::string& text) {
    std::ofstream(folder_ + "/secret", std::ios::binary) << text;
    return "JWT_SECRET_FILE=" + folder_ + "/secret";
  };
  for (const std::string& text : {secret, secret + "\n"}) {
    EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", file(text)}), 0) << said_;
    EXPECT_THAT(said_, HasSubstr("\nJWT_SECRET=(set)\n"));
  }
  for (const std::string& text : {std::string(), std::string("\n"), secret + "\n\n", secret + "\nx", std::string(70'000, 'x')}) {
    EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", file(text)}), 3);
    EXPECT_THAT(said_, HasSubstr("JWT_SECRET cannot be read: JWT_SECRET_FILE has to name a file of one line"));
  }
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", "JWT_SECRET_FILE=/nowhere"}), 3);
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", file("short")}), 3);
  EXPECT_EQ(run({"--print-config"}, {"FAKE_AUTH=", file(secret), "JWT_SECRET=" + secret}), 3);
  EXPECT_THAT(said_, HasSubstr("JWT_SECRET and JWT_SECRET_FILE are both set"));
}

TEST_F(ProgramTest, PlacesOfEffects) {
  const std::string urls = "OUTBOX_URLS=mail=http://127.0.0.1:1/mail ship=none";
  EXPECT_EQ(run({"--print-config"}, {"OUTBOX_URLS=nonsense"}), 0);  // an app without effects reads none
  EXPECT_THAT(said_, Not(HasSubstr("OUTBOX")));
  EXPECT_EQ(run({}, {"FAKE_CALLS="}), 3);
  EXPECT_THAT(said_, HasSubstr("fake: OUTBOX_URLS has to name an address of `mail`: mail=https://..."));
  EXPECT_THAT(said_, HasSubstr("fake: OUTBOX_URLS has to name an address of `ship`: ship=https://..."));
  EXPECT_EQ(run({}, {"FAKE_CALLS=", urls, "OUTBOX_TOKENS=sms=secret-word"}), 3);
  EXPECT_THAT(said_, HasSubstr("OUTBOX_URLS and OUTBOX_TOKENS name `sms`, which the app never calls"));
  EXPECT_THAT(said_, Not(HasSubstr("secret-word")));
  for (const std::string wrong : {"mail", "mail=", "=http://a", "mail=ftp://a", "mail=http://", "mail=http://user:word@a", "mail=http://a mail=http://b",
                                  "mail=http://a:0x1", "mail=http://a/#part", "mail=http://a,ship=http://b"}) {
    EXPECT_EQ(run({"--print-config"}, {"FAKE_CALLS=", "OUTBOX_URLS=" + wrong}), 3) << wrong;
    EXPECT_THAT(said_, HasSubstr("OUTBOX_URLS has to be name=URL name=URL")) << wrong;
  }
  EXPECT_EQ(run({"--print-config"}, {"FAKE_CALLS=", urls + "  events=https://[::1]:8443/in?a=b", "OUTBOX_TOKENS=mail=word"}), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("\nOUTBOX_URLS=mail=http://127.0.0.1:1/mail ship=none events=https://[::1]:8443/in?a=b\nOUTBOX_TOKENS=(set)\n"));
  EXPECT_EQ(run({"migrate", "up"}, {"FAKE_CALLS="}), 0) << said_;
}

TEST_F(ProgramTest, SecretKeys) {
  const std::string one = "SECRET_KEYS=1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  EXPECT_EQ(run({"--print-config"}, {"SECRET_KEYS=short"}), 0);  // an app without secrets reads none
  EXPECT_THAT(said_, Not(HasSubstr("SECRET_KEYS")));
  EXPECT_EQ(run({}, {"FAKE_SECRETS="}), 3);
  EXPECT_THAT(said_, HasSubstr("fake: SECRET_KEYS has to be set: id:key"));
  EXPECT_EQ(run({}, {"FAKE_SECRETS=", "SECRET_KEYS=1:AAECAw=="}), 3);
  EXPECT_THAT(said_, HasSubstr("fake: SECRET_KEYS has to be id:key"));
  EXPECT_THAT(said_, Not(HasSubstr("AAECAw")));
  EXPECT_EQ(run({"--print-config"}, {"FAKE_SECRETS=", one}), 0);
  EXPECT_THAT(said_, HasSubstr("\nSECRET_KEYS=(set)\n"));
  EXPECT_EQ(run({"migrate", "up"}, {"FAKE_SECRETS=", "FAKE_TABLES="}), 0) << said_;
  EXPECT_EQ(run({"secrets", "rotate"}, {"FAKE_SECRETS=", "FAKE_TABLES="}), 3);
  EXPECT_EQ(run({"secrets", "rotate"}, {"FAKE_SECRETS=", "FAKE_TABLES=", one}), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("things.token: 0 of 0 encrypted anew\n"));
  EXPECT_EQ(run({"secrets", "sideways"}, {"FAKE_SECRETS=", one}), 2);
  EXPECT_EQ(run({"--help"}, {"FAKE_SECRETS="}), 0);
  EXPECT_THAT(said_, HasSubstr("fake secrets rotate"));
}

TEST_F(ProgramTest, Arguments) {
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_EQ(said_, "fake 1.0.0\n");
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_THAT(said_, HasSubstr("MAX_BODY_BYTES"));
  EXPECT_THAT(said_, HasSubstr("fake migrate baseline        adopt"));
  EXPECT_EQ(run({"--print-config"}, {"PORT=4321"}), 0);
  EXPECT_THAT(said_, HasSubstr("PORT=4321\n"));
  EXPECT_EQ(run({"--verbose"}), 2);
  EXPECT_EQ(run({"migrate"}), 2);
  EXPECT_EQ(run({"migrate", "sideways"}), 2);
  EXPECT_EQ(run({"migrate", "status"}), 0) << said_;
}

TEST_F(ProgramTest, AdoptsTables) {
  const auto execute = [&](const char* sql) {
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ + "/app.db").c_str(), &file), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(file, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(file);
  };
  const auto baseline = [&] { return run({"migrate", "baseline"}, {"FAKE_TABLES="}); };
  EXPECT_EQ(baseline(), 3);
  EXPECT_EQ(said_, "fake: none of the tables that the migrations make is there: `migrate up` makes them\n");
  execute("CREATE TABLE things (id TEXT NOT NULL, note TEXT)");
  EXPECT_EQ(baseline(), 3);
  EXPECT_EQ(said_,
            "things.id: wanted BLOB NOT NULL, found TEXT NOT NULL\nthings: wanted PRIMARY KEY (id), found no primary key\n"
            "notice: things: note is a column that the service does not know; it stays as it is\n"
            "fake: nothing was changed: the tables differ from those that the migrations make\n");
  execute("DROP TABLE things; CREATE TABLE things (id BLOB NOT NULL PRIMARY KEY)");
  EXPECT_EQ(baseline(), 0);
  EXPECT_EQ(said_, "added row_version to things\nrecorded 0001_initial as applied\n");
  EXPECT_EQ(baseline(), 3);
  EXPECT_EQ(said_, "fake: the database has migrations recorded already, so there is nothing to adopt: `migrate status` lists them\n");
  EXPECT_EQ(run({"migrate", "status"}, {"FAKE_TABLES="}), 0);
  EXPECT_EQ(said_, "applied  0001_initial\n");
}

TEST_F(ProgramTest, EveryMistakeIsNamedAndStopsTheStart) {
  EXPECT_EQ(run({}, {"PORT=x", "THREADS=1000"}), 3);
  EXPECT_EQ(said_, "fake: PORT has to be a whole number from 0 to 65535\nfake: THREADS has to be a whole number from 0 to 256\n");
}

TEST_F(ProgramTest, ServesUntilItIsToldToStop) {
  for (const int number : {SIGTERM, SIGINT}) {
    Program program({}, with({"PORT=0"}));
    const std::uint16_t port = program.port();
    ASSERT_NE(port, 0);
    {
      RawClient client(port);
      EXPECT_EQ(client.ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    }
    program.signal(number);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(program.text, HasSubstr("\"msg\":\"stopped\""));
  }
}

TEST_F(ProgramTest, APortInUseIsSaid) {
  Program first({}, with({"PORT=0"}));
  const std::string port = std::to_string(first.port());
  Program second({}, {"PORT=" + port, "DATABASE_URL=sqlite:" + folder_ + "/other.db"});
  EXPECT_EQ(second.wait(), 3);
  EXPECT_THAT(second.text, HasSubstr("cannot listen on 127.0.0.1:" + port + ": Address already in use"));
}

TEST_F(ProgramTest, ASecondSignalEndsItAtOnce) {
  Program program({}, with({"PORT=0", "DRAIN_TIMEOUT_MS=60000"}));
  const std::uint16_t port = program.port();
  RawClient client(port);
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  program.signal(SIGTERM);
  ASSERT_TRUE(program.says("stopping"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 128 + SIGTERM);
}

}  // namespace
}  // namespace ingot::rt::test
