// What tmplc says of templates that are not well formed, each with its line.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/tmplc/generate.h"
#include "codegen/tmplc/syntax.h"
#include "codegen/tmplc/template.h"

namespace ingot::tmplc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kHeader = "@template DocView cpp emits a/@{file}.hpp\n";

auto FaultsOf(std::string_view body) -> std::vector<std::string> {
  Template parsed;
  std::vector<std::string> lines;
  for (const Fault& fault : ReadTemplate("a.tmpl", std::string(kHeader) + std::string(body), parsed)) {
    lines.push_back(std::to_string(fault.line) + ": " + fault.what);
  }
  return lines;
}

TEST(Tmplc, AcceptsEveryDirective) {
  EXPECT_THAT(FaultsOf("@for x in xs sep , and\n@for y in x.ys blank\n@if "
                       "y.z\n@{x.a}@{y.b}@@\n@else\n@end\n@end\n@end\n@if !w\n@end\n"),
              IsEmpty());
}

TEST(Tmplc, ReportsEachFaultAtItsLine) {
  EXPECT_THAT(FaultsOf("text\n@elif x\n"),
              ElementsAre("3: unknown directive `@elif`; a literal `@` is written `@@`"));
  EXPECT_THAT(FaultsOf("@for x in xs\n"), ElementsAre("2: @for has no @end"));
  EXPECT_THAT(FaultsOf("@if x\n\n"), ElementsAre("2: @if has no @end"));
  EXPECT_THAT(FaultsOf("@if x\n@else\n@else\n@end\n"), ElementsAre("4: @else without @if"));
  EXPECT_THAT(FaultsOf("@for x in xs\n@else\n@end\n"), ElementsAre("3: @else without @if"));
  EXPECT_THAT(FaultsOf("@end\n"), ElementsAre("2: @end without @for or @if"));
  EXPECT_THAT(FaultsOf("@end if\n"), ElementsAre("2: @end stands alone on its line"));
  EXPECT_THAT(FaultsOf("\n\na @{b\n"), ElementsAre("4: this slot has no `}`"));
  EXPECT_THAT(FaultsOf("a@b\n"), ElementsAre("2: a lone `@`; a literal `@` is written `@@`"));
  EXPECT_THAT(FaultsOf("@{a.b()}\n"),
              ElementsAre("2: `a.b()` is no member; slots hold names joined by dots"));
  EXPECT_THAT(FaultsOf("@{}\n"), ElementsAre("2: `` is no member; slots hold names joined by dots"));
  EXPECT_THAT(FaultsOf("@{a..b}\n"), ElementsAre("2: `a..b` is no member; slots hold names joined by dots"));
  EXPECT_THAT(FaultsOf("@if a && b\n@end\n"),
              ElementsAre("2: expected `@if NAME` or `@if !NAME`; decisions are made in the view"));
  EXPECT_THAT(FaultsOf("@for x of xs\n@end\n"),
              ElementsAre("2: expected `@for NAME in LIST`, then nothing, `sep TEXT` or `blank`"));
  EXPECT_THAT(FaultsOf("@for x in xs sep\n@end\n"),
              ElementsAre("2: expected `@for NAME in LIST`, then nothing, `sep TEXT` or `blank`"));
  EXPECT_THAT(FaultsOf("@for x in xs\n@for x in ys\n@end\n@end\n"),
              ElementsAre("3: `x` is taken; give the loop another variable"));
  EXPECT_THAT(FaultsOf("@for view in xs\n@end\n"),
              ElementsAre("2: `view` is taken; give the loop another variable"));
  EXPECT_THAT(FaultsOf(kHeader), ElementsAre("2: @template belongs on the first line"));
  EXPECT_THAT(FaultsOf("a\r\n"), ElementsAre(HasSubstr("2: a control character")));
  EXPECT_THAT(FaultsOf("@nope\n@{b\n@for x in xs\n"),
              ElementsAre(HasSubstr("2: "), HasSubstr("3: "), HasSubstr("4: ")));
}

TEST(Tmplc, ReportsBadFirstLines) {
  Template parsed;
  for (const std::string_view text :
       {"", "\n", "@template V cpp\n", "@template V cpp emit a\n", "@template V cpp emits twice a\n", "x\n",
        "@template V cpp emits a b c\n", "@template 1V cpp emits a\n"}) {
    const auto faults = ReadTemplate("a.tmpl", text, parsed);
    ASSERT_EQ(faults.size(), 1u) << text;
    EXPECT_EQ(faults[0].line, text.empty() ? 0 : 1);
    EXPECT_THAT(faults[0].what, HasSubstr("the first line must be"));
  }
  const auto faults = ReadTemplate("a.tmpl", "@template V cobol emits a\n", parsed);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(faults[0].what, HasSubstr("unknown language `cobol`; there are cpp, sql,"));
}

TEST(Tmplc, ReadsTheFirstLine) {
  Template parsed;
  EXPECT_THAT(ReadTemplate("a.tmpl", "@template DocView sql emits append-only db/@{x}.sql", parsed),
              IsEmpty());
  EXPECT_EQ(parsed.view, "DocView");
  EXPECT_EQ(parsed.syntax->type, "Sql");
  EXPECT_EQ(parsed.kind, "kAppendOnly");
  EXPECT_EQ(parsed.path.size(), 3u);
}

auto PositionAfter(std::string_view language, std::string_view text) -> std::string_view {
  LineScanner scanner(*FindSyntax(language));
  scanner.Skip(text);
  return scanner.At();
}

TEST(Tmplc, SeesWhereASlotStands) {
  EXPECT_EQ(PositionAfter("cpp", "int x = "), "kCode");
  EXPECT_EQ(PositionAfter("cpp", "#include \""), "kQuoted");
  EXPECT_EQ(PositionAfter("cpp", R"(f("a\"b)"), "kQuoted");
  EXPECT_EQ(PositionAfter("cpp", R"(f("a", '"', 1'000, ")"), "kQuoted");
  EXPECT_EQ(PositionAfter("cpp", R"(f("//", )"), "kCode");
  EXPECT_EQ(PositionAfter("cpp", "f(); // \"a\""), "kComment");
  EXPECT_EQ(PositionAfter("sql", R"(SELECT 'a\', )"), "kCode");
  EXPECT_EQ(PositionAfter("sql", "a -- it's"), "kComment");
  EXPECT_EQ(PositionAfter("cmake", "set(x \""), "kQuoted");
  EXPECT_EQ(PositionAfter("markdown", "it's \"// # --"), "kCode");
}

TEST(Tmplc, NamesAStructAfterItsPath) {
  EXPECT_EQ(StructName("src/models/doc-list.hpp"), "SrcModelsDocListHpp");
  EXPECT_EQ(StructName(".env.example"), "EnvExample");
}

TEST(Tmplc, PutsTheTemplatesLineBeforeEachSlot) {
  NamedTemplate item{"a.hpp", {}};
  ASSERT_THAT(
      ReadTemplate("templates/a.hpp.tmpl", std::string(kHeader) + "one\ntwo @{b.c} \"@{d}\"\n", item.parsed),
      IsEmpty());
  const std::string source = PrintSource({"n", "v.h", "t.h"}, item);
  EXPECT_THAT(source, HasSubstr("#line 3 \"templates/a.hpp.tmpl\"\n  out.Put<Position::kCode>(view.b.c);\n"));
  EXPECT_THAT(source, HasSubstr("#line 3 \"templates/a.hpp.tmpl\"\n  out.Put<Position::kQuoted>(view.d);\n"));
}

}  // namespace
}  // namespace ingot::tmplc
