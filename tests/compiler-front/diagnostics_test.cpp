#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/emitter.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/source/source_map.h"

namespace ingot::diag {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Message<std::string_view, int> kTest{Code::InvalidNumber, Severity::kError, "`{0}` is not {1}"};
constexpr Message<> kWarn{Code::EmptyFile, Severity::kWarning, "careful"};

// What must not compile: a slot without its argument or an argument without its slot; a wrong number or kind of
// arguments to Emit.
static_assert(internal::UsesEveryArgument("`{0}` is not {1}", 2));
static_assert(!internal::UsesEveryArgument("`{0}`", 2));
static_assert(!internal::UsesEveryArgument("{{0}", 1));
template <typename... Args>
constexpr bool kCanEmit =
    requires(Emitter emitter, const Message<std::string_view, int>& message, const Args&... args) {
      emitter.Emit(Span(), message, args...);
    };
static_assert(kCanEmit<std::string, int>);
static_assert(!kCanEmit<std::string>);
static_assert(!kCanEmit<std::string, int, int>);
static_assert(!kCanEmit<int, std::string>);

class Diagnostics : public ::testing::Test {
 protected:
  auto At(std::string_view needle) -> Span {
    const auto begin = static_cast<uint32_t>(sources_.Text(source_).find(needle));
    return {source_, begin, static_cast<uint32_t>(begin + needle.size())};
  }
  void Use(std::string text) { source_ = sources_.Add("app.json", std::move(text)); }
  auto Console(bool color = false) -> std::string {
    return RenderConsole(sink_.Collected(), sources_, {color});
  }

