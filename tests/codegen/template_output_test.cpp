// What compiled templates write, and what `ingot_embed` keeps.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/plan/planned_file.h"
#include "tests/codegen/sample/sample_files.h"
#include "tests/codegen/sample/templates.h"

namespace ingot::codegen::sample {
namespace {

auto Order() -> ModelView {
  const auto text = CppType::Of("std::string");
  return {.file = Path::Kebab("OrderLine"),
          .header = CppPath::Include(Path::Of("models/@.hpp", Path::Kebab("OrderLine"))),
          .name = CppIdentifier::Type("OrderLine"),
          .fields = {{CppIdentifier::Value("id"),
                      {CppType::Of("std::int64_t"), false},
                      CppString::Quote("the \"id\""),
                      {},
                      1},
                     {CppIdentifier::Value("class"),
                      {text, true},
                      CppString::Quote("first line\nsecond line"),
                      {CppExpr::Of("a &&\nb"), CppExpr::Of("c")},
                      2},
                     {CppIdentifier::Value("note"), {text, true}, CppString::Quote(""), {}, 3}},
          .audited = false};
}

TEST(CompiledTemplate, WritesCpp) {
  EXPECT_EQ(templates::SrcModelHpp::PathOf(Order()), "src/models/order-line.hpp");
  EXPECT_EQ(templates::SrcModelHpp::Render(Order()), R"(// OrderLine is sent to user@example.org.
#pragma once

#include "models/order-line.hpp"

struct OrderLine {
  std::int64_t id;
  std::optional<std::string> class_;
  std::optional<std::string> note;

  static constexpr auto kFields = rt::fields(
      rt::Field{"the \"id\"", 1},
      rt::Field{"first line\n"
                "second line", 2},
      rt::Field{"", 3}
  );
  // Nobody looks.
};

void check_class_() {
  require(a &&
          b);
  require(c);
}

void check_note() {
}
)");
}

TEST(CompiledTemplate, WritesSql) {
  const auto type = SqlText::Of("TEXT");
  const TableView view{.number = 7,
                       .table = SqlIdentifier::Physical("orders"),
                       .columns = {{SqlIdentifier::Named("order"), type, SqlLiteral::Text("it's\nso"), true},
                                   {SqlIdentifier::Named("projectId"), type, SqlLiteral::Text(""), false}}};
  EXPECT_EQ(templates::TableSql::PathOf(view), "db/7_table.sql");
  EXPECT_EQ(templates::TableSql::kKind, FileKind::kAppendOnly);
  EXPECT_EQ(templates::TableSql::Render(view), R"(-- The columns of orders.
CREATE TABLE orders (
  "order" TEXT DEFAULT 'it''s
so',
  project_id TEXT
);
)");
}

TEST(CompiledTemplate, WritesTheOtherLanguages) {
  const ReadmeView view{.project = CMakeName::Slug("toolkit-sync"),
                        .title = MarkdownText::Plain("# a *b*\n<script>"),
                        .quoted = JsonString::Quote("</script>\n"),
                        .value = EnvText::Value("a $b"),
                        .large = 9007199254740991};
  EXPECT_EQ(templates::READMEMd::Render(view),
            "# \\# a \\*b\\* \\<script\\>\n\n\"\\# a \\*b\\* \\<script\\>\" at 9007199254740991?\? and ?\?/ "
            "and \"\\d\"\n");
  EXPECT_EQ(templates::READMEMd::kKind, FileKind::kOnce);
  EXPECT_EQ(templates::DataJson::Render(view),
            "{\"title\": \"\\u003c/script>\\n\", \"large\": 9007199254740991}\n");
  EXPECT_EQ(templates::CMakeListsTxt::Render(view), "project(\"toolkit-sync\") # toolkit-sync\n");
  EXPECT_EQ(templates::EnvExample::Render(view), "TITLE=\"a \\$b\"\n");
  EXPECT_EQ(templates::kAll.size(), 6u);
}

TEST(CompiledTemplate, BecomesAPlannedFile) {
  const PlannedFile file = FromTemplate<templates::SrcModelHpp>(Order(), "models.OrderLine");
  EXPECT_EQ(file.path, "src/models/order-line.hpp");
  EXPECT_EQ(file.origin, "models.OrderLine");
  EXPECT_EQ(file.template_name, "src/model.hpp");
  EXPECT_EQ(file.kind, FileKind::kGenerated);
  EXPECT_EQ(file.render(), templates::SrcModelHpp::Render(Order()));
}

TEST(Embed, KeepsEveryByteInTheOrderOfPaths) {
  const auto files = SampleFiles();
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].path, "a/text.txt");
  EXPECT_EQ(files[0].bytes, "a \"text\"\n\\ ?\?/ with a tail");
  EXPECT_EQ(files[1].path, "b.bin");
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  EXPECT_EQ(files[1].bytes, every + "\n0\n");
  EXPECT_EQ(files[2].path, "empty.txt");
  EXPECT_EQ(files[2].bytes, "");
}

}  // namespace
}  // namespace ingot::codegen::sample
