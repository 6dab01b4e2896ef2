#include "codegen/targets/cpp-service/rule_tests.h"

#include <algorithm>

#include "codegen/api/routes.h"
#include "codegen/api/wire_text.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/field_tests.h"
#include "codegen/targets/cpp-service/link_tests.h"
#include "codegen/targets/cpp-service/list_tests.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/samples.h"
#include "codegen/text/sql.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using Lines = std::vector<Safe<CppExpr>>;

auto Refuses(const Safe<CppExpr>& body, std::string_view path, Constant code) -> Safe<CppExpr> {
  return CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(post(path_, @), invalid(), @, @))", body, CppString::Quote(path), CppString::Quote(code.View()));
}

auto Fixed(Constant name, Lines lines) -> TestView { return {CppIdentifier::Fixed(name), std::move(lines)}; }

// What every resource does, whatever its fields are.
auto LifeTest(const ir::Model& model) -> TestView {
  Lines lines{CppExpr::Of("const auto created = post(path_, valid_)"),
              CppExpr::Of("ASSERT_EQ(created.status, 201) << created.body"),
              CppExpr::Of("const std::string location = created.header(\"location\")"),
              CppExpr::Of("const auto read = get(location)"),
              CppExpr::Of("ASSERT_EQ(read.status, 200) << read.body"),
              CppExpr::Of("EXPECT_EQ(read.body, created.body)"),
              CppExpr::Of("EXPECT_EQ(get(path_).status, 200)"),
              CppExpr::Of("EXPECT_EQ(put(location, valid_, {{\"If-Match\", read.header(\"etag\")}}).status, 200)"),
              CppExpr::Of("EXPECT_EQ(patch(location, Body{}, {{\"If-Match\", read.header(\"etag\")}}).status, 412)"),
              CppExpr::Of("EXPECT_EQ(del(location, {{\"If-Match\", read.header(\"etag\")}}).status, 412)"),
              CppExpr::Of("EXPECT_EQ(patch(location, Body{}).status, 200)")};
  if (model.timestamps) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(read.at(\"updatedAt\"), read.at(\"createdAt\"))"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).at(\"createdAt\"), created.at(\"createdAt\"))"));
    lines.push_back(CppExpr::Of("EXPECT_NE(get(location).at(\"updatedAt\"), created.at(\"updatedAt\"))"));
  }
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(location).status, 204)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).status, 404)"));
  return Fixed("LivesThroughItsRoutes", std::move(lines));
}

// A value as the text of its JSON in C++.
auto JsonExpr(const ir::App& app, const ir::Field& field, const ir::Value& value) -> Safe<CppExpr> {
  const auto scalar = std::get_if<ir::ScalarType>(&field.type);
  const auto text = std::get_if<std::string>(&value);
  const bool is_text = text != nullptr && !ir::IsKeptAsJson(field.type) && (scalar == nullptr || scalar->kind != ir::ScalarKind::kJson);
  if (is_text) return CppExpr::Of("quoted(@)", CppString::Quote(*text));
  return CppExpr::Of("@", CppString::OneLine(WireText(app, field.type, value)));
}

// A row that keeps all rules but this one is refused: new, in place of another, and when a patch makes it out of one that is there.
auto CheckTest(const ir::App& app, const ir::RowCheck& check, int number) -> std::optional<TestView> {
  if (check.breaks.empty()) return std::nullopt;
  auto body = CppExpr::Of("valid_");
  std::vector<Safe<CppExpr>> changes;
  for (const auto& [id, value] : check.breaks) {
    const auto name = CppString::Quote(ir::WireName(app.fields[id]));
    const auto json = value ? JsonExpr(app, app.fields[id], *value) : CppExpr::Of("\"null\"");
    body = CppExpr::Of("@.with(@, @)", body, name, json);
    changes.push_back(CppExpr::Of("{@, @}", name, json));
  }
  Lines lines{CppExpr::Of("const auto row = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(row.status, 201) << row.body"),
              CppExpr::Of("const auto broken = @", body), CppExpr::Of("const std::string location = row.header(\"location\")")};
  const auto path = CppString::Quote(ir::WireName(app.fields[check.fields.front()]));
  for (const auto& reply : {CppExpr::Of("post(path_, broken)"), CppExpr::Of("put(location, broken)"),
                            CppExpr::Of("patch(location, Body{@})", CppExpr::Join(", ", changes))}) {
    lines.push_back(CppExpr::Of("EXPECT_TRUE(hasProblem(@, invalid(), @, \"check_failed\"))", reply, path));
  }
  return TestView{CppIdentifier::Numbered("KeepsRule", number), std::move(lines)};
}

