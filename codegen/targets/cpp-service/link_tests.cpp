#include "codegen/targets/cpp-service/link_tests.h"

#include "codegen/api/routes.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using Lines = std::vector<Safe<CppExpr>>;

auto LinkTest(const ir::App& app, const ir::Model& model, const ir::Link& link) -> TestView {
  const ir::Model& target = app.models[link.target];
  const auto make = CppIdentifier::Prefixed("make", target.name);
  const auto query = CppString::Quote("?include=" + link.name);
  Lines lines{CppExpr::Of("const auto row = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(row.status, 201) << row.body"),
              CppExpr::Of("const std::string location = row.header(\"location\")"),
              CppExpr::Of("const std::string links = location + @", CppString::Quote("/" + KebabCase(link.name))), CppExpr::Of("std::string other")};
  const bool self = target.name == model.name;
  if (self) {  // a row may be linked with itself
    lines.push_back(CppExpr::Of("other = location.substr(path_.size() + 1)"));
  } else {
    lines.push_back(CppExpr::Of("write([&](rt::Session& session) { other = rt::format(fixtures_.@(session)); })", make));
  }
  lines.push_back(CppExpr::Of("const std::string one = links + \"/\" + other"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(links).at(\"total\"), \"0\")"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location + @).at(@), \"[]\")", query, CppString::Quote(link.name)));
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(one).status, 404)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(put(one, Body{}).status, 204)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(put(one, Body{}).status, 204)"));  // it is there
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(links).at(\"total\"), \"1\")"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(links).at(\"data.0.id\"), '\"' + other + '\"')"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location + @).at(@), '\"' + other + '\"')", query, CppString::Quote(link.name + ".0.id")));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + @).at(@), '\"' + other + '\"')", query, CppString::Quote("data.0." + link.name + ".0.id")));
  lines.push_back(CppExpr::Of("EXPECT_EQ(put(links + \"/\" + rt::format(rt::Uuid{}), Body{}).status, 404)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + \"/\" + rt::format(rt::Uuid{}) + @).status, 404)", CppString::Quote("/" + KebabCase(link.name))));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).header(\"etag\"), row.header(\"etag\"))"));  // the row is the same
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(one).status, 204)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(one).status, 404)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(links).at(\"total\"), \"0\")"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(put(one, Body{}).status, 204)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(location).status, 204)"));  // the link goes with the row
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(links).status, 404)"));
  return TestView{CppIdentifier::Prefixed("Links", PascalCase(link.name)), std::move(lines)};
}

}  // namespace

auto LinkTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView> {
  std::vector<TestView> tests;
  for (const ir::Link& link : model.links) tests.push_back(LinkTest(app, model, link));
  return tests;
}

}  // namespace ingot::codegen::cpp_service
