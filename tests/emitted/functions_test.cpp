// The files of functions in custom/: what stands in them, and what becomes of them when the definition moves on.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using test::Quoted;
using test::RunCommand;
using test::TemporaryFolder;

// Names that C++ keeps for itself, many types, rows.
class FunctionFiles : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Write(kParameters).code, 0); }
  auto project() const -> std::string { return folder_.path() + "/project"; }
  auto Stub() const -> std::string { return project() + "/custom/functions/class.cpp"; }
  auto Write(const std::string& parameters, const std::string& returns = R"(, "returns": {"type": "Tone", "required": true})", const std::string& name = "class")
      -> test::Outcome {
    test::WriteFile(folder_.path() + "/app.json", R"({"ingot": 1, "app": {"name": "con", "auth": "none"}, "enums": [{"name": "Tone", "values": ["a", "b"]}],
      "models": [{"name": "Class", "fields": [{"name": "default", "type": "Tone"}, {"name": "pin", "type": "string", "secret": true}]}],
      "functions": [{"name": ")" + name + R"(", "label": "*/ int main() {} //", "description": "\n#error", "params": [)" + parameters + "]" + returns + "}]}");
    return RunCommand("/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " generate " + Quoted(folder_.path() + "/app.json") + " --out " + Quoted(project()));
  }
  auto Compiles() const -> test::Outcome {
    return RunCommand(project(), "for unit in custom/functions/*.cpp; do c++ -std=c++20 -Wall -Wextra -Werror -fsyntax-only -Isrc -Iruntime/include $unit || exit 1; done");
  }
  static inline const std::string kParameters = R"json({"name": "new", "model": "Class", "label": "\n// ingot:end"}, {"name": "context", "type": "json"},
    {"name": "ingot", "type": "decimal(9,3)", "required": true}, {"name": "app", "type": "Tone"}, {"name": "rt", "type": "ref", "model": "Class", "required": true},
    {"name": "custom", "type": "bytes"}, {"name": "std", "type": "string", "required": true}, {"name": "functions", "type": "float", "required": true})json";
  TemporaryFolder folder_;
};

TEST_F(FunctionFiles, HoldNoTextOfTheDefinition) {
  const std::string stub = test::ReadFile(Stub());
  EXPECT_EQ(stub.find("main"), std::string::npos) << stub;
  EXPECT_EQ(stub.find("#error"), std::string::npos) << stub;
  EXPECT_NE(stub.find("// ingot:signature app::Tone custom::functions::class_(ingot::rt::HookContext& context, const app::Class& new_, "
                      "const std::optional<ingot::rt::Json>& context_, const ingot::rt::Decimal<3>& ingot_, "), std::string::npos) << stub;
  const auto compiled = Compiles();
  EXPECT_EQ(compiled.code, 0) << compiled.output;
}

TEST_F(FunctionFiles, AreFoundStaleAndGetAPatch) {
  test::WriteFile(Stub(), test::ReadFile(Stub()) + "// mine\n");
  const std::string mine = test::ReadFile(Stub());
  EXPECT_EQ(Write(kParameters).output.find("warning"), std::string::npos);
  const auto stale = Write(R"({"name": "one", "type": "int", "required": true})", R"(, "returns": {"type": "string"})");
  EXPECT_EQ(stale.code, 0) << stale.output;
  EXPECT_NE(stale.output.find("ING0963"), std::string::npos) << stale.output;
  EXPECT_NE(stale.output.find("std::optional<std::string> custom::functions::class_(ingot::rt::HookContext& context, std::int64_t one)"), std::string::npos)
      << stale.output;
  EXPECT_EQ(test::ReadFile(Stub()), mine);
  EXPECT_NE(Compiles().code, 0);  // the compiler names what the patch does not touch
  const auto patched = RunCommand(project(), "patch -p1 < custom/functions/class.patch");
  ASSERT_EQ(patched.code, 0) << patched.output;
  const std::string now = test::ReadFile(Stub());
  EXPECT_TRUE(now.starts_with("// ingot:function class_ ")) << now;
  EXPECT_TRUE(now.ends_with("// mine\n"));
  EXPECT_EQ(Write(R"({"name": "one", "type": "int", "required": true})", R"(, "returns": {"type": "string"})").output.find("warning"), std::string::npos);
}

TEST_F(FunctionFiles, StayWhenTheirFunctionGetsAnotherName) {
  const std::string stub = test::ReadFile(Stub());
  const auto renamed = Write(kParameters, "", "other");
  EXPECT_EQ(renamed.code, 0);
  EXPECT_NE(renamed.output.find("ING0964"), std::string::npos) << renamed.output;
  EXPECT_EQ(test::ReadFile(Stub()), stub);
  EXPECT_TRUE(std::filesystem::exists(project() + "/custom/functions/other.cpp"));
}

}  // namespace
}  // namespace ingot