auto KeepsTest(const ir::App& app, const ir::Model& model) -> TestView {
  Lines lines{CppExpr::Of("const auto reply = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(reply.status, 201) << reply.body")};
  for (const ir::Field* field : SentFields(app, model)) {
    if (std::holds_alternative<ir::RefType>(field->type)) continue;
    const auto kept = field->concealed() ? CppExpr::Of("\"(absent)\"") : SampleJson(app, *field, 0);
    lines.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), @)", CppString::Quote(ir::WireName(*field)), kept));
  }
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.computed) continue;
    if (const auto json = SampleResult(app, model, field)) {
      lines.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), @)", CppString::Quote(field.name), CppString::Quote(*json)));
    }
  }
  return Fixed("KeepsWhatWasSent", std::move(lines));
}

// What an expression gives a new row: a known value, or with `now()` in it at least some value.
void AddMadeValue(const ir::App& app, const ir::Field& field, Lines& lines) {
  const auto name = CppString::Quote(ir::WireName(field));
  if (const auto json = MadeValue(app, field)) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), @)", name, CppString::Quote(*json)));
  } else {
    lines.push_back(CppExpr::Of("EXPECT_NE(reply.at(@), \"null\")", name));
    lines.push_back(CppExpr::Of("EXPECT_NE(reply.at(@), @)", name, SampleJson(app, field, 0)));
  }
}

// What is answered of a field that was left out.
auto LeftOut(const ir::App& app, const ir::Field& field) -> std::string {
  if (field.concealed()) return "(absent)";
  return field.default_value ? WireText(app, field.type, *field.default_value) : "null";
}

// A body without what may be left out gets the defaults, or null.
auto FillsTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  auto body = CppExpr::Of("valid_");
  Lines expectations;
  for (const ir::Field* field : SentFields(app, model)) {
    const bool has_default = field->default_value || field->default_expression;
    if ((field->required && !has_default) || field->kept) continue;
    const auto name = CppString::Quote(ir::WireName(*field));
    body = CppExpr::Of("@.without(@)", body, name);
    if (field->default_expression) {
      AddMadeValue(app, *field, expectations);
    } else {
      const std::string json = LeftOut(app, *field);
      expectations.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), @)", name, CppString::OneLine(json)));
    }
  }
  if (expectations.empty()) return std::nullopt;
  Lines lines{CppExpr::Of("const auto reply = post(path_, @)", body), CppExpr::Of("ASSERT_EQ(reply.status, 201) << reply.body")};
  lines.insert(lines.end(), expectations.begin(), expectations.end());
  return Fixed("FillsWhatIsLeftOut", std::move(lines));
}

// A replacement that leaves fields out: defaults, null, or what an expression once gave.
auto ReplacesTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  auto body = CppExpr::Of("valid_");
  Lines expectations;
  for (const ir::Field* field : SentFields(app, model)) {
    if ((field->required && !field->default_value && !field->default_expression) || field->kept) continue;
    const auto name = CppString::Quote(ir::WireName(*field));
    body = CppExpr::Of("@.without(@)", body, name);
    if (field->default_expression) {
      expectations.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), created.at(@))", name, name));
    } else {
      const std::string json = LeftOut(app, *field);
      expectations.push_back(CppExpr::Of("EXPECT_EQ(reply.at(@), @)", name, CppString::OneLine(json)));
    }
  }
  if (expectations.empty()) return std::nullopt;
  Lines lines{CppExpr::Of("const auto created = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(created.status, 201) << created.body"),
              CppExpr::Of("const auto reply = put(created.header(\"location\"), @)", body), CppExpr::Of("ASSERT_EQ(reply.status, 200) << reply.body")};
  lines.insert(lines.end(), expectations.begin(), expectations.end());
  return Fixed("ReplacesWhatIsLeftOut", std::move(lines));
}

auto ReadOnlyTest(const ir::App& app, const ir::Model& model) -> TestView {
  Lines lines;
  for (const std::string& name : ReadOnlyNames(app, model)) {
    lines.push_back(Refuses(CppExpr::Of("valid_.with(@, \"1\")", CppString::Quote(name)), name, "read_only"));
  }
  return Fixed("RefusesFieldsThatTheServiceSets", std::move(lines));
}

