// What a build leaves behind for the bot to bring out: links, pipes, privileges, bytes without end, and processes.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/bot-build/host.h"
#include "tests/bot-build/log.h"

namespace ingot::bot::test {
namespace {

namespace fs = std::filesystem;
using Kind = SandboxEnd::Kind;
using ingot::test::ReadFile;

class EscapeByResults : public testing::Test {
 protected:
  void SetUp() override {
    const std::string why = WhyNoSandbox(host_.Settings());
    if (!why.empty()) GTEST_SKIP() << why;
  }

  auto Shell(const std::string& script) const -> SandboxedProgram {
    SandboxedProgram program = host_.Attempt("none");
    program.words = {"/bin/sh", "-c", script};
    program.results = {{"service", host_.path("output/service")}};
    return program;
  }

  auto Run(const std::string& script) -> Result<SandboxEnd> { return RunSandboxed(host_.Settings(), Shell(script), log_); }

  auto Output() const -> std::map<std::string, std::string> { return ingot::test::FilesOf(host_.path("output"), ""); }

  // Nothing came out, and it is said of the build.
  void ExpectNothing(const std::string& script) {
    const auto end = Run(script);
    ASSERT_TRUE(end.has_value()) << end.error().text;
    EXPECT_EQ(end->kind, Kind::kDisk);
    EXPECT_FALSE(fs::exists(fs::symlink_status(host_.path("output/service"))));
    EXPECT_TRUE(host_.OtherIsWhole());
  }

