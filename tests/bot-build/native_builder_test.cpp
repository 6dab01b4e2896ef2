// A service of a sample, built in the sandbox: the first time, again, with a changed field, by two at once, and where something is missing.
#include "bot/build/native_builder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

#include "tests/bot-build/log.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"
#include "tests/support/sanitizer.h"

namespace ingot::bot::test {
namespace {

namespace fs = std::filesystem;
using ingot::test::GenerateProject;
using ingot::test::Quoted;
using ingot::test::ReadFile;
using ingot::test::RunCommand;
using ingot::test::WriteFile;

auto Replaced(std::string text, const std::string& what, const std::string& by) -> std::string {
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

class NativeBuilding : public testing::Test {
 protected:
  void SetUp() override {
    settings_.sandbox.program = INGOT_BINARY_DIR "/bin/ingot-sandbox";
    settings_.runtime = INGOT_BINARY_DIR "/lib/ingot-runtime";
    const std::string why = WhyNoSandbox(settings_.sandbox);
    if (!why.empty()) GTEST_SKIP() << why;
    WriteFile(path("app.json"), ReadFile(INGOT_SOURCE_DIR "/samples/tracker/app.json"));
  }

  auto path(const std::string& name) const -> std::string { return folder_.path() + "/" + name; }

  // Into a folder of its own each time, as the bot does; the history of the schema comes along.
  auto Generate(const std::string& name, const std::string& before = "") -> BuildRequest {
    if (!before.empty()) {
      fs::create_directories(path(name));
      RunCommand(path(before), "cp -r --preserve=timestamps db ingot.manifest.json " + Quoted(path(name)));
    }
    const auto made = GenerateProject(path("app.json"), path(name));
    EXPECT_EQ(made.code, 0) << made.output;
    return {"0190b1c4-0000-7000-8000-000000000001", path(name), path("cache"), path("output-" + name), 1};
  }

  // Seconds; -1 when it failed, with the log.
  auto Build(const BuildRequest& request) -> double {
    log_.emplace();
    const auto start = std::chrono::steady_clock::now();
    const auto built = NativeBuilder(settings_).Build(request, *log_);
    failure_ = built ? Failure{FailureKind::kStopped, {}, {}} : built.error();
    if (!built) return -1;
    EXPECT_EQ(built->kind, "native");
    EXPECT_EQ(built->reference, request.output);
    EXPECT_EQ(std::distance(fs::directory_iterator(request.output), {}), 1);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  auto Compiled() const -> int {
    int count = 0;
    for (const std::string& line : log_->lines()) count += line.find("Building CXX object") != std::string::npos ? 1 : 0;
    return count;
  }

  ingot::test::TemporaryFolder folder_;
  NativeSettings settings_;
  std::optional<KeptLog> log_;
  Failure failure_;
};

TEST_F(NativeBuilding, CompilesWhatChanged) {
  if (ingot::test::kSanitized) GTEST_SKIP() << "the runtime is a sanitized one, which no service links";
  const BuildRequest first = Generate("one");
  const double cold = Build(first);
  ASSERT_GT(cold, 0) << log_->text() << failure_.text;
  const int all = Compiled();
  EXPECT_GE(all, 8);
  EXPECT_EQ(RunCommand(folder_.path(), Quoted(first.output + "/service") + " migrate status; file " + Quoted(first.output + "/service"))
                .output.find("not stripped"),
            std::string::npos);

  const double same = Build(Generate("again", "one"));
  ASSERT_GT(same, 0) << log_->text() << failure_.text;
  EXPECT_EQ(Compiled(), 0) << log_->text();

  WriteFile(path("app.json"), Replaced(ReadFile(path("app.json")), "\"fields\": [", "\"fields\": [\n {\"name\": \"estimate\", \"type\": \"int\"},"));
  const BuildRequest changed = Generate("two", "one");
  const double warm = Build(changed);
  ASSERT_GT(warm, 0) << log_->text() << failure_.text;
  EXPECT_GT(Compiled(), 0);
  EXPECT_LT(Compiled(), all);
  EXPECT_NE(ReadFile(changed.output + "/service"), ReadFile(first.output + "/service"));
  EXPECT_NE(ReadFile(changed.output + "/service").find("estimate"), std::string::npos);
  std::cout << "native build: first " << cold << " s, nothing changed " << same << " s, a field more " << warm << " s\n";
}

TEST_F(NativeBuilding, SaysWhereTheCodeIsWrong) {
  WriteFile(path("project/CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\nadd_executable(service custom/hook.cpp)\n");
  WriteFile(path("project/custom/hook.cpp"), "auto main() -> int { return nothing; }\n");
  EXPECT_EQ(Build({"0190b1c4-0000-7000-8000-000000000001", path("project"), path("cache"), path("output"), 1}), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kDefinition);
  EXPECT_EQ(failure_.text, "the service does not compile; the lines of the log say where");
  EXPECT_TRUE(log_->Has("/project/custom/hook.cpp:1:29: error: ")) << log_->text();
  EXPECT_TRUE(fs::is_empty(path("output")));
}

TEST_F(NativeBuilding, OneAfterTheOtherWhereTheCacheIsOne) {
  WriteFile(path("project/CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\nadd_executable(service main.cpp)\n"
            "add_custom_command(TARGET service PRE_LINK COMMAND sleep 1)\n");
  WriteFile(path("project/main.cpp"), "auto main() -> int { return 0; }\n");
  KeptLog logs[2];
  bool fine[2] = {false, false};
  const auto start = std::chrono::steady_clock::now();
  const auto build = [&](int which) {
    const BuildRequest request{"0190b1c4-0000-7000-8000-000000000001", path("project"), path("cache"), path("output" + std::to_string(which)), which};
    fine[which] = NativeBuilder(settings_).Build(request, logs[which]).has_value();
  };
  std::thread other(build, 1);
  build(0);
  other.join();
  EXPECT_TRUE(fine[0] && fine[1]) << logs[0].text() << logs[1].text();
  // The second found what the first had made.
  EXPECT_NE(logs[0].Has("no work to do"), logs[1].Has("no work to do")) << logs[0].text() << logs[1].text();
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST_F(NativeBuilding, SaysWhatIsMissing) {
  const BuildRequest request{"0190b1c4-0000-7000-8000-000000000001", path("project"), path("cache"), path("output"), 1};
  EXPECT_EQ(Build(request), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kEnvironment);
  EXPECT_NE(failure_.text.find("the project " + path("project") + " cannot be read"), std::string::npos) << failure_.text;

  fs::create_directories(path("project"));
  NativeSettings settings = settings_;
  settings_.runtime = path("nowhere");
  EXPECT_EQ(Build(request), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kEnvironment);
  EXPECT_NE(failure_.text.find("ingot-prebuilt-runtime"), std::string::npos) << failure_.text;

  settings_ = settings;
  settings_.sandbox.program = path("nothing");
  EXPECT_EQ(Build(request), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kEnvironment);
  EXPECT_NE(failure_.text.find("is missing"), std::string::npos) << failure_.text;
  EXPECT_NE(WhyNoSandbox(settings_.sandbox), "");
}

// A build that reached a limit leaves the cache as it was.
TEST_F(NativeBuilding, KeepsTheCacheOfTheLastBuildThatWentWell) {
  const std::string head = "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\n";
  WriteFile(path("project/CMakeLists.txt"), head + "add_executable(service main.cpp)\n");
  WriteFile(path("project/main.cpp"), "auto main() -> int { return 0; }\n");
  const BuildRequest request{"0190b1c4-0000-7000-8000-000000000001", path("project"), path("cache"), path("output"), 1};
  ASSERT_GT(Build(request), 0) << log_->text();
  const auto before = ingot::test::FilesOf(path("cache"), "");
  WriteFile(path("project/CMakeLists.txt"), head + "execute_process(COMMAND sleep 60)\nadd_executable(service main.cpp)\n");
  settings_.sandbox.limits.seconds = 1;
  EXPECT_EQ(Build(request), -1);
  EXPECT_EQ(failure_.kind, FailureKind::kDefinition);
  EXPECT_EQ(failure_.text, "the build was ended after 1 s, the most that it may take");
  EXPECT_EQ(ingot::test::FilesOf(path("cache"), ""), before);

  // Nor is one used of which it is not known that it is whole.
  settings_.sandbox.limits.seconds = 60;
  WriteFile(path("project/CMakeLists.txt"), head + "add_executable(service main.cpp)\n");
  ASSERT_GT(Build(request), 0) << log_->text();
  EXPECT_TRUE(log_->Has("no work to do")) << log_->text();
  fs::remove(path("cache/complete"));
  ASSERT_GT(Build(request), 0) << log_->text();
  EXPECT_FALSE(log_->Has("no work to do")) << log_->text();
}

TEST_F(NativeBuilding, UsesNothingThatWasMadeWithAnotherRuntime) {
  WriteFile(path("project/CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\nadd_executable(service main.cpp)\n");
  WriteFile(path("project/main.cpp"), "auto main() -> int { return 0; }\n");
  WriteFile(path("project/runtime/file"), "1\n");
  WriteFile(path("runtime/identity.txt"), "1\n");
  settings_.runtime = path("runtime");
  const BuildRequest request{"0190b1c4-0000-7000-8000-000000000001", path("project"), path("cache"), path("output"), 1};
  for (const char* changed : {"project/main.cpp", "project/runtime/file", "runtime/identity.txt"}) {
    ASSERT_GT(Build(request), 0) << log_->text();
    ASSERT_GT(Build(request), 0) << log_->text();
    EXPECT_EQ(Compiled(), 0) << log_->text();
    EXPECT_FALSE(log_->Has("Configuring done"));
    WriteFile(path(changed), ReadFile(path(changed)) + "\n");
    ASSERT_GT(Build(request), 0) << log_->text();
    EXPECT_EQ(Compiled(), 1) << changed;
    EXPECT_EQ(log_->Has("Configuring done"), std::string(changed) != "project/main.cpp") << changed;
  }
}

}  // namespace
}  // namespace ingot::bot::test