  source::SourceMap sources_;
  SourceId source_;
  CollectingSink sink_;
  Emitter emitter_{sink_};
};

TEST(Codes, AreUniqueAndFoundByTheirText) {
  std::set<std::string> texts;
  for (const Code code : AllCodes()) {
    EXPECT_TRUE(texts.insert(CodeText(code)).second) << CodeName(code);
    EXPECT_EQ(FindCode(CodeText(code)), code);
  }
  EXPECT_EQ(FindCode("ing0101"), Code::InvalidUtf8);
  EXPECT_EQ(FindCode("0101"), Code::InvalidUtf8);
  EXPECT_EQ(FindCode("ING9999"), std::nullopt);
}

TEST_F(Diagnostics, ConsoleShowsPlaceCaretLabelAndHelp) {
  Use("{\n  \"a\": 01,\n  \"b\": 2\n}\n");
  emitter_.Emit(At("01"), kTest, "01", 7).Note(At("\"b\""), "compare {}", "this").Help("write `{}`", "1");
  EXPECT_EQ(Console(),
            "error[ING0108]: `01` is not 7\n"
            "  --> app.json:2:8\n"
            "   |\n"
            " 2 |   \"a\": 01,\n"
            "   |        ^^\n"
            "  --> app.json:3:3\n"
            "   |\n"
            " 3 |   \"b\": 2\n"
            "   |   --- compare this\n"
            "   = help: write `1`\n"
            "\n"
            "1 error\n");
}

TEST_F(Diagnostics, NothingFoundPrintsNothing) { EXPECT_EQ(Console(), ""); }

TEST_F(Diagnostics, UserTextCannotCommandTheTerminal) {
  Use("{\"\x1b[31mx\xE2\x80\xAE\xFF\": 1}");
  emitter_.Emit(At("x"), kTest, "\x1b]0;title\x07", 1).Help("a {}", "\x9b");
  const std::string out = Console();
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(out, HasSubstr("<U+001B>]0;title<U+0007>"));
  EXPECT_THAT(out, HasSubstr("<U+001B>[31mx<U+202E><FF>"));
  EXPECT_THAT(Console(true), HasSubstr("\x1b[1;31merror[ING0108]\x1b[0m"));
}

TEST_F(Diagnostics, CaretStandsUnderTabsAndWideCharacters) {
  Use("\t\xE6\x97\xA5 xx");
  emitter_.Emit(At("xx"), kTest, "xx", 1);
  EXPECT_THAT(Console(), HasSubstr(" 1 |     \xE6\x97\xA5 xx\n   |        ^^\n"));
  EXPECT_THAT(Console(), HasSubstr("app.json:1:4\n"));
}

TEST_F(Diagnostics, LongLinesAreWindowed) {
  Use(std::string(5'000'000, 'a') + "HERE" + std::string(5'000'000, 'b'));
  emitter_.Emit(At("HERE"), kTest, std::string(100'000, 'n'), 1);
  const std::string out = Console();
  EXPECT_LT(out.size(), 1200U);
  EXPECT_THAT(out, HasSubstr("app.json:1:5000001"));
  EXPECT_THAT(out, HasSubstr("HERE"));
  EXPECT_THAT(out, HasSubstr("\xE2\x80\xA6"));
}

TEST_F(Diagnostics, ASpanOverLinesMarksTheFirst) {
  Use("{\n  1\n}");
  emitter_.Emit({source_, 0, 7}, kTest, "x", 1);
  EXPECT_THAT(Console(), HasSubstr(" 1 | {\n   | ^\n"));
}

TEST_F(Diagnostics, SortedBySourceThenPlace) {
  Use("abc");
  const SourceId other = sources_.Add("b.json", "xyz");
  emitter_.Emit({other, 0, 1}, kTest, "third", 1);
  emitter_.Emit({source_, 2, 3}, kTest, "second", 1);
  emitter_.Emit({source_, 0, 1}, kWarn);
  emitter_.Emit({}, kTest, "fourth", 1);
  const Findings found = sink_.Collected();
  EXPECT_EQ(found.diagnostics[0].message, "careful");
  EXPECT_EQ(found.diagnostics[1].message, "`second` is not 1");
  EXPECT_EQ(found.diagnostics[2].message, "`third` is not 1");
  EXPECT_EQ(found.diagnostics[3].message, "`fourth` is not 1");
  EXPECT_THAT(Console(), HasSubstr("3 errors, 1 warning\n"));
}

TEST_F(Diagnostics, KeepsTwoHundredAndCountsTheRest) {
  Use("x");
  for (int i = 0; i < 250; ++i) emitter_.Emit({source_, 0, 1}, kWarn);
  for (int i = 0; i < 50; ++i) emitter_.Emit({source_, 0, 1}, kTest, "x", i);
  const Findings found = sink_.Collected();
  EXPECT_EQ(found.diagnostics.size(), CollectingSink::kLimit);
  EXPECT_EQ(found.errors, 50U);
  EXPECT_EQ(found.warnings, 250U);
  EXPECT_EQ(found.not_shown, 100U);
  EXPECT_EQ(std::ranges::count(found.diagnostics, Severity::kError, &Diagnostic::severity), 50);
  EXPECT_THAT(Console(), HasSubstr("50 errors, 250 warnings (100 not shown)\n"));
}

TEST_F(Diagnostics, JsonHasOneShape) {
  Use("{\n \"\x01\": 01\n}");
  emitter_.Emit(At("01"), kTest, "\x1b", 1).Note(At("{"), "open").Help("fix");
  emitter_.Emit({}, kWarn);
  EXPECT_EQ(
      RenderJson(sink_.Collected(), sources_),
      "{\"diagnostics\":[\n"
      R"({"code":"ING0108","name":"InvalidNumber","severity":"error","message":"`\u001b` is not 1",)"
      R"("file":"app.json","line":2,"column":7,"endLine":2,"endColumn":9,"row":null,)"
      R"("labels":[{"message":"open","file":"app.json","line":1,"column":1,"endLine":1,"endColumn":2,"row":null}],)"
      R"("help":["fix"]})"
      ",\n"
      R"({"code":"ING0102","name":"EmptyFile","severity":"warning","message":"careful",)"
      R"("file":null,"line":null,"column":null,"endLine":null,"endColumn":null,"row":null,"labels":[],"help":[]})"
      "\n],\"errors\":1,\"warnings\":1,\"notShown\":0}\n");
  EXPECT_EQ(RenderJson({}, sources_), "{\"diagnostics\":[],\"errors\":0,\"warnings\":0,\"notShown\":0}\n");
}

}  // namespace
}  // namespace ingot::diag
