// A template that names a wrong slot is a compile error at the template's own line, and tmplc says what it
// refuses.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ingot::tmplc {
namespace {

using ::testing::HasSubstr;

struct Ran {
  int code = 0;
  std::string output;
};

auto RunCommand(const std::string& command) -> Ran {
  Ran ran;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), got);
  ran.code = WEXITSTATUS(::pclose(pipe));
  return ran;
}

class WrongTemplate : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "ingot-tmplc-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& file, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(folder_ + "/" + file).parent_path());
    std::ofstream(folder_ + "/" + file) << text;
  }

  auto Tmplc(const std::string& files) -> Ran {
    return RunCommand(INGOT_TMPLC " ingot::codegen::sample tests/codegen/sample/views.h " + folder_ +
                      "/out wrong/templates.h shown " + folder_ + " " + files);
  }

  // Translates a template of a ModelView with this third line, and compiles it.
  auto Compile(const std::string& line) -> Ran {
    Write("a.hpp.tmpl", "@template ModelView cpp emits a.hpp\n// second\n" + line + "\n");
    const Ran translated = Tmplc("a.hpp.tmpl");
    EXPECT_EQ(translated.code, 0) << translated.output;
    return RunCommand(INGOT_CXX " -std=c++20 -fsyntax-only -I" INGOT_SOURCE_DIR " -I" + folder_ + "/out " +
                      folder_ + "/out/wrong/templates/a.hpp.cpp");
  }

  void ExpectErrorAtThirdLine(const std::string& line) {
    const Ran ran = Compile(line);
    EXPECT_NE(ran.code, 0) << line;
    EXPECT_THAT(ran.output, HasSubstr("shown/a.hpp.tmpl:3:")) << line;
  }

  std::string folder_;
};

TEST_F(WrongTemplate, FailsToCompileAtItsOwnLine) {
  EXPECT_EQ(Compile("@{name}").code, 0);
  ExpectErrorAtThirdLine("@{nmae}");
  ExpectErrorAtThirdLine("@{file}");                   // a path where code stands
  ExpectErrorAtThirdLine("@{header}");                 // outside quotes
  ExpectErrorAtThirdLine("\"@{name}\"");               // code inside quotes
  ExpectErrorAtThirdLine("@{audited}");                // a bool
  ExpectErrorAtThirdLine("@if fields\n@end");          // a list as a condition
  ExpectErrorAtThirdLine("@for field in name\n@end");  // a name as a list
}

TEST_F(WrongTemplate, IsRefusedWithEveryFault) {
  Write("a.tmpl", "@template V cpp emits a\n@nope\n@if x\n");
  Write("b/c.tmpl", "nothing\n");
  const Ran ran = Tmplc("a.tmpl b/c.tmpl");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.output, HasSubstr("shown/a.tmpl:2: error: unknown directive"));
  EXPECT_THAT(ran.output, HasSubstr("shown/a.tmpl:3: error: @if has no @end"));
  EXPECT_THAT(ran.output, HasSubstr("shown/b/c.tmpl:1: error: the first line must be"));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/out"));
}

TEST_F(WrongTemplate, OfATakenNameIsRefused) {
  Write("a/b.tmpl", "@template V cpp emits a\n");
  Write("a-b.tmpl", "@template V cpp emits b\n");
  const Ran ran = Tmplc("a/b.tmpl a-b.tmpl");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.output, HasSubstr("shown/a-b.tmpl:1: error: the name AB is taken by shown/a/b.tmpl"));
}

TEST_F(WrongTemplate, LeavesUnchangedSourcesAlone) {
  Write("a.hpp.tmpl", "@template ModelView cpp emits a.hpp\n@{name}\n");
  ASSERT_EQ(Tmplc("a.hpp.tmpl").code, 0);
  const auto stamp = std::filesystem::last_write_time(folder_ + "/out/wrong/templates.h");
  ASSERT_EQ(Tmplc("a.hpp.tmpl").code, 0);
  EXPECT_EQ(std::filesystem::last_write_time(folder_ + "/out/wrong/templates.h"), stamp);
  EXPECT_EQ(RunCommand(INGOT_TMPLC).code, 2);
  EXPECT_EQ(Tmplc("absent.tmpl").code, 1);
}

}  // namespace
}  // namespace ingot::tmplc
