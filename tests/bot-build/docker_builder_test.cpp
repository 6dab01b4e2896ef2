// Images of services, made by a real engine. Skipped, and said so, where INGOT_TEST_IMAGES does not name the builder's images: scripts/builder-image
// prints what it has to be, and DOCKER_HOST says where the engine is.
#include "bot/build/docker_builder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include "tests/bot-build/log.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot::bot::test {
namespace {

namespace fs = std::filesystem;
using ingot::test::GenerateProject;
using ingot::test::Quoted;
using ingot::test::ReadFile;
using ingot::test::RunCommand;
using ingot::test::WriteFile;

constexpr const char* kApplication = "0190b1c4-0000-7000-8000-0000000000d0";
constexpr const char* kBuildFile = "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\n";

auto Variable(const char* name) -> std::string {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

class DockerBuilding : public testing::Test {
 protected:
  void SetUp() override {
    settings_.images = Variable("INGOT_TEST_IMAGES");
    if (settings_.images.empty()) GTEST_SKIP() << "NOT TESTED: INGOT_TEST_IMAGES names no images of the builder";
    if (const std::string host = Variable("DOCKER_HOST"); !host.empty()) settings_.environment = {"DOCKER_HOST=" + host};
    const std::string why = WhyNoEngine(settings_);
    ASSERT_EQ(why, "");
  }
  void TearDown() override {
    for (int i = 0; i < 3; ++i) RunCommand("/", "docker image rm --force ingot-app:" + std::string(kApplication) + "-" + std::to_string(i));
  }

  auto path(const std::string& name) const -> std::string { return folder_.path() + "/" + name; }
  auto Request(const std::string& project, int64_t release = 1) const -> BuildRequest {
    return {kApplication, path(project), path("cache"), path("output"), release};
  }

  auto Build(const BuildRequest& request) -> double {
    log_.emplace();
    const auto start = std::chrono::steady_clock::now();
    const auto built = DockerBuilder(settings_).Build(request, *log_);
    failure_ = built ? Failure{FailureKind::kStopped, {}, {}} : built.error();
    image_ = built ? built->reference : "";
    if (!built) return -1;
    EXPECT_EQ(built->kind, "docker");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  auto Running() const -> std::string { return RunCommand("/", "docker ps --quiet --filter label=ingot.build").output; }

  ingot::test::TemporaryFolder folder_;
  DockerSettings settings_;
  std::optional<KeptLog> log_;
  Failure failure_;
  std::string image_;
};

TEST_F(DockerBuilding, MakesAnImageAndCompilesWhatChanged) {
  WriteFile(path("app.json"), ReadFile(INGOT_SOURCE_DIR "/samples/tracker/app.json"));
  ASSERT_EQ(GenerateProject(path("app.json"), path("one")).code, 0);
  const double cold = Build(Request("one"));
  ASSERT_GT(cold, 0) << log_->text() << failure_.text;
  EXPECT_TRUE(log_->Has("cmake_pch.hxx.gch")) << log_->text();
  const std::string first = image_;
  EXPECT_TRUE(first.starts_with("sha256:"));
  const auto asked = RunCommand("/", "docker run --rm --network none --read-only --tmpfs /data:uid=10001 " + first + " migrate status");
  EXPECT_EQ(asked.output, "pending  0001_initial\n");
  EXPECT_NE(RunCommand("/", "docker run --rm --network none --entrypoint /bin/sh " + first + " -c true").code, 0) << "there is a shell in the image";
  EXPECT_EQ(RunCommand("/", "docker image inspect --format '{{.Config.User}} {{index .Config.Labels \"ingot.release\"}}' " + first).output,
            "10001:10001 1\n");

  fs::create_directories(path("two"));
  RunCommand(path("one"), "cp -r db ingot.manifest.json ../two");
  std::string definition = ReadFile(path("app.json"));
  const std::string fields = "\"fields\": [";
  definition.replace(definition.find(fields), fields.size(), fields + "{\"name\": \"estimate\", \"type\": \"int\"},");
  WriteFile(path("app.json"), definition);
  ASSERT_EQ(GenerateProject(path("app.json"), path("two")).code, 0);
  const double warm = Build(Request("two", 2));
  ASSERT_GT(warm, 0) << log_->text() << failure_.text;
  EXPECT_NE(image_, first);
  EXPECT_FALSE(log_->Has("cmake_pch.hxx.gch")) << "everything was compiled again\n" << log_->text();
  if (!Variable("INGOT_TEST_SHOW").empty()) std::cout << log_->text();
  std::cout << "docker build: first " << cold << " s, a field more " << warm << " s\n";

  DockerBuilder(settings_).Prune(kApplication, 2);
  EXPECT_NE(RunCommand("/", "docker image inspect " + ImageName(kApplication, 1)).code, 0) << "an old image stays";
  EXPECT_EQ(RunCommand("/", "docker image inspect " + ImageName(kApplication, 2)).code, 0);
  EXPECT_EQ(Running(), "");
}

TEST_F(DockerBuilding, SaysWhereTheCodeIsWrong) {
  WriteFile(path("project/CMakeLists.txt"), std::string(kBuildFile) + "add_executable(service main.cpp)\n");
  WriteFile(path("project/main.cpp"), "auto main() -> int { return nothing; }\n#error \x1b[31mred\n");
  EXPECT_EQ(Build(Request("project")), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kDefinition);
  EXPECT_TRUE(log_->Has("main.cpp:1:29: error: ")) << log_->text();
  EXPECT_EQ(log_->text().find('\x1b'), std::string::npos);
}

// What a build file tries that a hostile definition would have to get into the project first.
TEST_F(DockerBuilding, ContainsTheBuild) {
  WriteFile(path("secret"), "the-secret-of-the-host\n");
  const std::string script =
      "cat " + path("secret") +
      " /root/.ssh/id_rsa /proc/1/environ; ls /var/run/docker.sock; echo x >> /runtime/identity.txt; echo x > /ingot-build; mount -t tmpfs x /tmp; "
      "mknod /work/disk b 254 0; unshare --user true; (exec 3<>/dev/tcp/9.9.9.9/53) && echo WORKED; id -u; grep -E "
      "'Cap(Eff|Bnd)|NoNewPrivs|Seccomp:' /proc/self/status; "
      "dd if=/dev/zero of=/work/big bs=1M; rm /work/big; kill -9 1; cat /proc/net/dev; ls /work /";
  WriteFile(path("project/script"), script);
  WriteFile(path("project/CMakeLists.txt"),
            std::string(kBuildFile) +
                "execute_process(COMMAND bash /work/project/script OUTPUT_VARIABLE out ERROR_VARIABLE out)\nmessage(FATAL_ERROR \"${out}\")\n");
  settings_.limits.disk = 64LL << 20;
  settings_.limits.memory = 400LL << 20;
  settings_.limits.file = 1LL << 30;
  settings_.environment.push_back("BOT_SECRET=the-secret-of-the-host");
  EXPECT_EQ(Build(Request("project")), -1);
  const std::string all = log_->text();
  EXPECT_EQ(all.find("the-secret-of-the-host"), std::string::npos) << all;
  EXPECT_EQ(all.find("WORKED"), std::string::npos) << all;
  EXPECT_EQ(all.find("eth0"), std::string::npos) << all;
  for (const char* said : {"No such file or directory", "Read-only file system", "No space left on device", "10001", "CapEff:\t0000000000000000",
                           "CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2", "Network is unreachable"}) {
    EXPECT_NE(all.find(said), std::string::npos) << said << "\n" << all;
  }
  EXPECT_EQ(Running(), "");
}

TEST_F(DockerBuilding, BoundsTheBuild) {
  const auto fails = [this](const std::string& command, const std::string& said) {
    WriteFile(path("project/CMakeLists.txt"),
              std::string(kBuildFile) + "execute_process(COMMAND bash -c \"" + command + "\")\nadd_executable(service main.cpp)\n");
    WriteFile(path("project/main.cpp"), "auto main() -> int { return 0; }\n");
    EXPECT_EQ(Build(Request("project")), -1) << command;
    EXPECT_EQ(failure_.kind, FailureKind::kDefinition);
    EXPECT_NE(failure_.text.find(said), std::string::npos) << failure_.text << log_->text();
    EXPECT_EQ(Running(), "");
  };
  settings_.limits.seconds = 3;
  fails("sleep 60", "after 3 s");
  settings_.limits.seconds = 60;
  settings_.limits.memory = 200LL << 20;
  // Whoever is ended may be any of them: the container is when its first process is.
  settings_.limits.log = 10000;
  WriteFile(path("project/CMakeLists.txt"),
            std::string(kBuildFile) + "execute_process(COMMAND bash -c \"yes | head -c 5000000 >&2\")\nadd_executable(service main.cpp)\n");
  EXPECT_GT(Build(Request("project")), 0) << failure_.text << log_->text();
  EXPECT_TRUE(log_->Has("the rest of the output is left out"));
  EXPECT_LT(log_->text().size(), 20000U);
}

TEST_F(DockerBuilding, EndsWhenItIsStopped) {
  WriteFile(path("project/CMakeLists.txt"), std::string(kBuildFile) + "execute_process(COMMAND sleep 60)\n");
  log_.emplace();
  std::thread stopper([this] {
    for (int i = 0; i < 100 && Running().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    log_->Stop();
  });
  const auto built = DockerBuilder(settings_).Build(Request("project"), *log_);
  stopper.join();
  ASSERT_FALSE(built.has_value());
  EXPECT_EQ(built.error().kind, FailureKind::kStopped);
  EXPECT_EQ(Running(), "");
}

TEST_F(DockerBuilding, SaysWhatIsMissing) {
  fs::create_directories(path("project"));
  DockerSettings fine = settings_;
  settings_.images = "0123456789abcdef";
  EXPECT_EQ(Build(Request("project")), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kEnvironment);
  EXPECT_NE(failure_.text.find("scripts/builder-image"), std::string::npos) << failure_.text;
  settings_ = fine;
  settings_.environment = {"DOCKER_HOST=unix://" + path("no.sock")};
  EXPECT_EQ(Build(Request("project")), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kEnvironment);
  EXPECT_EQ(failure_.text, "no container engine answers");
}

}  // namespace
}  // namespace ingot::bot::test