// What is answered of the valid body.
auto Answered(const ir::App& app, const ir::Model& model) -> Safe<CppExpr> {
  auto body = CppExpr::Of("valid_");
  for (const ir::Field* field : ConcealedFields(app, model)) body = CppExpr::Of("@.without(@)", body, CppString::Quote(ir::WireName(*field)));
  return body;
}

// What is only written: no answer tells it, and the row holds it in a form that tells nothing.
auto ConcealedTest(const ir::App& app, const ir::Model& model, const ir::Field& field) -> TestView {
  const auto name = CppString::Quote(ir::WireName(field));
  const auto other = SampleJson(app, field, 1);
  Lines lines{CppExpr::Of("EXPECT_TRUE(conceals(path_, valid_, @, @))", name, other)};
  if (field.secret) {
    lines.push_back(CppExpr::Of("EXPECT_TRUE(seals(path_, valid_, @, @, @::Secrets::@))", name, other, CppIdentifier::Type(model.name), MemberName(field)));
  } else {
    const auto select = SqlText::Of("SELECT @ FROM @ WHERE id = $1", SqlIdentifier::Physical(ir::ColumnName(field)), SqlIdentifier::Physical(model.table));
    lines.push_back(CppExpr::Of("EXPECT_TRUE(hashes(path_, valid_, @, @, @))", name, other, CppString::Quote(select.View())));
  }
  return {CppIdentifier::Suffixed(PascalCase(ir::WireName(field)), "IsOnlyWritten"), std::move(lines)};
}

// The media type that a test sends: one of those that are accepted.
auto SampleType(const ir::Field& field) -> std::string {
  if (field.accept.empty()) return "application/octet-stream";
  std::string type = field.accept.front();
  if (type.ends_with("/*")) type.replace(type.size() - 1, 1, "x-sample");
  return type;
}

auto FileTest(const ir::Field& field) -> TestView {
  const auto call = CppExpr::Of("EXPECT_TRUE(keepsFile(path_, valid_, @, @, @, @))", CppString::Quote(field.name), CppString::Quote(KebabCase(field.name)),
                                CppString::Quote(SampleType(field)), CppLiteral::Integer(std::get<int64_t>(*field.max)));
  return {CppIdentifier::Suffixed(PascalCase(field.name), "IsAFile"), {call}};
}

void AddChange(const Safe<CppString>& name, const Safe<CppExpr>& value, Lines& lines) {
  lines.push_back(CppExpr::Of("expected = expected.with(@, @)", name, value));
  lines.push_back(CppExpr::Of("ASSERT_EQ(patch(location, Body{{@, @}}).status, 200)", name, value));
  lines.push_back(CppExpr::Of("EXPECT_TRUE(holds(get(location), expected))"));
}

// What is stored of a computed field follows the change.
void AddKept(const ir::App& app, const ir::Model& model, const ir::Field& changed, Lines& lines) {
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.kept_computed || &app.fields[SourceOf(app, field)] != &changed) continue;
    if (const auto json = SampleResult(app, model, field, 1))
      lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).at(@), @)", CppString::Quote(field.name), CppString::Quote(*json)));
  }
}

// Each field gets another value and, if it may, null: what is patched is changed, and nothing else.
auto ChangesTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  Lines lines{CppExpr::Of("const auto created = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(created.status, 201) << created.body"),
              CppExpr::Of("const std::string location = created.header(\"location\")"), CppExpr::Of("auto expected = @", Answered(app, model))};
  const size_t fixed = lines.size();
  for (const ir::Field* field : SentFields(app, model)) {
    if (field->concealed()) continue;
    const auto name = CppString::Quote(ir::WireName(*field));
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (Alternates(app, *field)) {
      AddChange(name, SampleJson(app, *field, 1), lines);
      AddKept(app, model, *field, lines);
    }
    if (ref != nullptr && !field->kept && !field->required && app.models[ref->model].name == model.name) AddChange(name, CppExpr::Of("created.at(\"id\")"), lines);
    if (!field->required && !field->kept) AddChange(name, CppExpr::Of("\"null\""), lines);
  }
  if (lines.size() == fixed) return std::nullopt;
  lines.push_back(CppExpr::Of("ASSERT_EQ(put(location, valid_).status, 200)"));
  lines.push_back(CppExpr::Of("EXPECT_TRUE(holds(get(location), @))", Answered(app, model)));
  return Fixed("ChangesEachField", std::move(lines));
}

