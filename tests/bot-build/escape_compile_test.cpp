// Sources and build files that try to get at the machine that compiles them, or to use it up.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "bot/build/native_builder.h"
#include "tests/bot-build/host.h"
#include "tests/bot-build/log.h"

namespace ingot::bot::test {
namespace {

namespace fs = std::filesystem;
using ingot::test::WriteFile;

// What stands in for a generated project: the same target, and the same folder for code of a user's.
constexpr const char* kBuildFile = R"(cmake_minimum_required(VERSION 3.25)
project(service LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
file(GLOB custom CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/custom/*")
add_executable(service main.cpp ${custom})
)";

struct Attempt {
  const char* name;
  const char* file;  // of the project
  const char* text;
  const char* said;  // one of these texts is in the log or the failure: the attempt got as far as it should
  bool builds = false;
};

constexpr Attempt kAttempts[] = {
    {"incbin_of_accounts", "custom/a.cpp", R"(asm(".incbin \"/etc/passwd\"");)", "/etc/passwd"},
    {"incbin_of_the_secret", "custom/a.cpp", R"(asm(".incbin \"SECRET\"");)", "file not found"},
    {"include_of_accounts", "custom/a.cpp", "#include \"/etc/passwd\"\n", "No such file"},
    {"include_of_the_secret", "custom/a.cpp", "#include \"SECRET\"\n", "No such file"},
    {"include_of_another_application", "custom/a.cpp", "#include \"OTHER/source.cpp\"\n", "No such file"},
    {"include_of_a_link_out_of_the_project", "custom/a.cpp", "#include \"link\"\n", "No such file"},
    {"environment_of_the_build", "custom/a.cpp",
     R"(asm(".incbin \"/proc/self/environ\""); asm(".incbin \"/proc/1/environ\""); asm(".incbin \"/proc/2/environ\"");)", "", true},
    {"templates_without_end", "custom/a.cpp",
     "template <int D, long P> struct T { static constexpr long v = T<D - 1, 2 * P>::v + T<D - 1, 2 * P + 1>::v; };\n"
     "template <long P> struct T<0, P> { static constexpr long v = P; };\nlong x = T<60, 1>::v;\n",
     "the build was ended|out of memory|Cannot allocate memory"},
    {"constants_without_end", "custom/a.cpp",
     "constexpr int f(int d) { int n = 0; for (int i = 0; i < 250000; ++i) n += d > 0 ? f(d - 1) : 1; return n & 1; }\nconstexpr int x = f(400);\n",
     "constexpr"},
    {"object_of_ten_gigabytes", "custom/a.cpp", "char big[10000000000] = {1};\n", "the service does not compile"},
    {"object_without_zeros", "custom/a.cpp", "asm(\".data\\n.rept 400000000\\n.quad 1234567890\\n.endr\");", "the build was ended|out of memory|Cannot allocate memory"},
    {"memory_of_the_compiler", "custom/a.cpp", "#define A(x) x,x,x,x,x,x,x,x,x,x\nlong big[] = {A(A(A(A(A(A(A(A(1))))))))};\n",
     "the build was ended|out of memory|Cannot allocate memory"},
    {"lines_without_end", "custom/a.cpp", "#define A(x) x x x x x x x x x x\nA(A(A(A(static_assert(false, \"no\"); )))) \n", "left out"},
    {"letters_that_a_terminal_obeys", "custom/a.cpp", "#error \x1b]0;title\x07\x1b[2J\x1b[31mred \xe2\x80\xaetxet\n", "\\x07red \\u{202e}txet"},
    {"cmake_reads_the_secret", "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.25)\nproject(service)\nfile(READ \"SECRET\" text)\nmessage(NOTICE \"got ${text}\")\n", "failed to open"},
    {"cmake_reads_the_environment", "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\nmessage(NOTICE \"got [$ENV{BOT_SECRET}]\")\nadd_executable(service "
     "main.cpp)\n",
     "got []", true},
    {"cmake_downloads", "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.25)\nproject(service)\nfile(DOWNLOAD http://127.0.0.1:PORT/x /build/x STATUS status TIMEOUT "
     "2)\nmessage(FATAL_ERROR \"got ${status}\")\n",
     "got "},
    {"cmake_runs_a_program", "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.25)\nproject(service)\nexecute_process(COMMAND sh -c \"cat SECRET; echo x > OTHER/source.cpp; echo x >> "
     "/project/main.cpp\" COMMAND_ECHO STDOUT)\n"
     "message(FATAL_ERROR \"ended\")\n",
     "cat: "},
    {"cmake_writes_beside", "CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(service)\nfile(WRITE \"OTHER/source.cpp\" \"x\")\n",
     "unknown target"},
    {"linker_reads_accounts", "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.25)\nproject(service LANGUAGES CXX)\nadd_executable(service main.cpp)\ntarget_link_options(service PRIVATE "
     "-Wl,--format=binary,/etc/passwd,--format=default)\n",
     "/etc/passwd"},
};

void Replace(std::string& text, const std::string& what, const std::string& by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
}

auto HoldsOneOf(const std::string& text, const std::string& texts) -> bool {
  std::istringstream each(texts + "|");
  for (std::string part; std::getline(each, part, '|');) {
    if (text.find(part) != std::string::npos) return true;
  }
  return false;
}

class EscapeByCompiling : public testing::TestWithParam<Attempt> {
 protected:
  auto WriteProject(const Host& host) const -> std::string {
    const std::string project = host.path("source");
    WriteFile(project + "/CMakeLists.txt", kBuildFile);
    WriteFile(project + "/main.cpp", "auto main() -> int { return 0; }\n");
    std::string text = GetParam().text;
    Replace(text, "SECRET", host.path("secret"));
    Replace(text, "OTHER", host.path("other"));
    Replace(text, "PORT", std::to_string(host.port()));
    WriteFile(project + "/" + GetParam().file, text);
    fs::create_directories(project + "/custom");
    fs::create_symlink(host.path("secret"), project + "/custom/link");
    return project;
  }
};

TEST_P(EscapeByCompiling, IsContained) {
  const Host host;
  NativeSettings settings;
  settings.sandbox = host.Settings();
  settings.sandbox.limits.seconds = 8;
  settings.runtime = INGOT_BINARY_DIR "/lib/ingot-runtime";
  const std::string why = WhyNoSandbox(settings.sandbox);
  if (!why.empty()) GTEST_SKIP() << why;
  const BuildRequest request{"0190b1c4-0000-7000-8000-000000000001", WriteProject(host), host.path("cache"), host.path("output"), 1};
  KeptLog log;
  const auto built = NativeBuilder(settings).Build(request, log);
  const std::string all = log.text() + (built ? std::string() : built.error().text + "\n");
  EXPECT_EQ(built.has_value(), GetParam().builds) << all;
  EXPECT_TRUE(HoldsOneOf(all, GetParam().said)) << all;
  EXPECT_EQ(all.find(kSecret), std::string::npos) << all;
  EXPECT_EQ(all.find("root:x:0"), std::string::npos) << all;
  EXPECT_EQ(all.find('\x1b'), std::string::npos);
  EXPECT_LT(all.size(), 4U * static_cast<size_t>(settings.sandbox.limits.log));
  EXPECT_TRUE(host.OtherIsWhole());
  EXPECT_EQ(ingot::test::ReadFile(request.project + "/main.cpp"), "auto main() -> int { return 0; }\n");
  EXPECT_EQ(fs::exists(request.output + "/service"), GetParam().builds);
  for (const auto& [path, bytes] : ingot::test::FilesOf(host.path("output"), "")) EXPECT_EQ(bytes.find(kSecret), std::string::npos) << path;
}

INSTANTIATE_TEST_SUITE_P(Attempts, EscapeByCompiling, testing::ValuesIn(kAttempts), [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace ingot::bot::test