  Host host_;
  KeptLog log_;
};

TEST_F(EscapeByResults, AFileComesOut) {
  const auto end = Run("echo made > service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_EQ(end->code, 0);
  EXPECT_EQ(Output(), (std::map<std::string, std::string>{{"service", "made\n"}}));
}

TEST_F(EscapeByResults, ALinkIsNotFollowed) { ExpectNothing("ln -s /etc/passwd service"); }
TEST_F(EscapeByResults, ALinkToTheSecretIsNotFollowed) { ExpectNothing("ln -s " + host_.path("secret") + " service"); }
TEST_F(EscapeByResults, APipeIsNotWaitedFor) { ExpectNothing("mkfifo service"); }
TEST_F(EscapeByResults, AFolderIsNoFile) { ExpectNothing("mkdir service"); }
TEST_F(EscapeByResults, NothingIsNoFile) { ExpectNothing("true"); }
TEST_F(EscapeByResults, AFileWithoutEndButWithHolesIsTooLarge) {
  // 31 MiB each, of which none is on the disk: the result is refused, and so is a cache of them.
  ExpectNothing("for i in 1 2 3 4; do truncate -s 31M part$i; done; mkdir service");
  const auto end = Run("for i in 1 2 3 4 5 6 7 8; do truncate -s 31M part$i; done; echo made > service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  int64_t kept = 0;
  for (const auto& [path, bytes] : ingot::test::FilesOf(host_.path("cache"), "")) kept += static_cast<int64_t>(bytes.size());
  EXPECT_LE(kept, host_.Settings().limits.disk);
  EXPECT_FALSE(fs::exists(host_.path("cache/complete")));
}

TEST_F(EscapeByResults, ManyNamesOfOneFileAreManyFiles) {
  const auto end = Run("truncate -s 8M big; for i in $(seq 100); do ln big big$i; done; echo made > service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  int64_t kept = 0;
  for (const auto& [path, bytes] : ingot::test::FilesOf(host_.path("cache"), "")) kept += static_cast<int64_t>(bytes.size());
  EXPECT_LE(kept, host_.Settings().limits.disk);
}

TEST_F(EscapeByResults, NoPrivilegeComesOut) {
  const auto end = Run("echo made > service; chmod 6777 service; echo x > kept; chmod 6777 kept");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  for (const char* name : {"output/service", "cache/build/kept"}) {
    struct stat found {};
    ASSERT_EQ(::stat(host_.path(name).c_str(), &found), 0) << name;
    EXPECT_EQ(found.st_mode & 07777U, 0755U) << name;
    EXPECT_EQ(found.st_uid, ::geteuid()) << name;
  }
}

TEST_F(EscapeByResults, TheCacheHoldsFilesAndFoldersAlone) {
  const auto end =
      Run("echo made > service; ln -s /etc out; ln -s " + host_.path("other") + " other; mkfifo pipe; mkdir -p deep/er; echo 1 > deep/er/file");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  for (const auto& entry : fs::recursive_directory_iterator(host_.path("cache"))) {
    EXPECT_TRUE(entry.symlink_status().type() == fs::file_type::regular || entry.symlink_status().type() == fs::file_type::directory) << entry.path();
  }
  EXPECT_EQ(ReadFile(host_.path("cache/build/deep/er/file")), "1\n");
  // A folder in the place of which a link stands now goes, and what the link leads to stays.
  ASSERT_TRUE(Run("rm -r deep; ln -s " + host_.path("other") + " deep; echo made > service").has_value());
  EXPECT_FALSE(fs::exists(fs::symlink_status(host_.path("cache/build/deep"))));
  EXPECT_TRUE(host_.OtherIsWhole());
}

TEST_F(EscapeByResults, FoldersInFoldersEnd) {
  const auto end = Run("i=0; while [ $i -lt 200 ]; do mkdir d && cd d || break; i=$((i+1)); done; echo made > /build/service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_FALSE(fs::exists(host_.path("cache/complete")));
}

TEST_F(EscapeByResults, NothingIsLeftRunning) {
  const std::string token = "71.0" + std::to_string(::getpid());
  const auto end = Run("(setsid sleep " + token + " </dev/null >/dev/null 2>&1 &) ; sleep 0.1; echo made > service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_EQ(end->code, 0);
  EXPECT_TRUE(ProcessesWith(token).empty());
}

TEST_F(EscapeByResults, WhatIsPrintedWithoutEndIsCut) {
  const auto end =
      Run("printf '\\033]0;x\\007\\033[2J\\r\\302\\233 \\342\\200\\256 \\377\\n'; yes 0123456789 | head -c 50000000; echo made > service");
  ASSERT_TRUE(end.has_value()) << end.error().text;
  const std::string text = log_.text();
  EXPECT_LT(text.size(), 2U * static_cast<size_t>(host_.Settings().limits.log));
  EXPECT_TRUE(log_.Has("\\x1b]0;x\\x07\\x1b[2J\\x0d\\u{9b} \\u{202e} \\xff\n"));
  EXPECT_EQ(log_.lines().back(), "(the rest of the output is left out)");
  for (const char c : text) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
}

TEST_F(EscapeByResults, ALineWithoutEndIsCut) {
  ASSERT_TRUE(Run("head -c 40000 /dev/zero | tr '\\0' x; echo made > service").has_value());
  for (const std::string& line : log_.lines()) EXPECT_LE(line.size(), 4096U);
  EXPECT_GE(log_.lines().size(), 10U);
}

TEST_F(EscapeByResults, TimeEnds) {
  SandboxSettings settings = host_.Settings();
  settings.limits.seconds = 1;
  const auto start = std::chrono::steady_clock::now();
  const auto end = RunSandboxed(settings, Shell("trap '' TERM INT; while :; do :; done"), log_);
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_EQ(end->kind, Kind::kTime);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
}

TEST_F(EscapeByResults, AStoppedJobEnds) {
  const std::string token = "72.0" + std::to_string(::getpid());
  std::thread stopper([this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    log_.Stop();
  });
  const auto end = Run("trap '' TERM; sleep " + token + " & wait; sleep " + token);
  stopper.join();
  ASSERT_FALSE(end.has_value());
  EXPECT_EQ(end.error().kind, FailureKind::kStopped);
  EXPECT_TRUE(ProcessesWith(token).empty());
}

// Ends a process that runs a build, or what it started, and looks for what is left.
class EscapeByDeath : public EscapeByResults, public testing::WithParamInterface<const char*> {};

TEST_P(EscapeByDeath, TakesTheSandboxWithIt) {
  const std::string token = "73.0" + std::to_string(::getpid());
  const pid_t bot = ::fork();
  if (bot == 0) {
    static_cast<void>(Run("(setsid sleep " + token + " &); sleep " + token));
    ::_exit(0);
  }
  const auto wait_until = [&](bool some) {
    for (int i = 0; i < 100 && ProcessesWith(token).empty() == some; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return ProcessesWith(token).empty() != some;
  };
  ASSERT_TRUE(wait_until(true));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  if (std::string(GetParam()) == "bot") ::kill(bot, SIGKILL);
  // Programs are found by the folder of this test, which nobody else's have.
  for (const pid_t process : ProcessesWith(host_.path("project"))) {
    if (process != bot && std::string(GetParam()) == "sandbox" && ReadFile("/proc/" + std::to_string(process) + "/comm") == "ingot-sandbox\n")
      ::kill(process, SIGKILL);
  }
  EXPECT_TRUE(wait_until(false)) << "something still runs";
  ::waitpid(bot, nullptr, 0);
}

INSTANTIATE_TEST_SUITE_P(Of, EscapeByDeath, testing::Values("bot", "sandbox"), [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace ingot::bot::test