auto Contains(const std::vector<Id<ir::Field>>& fields, Id<ir::Field> id) -> bool {
  return std::find(fields.begin(), fields.end(), id) != fields.end();
}

// What every version of a row is, whatever its fields are.
auto VersionsTest(const ir::App& app, const ir::Model& model) -> TestView {
  const auto version = CppString::Quote(ir::WireName(app.fields[*model.revision]));
  return Fixed("KeepsEveryVersion", {CppExpr::Of("const auto created = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(created.status, 201) << created.body"),
                                     CppExpr::Of("const std::string location = created.header(\"location\")"),
                                     CppExpr::Of("ASSERT_EQ(put(location, valid_).status, 200)"),
                                     CppExpr::Of("ASSERT_EQ(patch(location, Body{}).at(@), \"3\")", version),
                                     CppExpr::Of("EXPECT_EQ(created.at(@), \"1\")", version),
                                     CppExpr::Of("const auto all = get(location + \"/revisions\")"),
                                     CppExpr::Of("EXPECT_EQ(all.at(\"total\"), \"3\") << all.body"),
                                     CppExpr::Of("EXPECT_TRUE(lists(all, {get(location), get(location + \"/revisions/2\"), created}))"),
                                     CppExpr::Of("EXPECT_TRUE(lists(get(location + \"/revisions?limit=1&page=3\"), {created}))"),
                                     CppExpr::Of("const auto old = get(location + \"/revisions/1\")"), CppExpr::Of("EXPECT_EQ(old.body, created.body)"),
                                     CppExpr::Of("EXPECT_EQ(old.header(\"etag\"), created.header(\"etag\"))"),
                                     CppExpr::Of("EXPECT_EQ(get(location + \"/revisions/4\").status, 404)"),
                                     CppExpr::Of("EXPECT_EQ(get(location + \"/revisions?sort=id\").status, 400)"),
                                     CppExpr::Of("ASSERT_EQ(del(location).status, 204)"),
                                     CppExpr::Of("EXPECT_EQ(get(location + \"/revisions\").status, 404)"),
                                     CppExpr::Of("EXPECT_EQ(get(location + \"/revisions/1\").status, 404)")});
}

// May the valid body leave one of the fields null, so that nothing is unique?
auto MayBeNull(const ir::App& app, const ir::Model& model, const std::vector<Id<ir::Field>>& constraint) -> bool {
  return std::any_of(constraint.begin(), constraint.end(), [&](Id<ir::Field> id) {
    const auto ref = std::get_if<ir::RefType>(&app.fields[id].type);
    if (IsNull(app.fields[id])) return true;
    return ref != nullptr && !app.fields[id].required && app.models[ref->model].name == model.name;
  });
}

// A row that is deleted is nowhere, and comes back as it was.
auto RestoresTest(const ir::App& app, const ir::Model& model) -> TestView {
  Lines lines{CppExpr::Of("const auto created = post(path_, valid_)"), CppExpr::Of("ASSERT_EQ(created.status, 201) << created.body"),
              CppExpr::Of("const std::string location = created.header(\"location\")"),
              CppExpr::Of("EXPECT_EQ(post(location + \"/restore\", Body{}).status, 404)"),
              CppExpr::Of("ASSERT_EQ(del(location).status, 204)"),
              CppExpr::Of("EXPECT_EQ(get(location).status, 404)"),
              CppExpr::Of("EXPECT_TRUE(lists(get(path_), {}))")};
  const bool unique = std::ranges::any_of(model.unique, [&](const auto& constraint) { return !MayBeNull(app, model, constraint); });
  if (unique) {
    lines.push_back(CppExpr::Of("const auto second = post(path_, valid_)"));
    lines.push_back(CppExpr::Of("ASSERT_EQ(second.status, 201) << second.body"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(post(location + \"/restore\", Body{}).status, 409)"));
    lines.push_back(CppExpr::Of("ASSERT_EQ(del(second.header(\"location\")).status, 204)"));
  }
  lines.push_back(CppExpr::Of("const auto restored = post(location + \"/restore\", Body{})"));
  lines.push_back(CppExpr::Of("ASSERT_EQ(restored.status, 200) << restored.body"));
  lines.push_back(CppExpr::Of("EXPECT_TRUE(holds(restored, @))", Answered(app, model)));
  lines.push_back(CppExpr::Of("EXPECT_NE(restored.header(\"etag\"), created.header(\"etag\"))"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).body, restored.body)"));
  lines.push_back(CppExpr::Of("EXPECT_EQ(post(location + \"/restore\", Body{}).status, 404)"));
  if (model.revision) lines.push_back(CppExpr::Of("EXPECT_EQ(get(location + \"/revisions\").at(\"total\"), \"2\")"));
  return Fixed("ComesBackWhenItIsRestored", std::move(lines));
}

// A second row that shares the values of this constraint only; nothing when another one is broken with it.
auto SecondBody(const ir::App& app, const ir::Model& model, const std::vector<Id<ir::Field>>& constraint) -> std::optional<Safe<CppExpr>> {
  auto body = CppExpr::Of("valid_");
  for (const auto& other : model.unique) {
    if (other == constraint) continue;
    const auto changed = std::find_if(other.begin(), other.end(), [&](Id<ir::Field> id) {
      return !Contains(constraint, id) && Alternates(app, app.fields[id]);
    });
    if (changed == other.end()) return std::nullopt;
    const ir::Field& field = app.fields[*changed];
    body = CppExpr::Of("@.with(@, @)", body, CppString::Quote(ir::WireName(field)), SampleJson(app, field, 1));
  }
  return body;
}

void AddUniqueTests(const ir::App& app, const ir::Model& model, std::vector<TestView>& tests) {
  int number = 0;
  for (const auto& constraint : model.unique) {
    ++number;
    if (MayBeNull(app, model, constraint)) continue;
    Lines lines{CppExpr::Of("ASSERT_EQ(post(path_, valid_).status, 201)")};
    if (const auto body = SecondBody(app, model, constraint)) {
      for (const Id<ir::Field> id : constraint) {
        const auto name = CppString::Quote(ir::WireName(app.fields[id]));
        lines.push_back(CppExpr::Of("EXPECT_TRUE(hasProblem(post(path_, @), 409, @, \"not_unique\"))", *body, name));
      }
    } else {
      lines.push_back(CppExpr::Of("EXPECT_EQ(post(path_, valid_).status, 409)"));
    }
    tests.push_back({CppIdentifier::Numbered("UniqueConstraint", number), std::move(lines)});
  }
}

}  // namespace

auto SampleJson(const ir::App& app, const ir::Field& field, int variant) -> Safe<CppExpr> {
  return IsNull(field) ? CppExpr::Of("\"null\"") : JsonExpr(app, field, SampleValue(app, field, variant));
}

auto RuleTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView> {
  std::vector<TestView> tests{LifeTest(model), KeepsTest(app, model)};
  if (auto fills = FillsTest(app, model)) tests.push_back(*std::move(fills));
  if (auto replaces = ReplacesTest(app, model)) tests.push_back(*std::move(replaces));
  if (auto changes = ChangesTest(app, model)) tests.push_back(*std::move(changes));
  tests.push_back(Fixed("RefusesUnknownFields", {Refuses(CppExpr::Of("valid_.with(\"no such field\", \"1\")"), "no such field", "unknown_field")}));
  tests.push_back(ReadOnlyTest(app, model));
  for (const ir::Field* field : SentFields(app, model)) {
    for (TestView& test : FieldRuleTests(app, *field)) tests.push_back(std::move(test));
  }
  for (const ir::Field* field : ConcealedFields(app, model)) tests.push_back(ConcealedTest(app, model, *field));
  for (size_t i = 0; i < model.checks.size(); ++i) {
    if (auto test = CheckTest(app, model.checks[i], static_cast<int>(i) + 1)) tests.push_back(*std::move(test));
  }
  if (model.soft_delete) tests.push_back(RestoresTest(app, model));
  if (model.revision) tests.push_back(VersionsTest(app, model));
  for (const ir::Field* field : FileFields(app, model)) tests.push_back(FileTest(*field));
  AddUniqueTests(app, model, tests);
  for (TestView& test : LinkTests(app, model)) tests.push_back(std::move(test));
  for (TestView& test : ListTests(app, model)) tests.push_back(std::move(test));
  return tests;
}

}  // namespace ingot::codegen::cpp_service
