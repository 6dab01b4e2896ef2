#include "codegen/targets/cpp-service/list_tests.h"

#include <algorithm>
#include <optional>

#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/rule_tests.h"
#include "codegen/targets/cpp-service/samples.h"
#include "codegen/text/sql.h"
#include "compiler/base/json_text.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using Lines = std::vector<Safe<CppExpr>>;

auto Posted(Constant name, const Safe<CppExpr>& body) -> Lines {
  const auto variable = CppIdentifier::Fixed(name);
  return {CppExpr::Of("const auto @ = post(path_, @)", variable, body), CppExpr::Of("ASSERT_EQ(@.status, 201) << @.body", variable, variable)};
}

// Texts, numbers and times have ranges.
auto HasRanges(const ir::FieldType& type) -> bool {
  const auto scalar = std::get_if<ir::ScalarType>(&type);
  if (scalar == nullptr) return false;
  return scalar->kind != ir::ScalarKind::kBool && scalar->kind != ir::ScalarKind::kUuid;
}

// A body that differs from the valid one wherever it can; nothing when a unique constraint stands against a second row.
auto OtherBody(const ir::App& app, const ir::Model& model) -> std::optional<Safe<CppExpr>> {
  const auto sent = SentFields(app, model);
  const auto alternates = [&](Id<ir::Field> id) {
    const ir::Field& field = app.fields[id];
    return std::find(sent.begin(), sent.end(), &field) != sent.end() && Alternates(app, field);
  };
  for (const auto& constraint : model.unique) {
    if (std::none_of(constraint.begin(), constraint.end(), alternates)) return std::nullopt;
  }
  auto body = CppExpr::Of("valid_");
  for (const ir::Field* field : sent) {
    if (Alternates(app, *field)) body = CppExpr::Of("@.with(@, @)", body, CppString::Quote(ir::WireName(*field)), SampleJson(app, *field, 1));
  }
  return body;
}

// The value as the database compares it: an enum is stored as its text.
auto Stored(const ir::App& app, const ir::Field& field, int variant) -> ir::Value {
  const ir::Value value = SampleValue(app, field, variant);
  const auto closed = std::get_if<ir::EnumType>(&field.type);
  if (closed == nullptr) return value;
  return app.enums[closed->id].values[static_cast<size_t>(std::get<int64_t>(value))];
}

// Does the first sample stand before the second?
auto IsLess(const ir::App& app, const ir::Field& field) -> bool { return Stored(app, field, 0) < Stored(app, field, 1); }

// The rows that a filter is asked about: the one whose value it names, and perhaps a second that stands before or behind it
// in the order of the value.
enum class Second { kNone, kBefore, kBehind };

void AddRanges(const std::string& name, Second second, Lines& lines) {
  const int before = second == Second::kBefore ? 1 : 0;
  const int behind = second == Second::kBehind ? 1 : 0;
  for (const auto& [range, count] : {std::pair{"[gt]", behind}, {"[gte]", behind + 1}, {"[lt]", before}, {"[lte]", before + 1}}) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, row.at(@)), @)", CppString::Quote(name + range), CppString::Quote(name), CppLiteral::Integer(count)));
  }
}

// The row is found by its own value, and not by one that no row has.
void AddFieldFilter(const ir::App& app, const ir::Model& model, const ir::Field& field, bool second, Lines& lines) {
  const std::string wire = ir::WireName(field);
  const auto name = CppString::Quote(wire);
  const auto ref = std::get_if<ir::RefType>(&field.type);
  if (IsNull(field)) return;
  if (field.computed) {
    lines.push_back(CppExpr::Of("EXPECT_NE(total(path_, @, row.at(@)), 0)", name, name));
    return;
  }
  const bool alternates = Alternates(app, field);
  if (field.revision) {  // the row was changed, the second was not
    lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, row.at(@)), 1)", name, name));
    return AddRanges(wire, second ? Second::kBefore : Second::kNone, lines);
  }
  if (ref != nullptr) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, quoted(rt::Uuid{})), 0)", name));
    if (!field.required && app.models[ref->model].name == model.name) return;  // null in the row
  } else if (alternates) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, @), @)", name, SampleJson(app, field, 1), CppLiteral::Integer(second ? 1 : 0)));
  }
  const bool shared = second && !alternates;  // the second row has the same value
  lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, row.at(@)), @)", name, name, CppLiteral::Integer(shared ? 2 : 1)));
  if (!HasRanges(field.type) || shared) return;
  AddRanges(wire, !second ? Second::kNone : IsLess(app, field) ? Second::kBehind : Second::kBefore, lines);
}

void AddSystemFilter(ir::SystemColumn column, bool second, Lines& lines) {
  const std::string wire = SystemName(column);
  const auto name = CppString::Quote(wire);
  lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, row.at(@)), 1)", name, name));
  if (column == ir::SystemColumn::kId) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, @, quoted(rt::Uuid{})), 0)", name));
  } else {
    AddRanges(wire, !second ? Second::kNone : column == ir::SystemColumn::kCreatedAt ? Second::kBehind : Second::kBefore, lines);
  }
}

// Two rows where there can be two, the first changed after the second was made: its times stand in both orders.
auto Rows(const ir::App& app, const ir::Model& model, bool second) -> Lines {
  Lines lines = Posted("first", CppExpr::Of("valid_"));
  if (second) {
    for (const auto& line : Posted("second", *OtherBody(app, model))) lines.push_back(line);
  }
  lines.push_back(CppExpr::Of("const auto row = patch(first.header(\"location\"), Body{})"));
  lines.push_back(CppExpr::Of("ASSERT_EQ(row.status, 200) << row.body"));
  return lines;
}

auto FilterTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  if (model.resource->filters.empty()) return std::nullopt;
  const bool second = OtherBody(app, model).has_value();
  Lines lines = Rows(app, model, second);
  for (const ir::ListColumn& column : model.resource->filters) {
    std::visit(Match{
                   [&](Id<ir::Field> id) { AddFieldFilter(app, model, app.fields[id], second, lines); },
                   [&](ir::SystemColumn system) { AddSystemFilter(system, second, lines); },
               },
               column);
  }
  return TestView{CppIdentifier::Fixed("FiltersItsList"), std::move(lines)};
}

void AddOrder(const std::string& name, bool first_is_less, Lines& lines) {
  const auto less = CppIdentifier::Fixed("first");
  const auto more = CppIdentifier::Fixed("second");
  const auto& front = first_is_less ? less : more;
  const auto& back = first_is_less ? more : less;
  lines.push_back(CppExpr::Of("EXPECT_TRUE(lists(get(path_ + @), {@, @}))", CppString::Quote("?sort=" + name), front, back));
  lines.push_back(CppExpr::Of("EXPECT_TRUE(lists(get(path_ + @), {@, @}))", CppString::Quote("?sort=-" + name), back, front));
}

auto SortTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  if (!OtherBody(app, model)) return std::nullopt;
  Lines lines = Rows(app, model, true);
  const size_t fixed = lines.size();
  const auto sent = SentFields(app, model);
  for (const ir::ListColumn& column : model.resource->sorts) {
    std::visit(Match{
                   [&](Id<ir::Field> id) {
                     const ir::Field& field = app.fields[id];
                     const bool told_apart = std::find(sent.begin(), sent.end(), &field) != sent.end() && Alternates(app, field);
                     if (field.revision) AddOrder(ir::WireName(field), false, lines);
                     if (told_apart) AddOrder(ir::WireName(field), IsLess(app, field), lines);
                   },
                   [&](ir::SystemColumn system) { AddOrder(SystemName(system), system != ir::SystemColumn::kUpdatedAt, lines); },
               },
               column);
  }
  if (lines.size() == fixed) return std::nullopt;
  return TestView{CppIdentifier::Fixed("SortsItsList"), std::move(lines)};
}

// The first word of a text in ASCII, as a client may ask for it; or nothing.
auto WordOf(const std::string& text) -> std::string {
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; })) return "";
  const auto part = [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); };
  const auto begin = std::find_if(text.begin(), text.end(), part);
  return {begin, std::find_if_not(begin, text.end(), part)};
}

// A row is found by a word of its own wherever it stands in the query; signs and quotes are nothing but signs.
auto SearchTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  for (const Id<ir::Field> id : model.search) {
    const ir::Field& field = app.fields[id];
    const auto sent = SentFields(app, model);
    if (std::find(sent.begin(), sent.end(), &field) == sent.end()) continue;
    const std::string word = WordOf(std::get<std::string>(SampleValue(app, field, 0)));
    if (word.empty()) continue;
    Lines lines = Posted("row", CppExpr::Of("valid_"));
    const auto finds = [&](const std::string& words, int count) {
      lines.push_back(CppExpr::Of("EXPECT_EQ(total(path_, \"q\", @), @)", CppString::Quote(JsonString(words)), CppLiteral::Integer(count)));
    };
    finds(word, 1);
    finds("\"" + word + "\" & !(*" + word, 1);
    finds(word + " nosuchwordhere", 0);
    finds("\"'*()&|!<->:\\", 1);
    lines.push_back(CppExpr::Of("EXPECT_TRUE(lists(get(path_ + @), {row}))", CppString::Quote("?limit=1&q=" + word)));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + \"?q=%00\").status, 400)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + \"?q=\" + std::string(201, 'a')).status, 400)"));
    lines.push_back(CppExpr::Of("ASSERT_EQ(del(row.header(\"location\")).status, 204)"));
    finds(word, 0);
    return TestView{CppIdentifier::Fixed("FindsWords"), std::move(lines)};
  }
  return std::nullopt;
}

auto ReferenceTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  Lines lines = Posted("row", CppExpr::Of("valid_"));
  const size_t fixed = lines.size();
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr || IsNull(*field)) continue;
    const auto query = CppString::Quote("?include=" + field->name);
    if (!field->required && app.models[ref->model].name == model.name) {
      lines.push_back(CppExpr::Of("EXPECT_EQ(get(row.header(\"location\") + @).at(@), \"null\")", query, CppString::Quote(field->name)));
      continue;
    }
    const auto wire = CppString::Quote(ir::WireName(*field));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(row.header(\"location\") + @).at(@), row.at(@))", query, CppString::Quote(field->name + ".id"), wire));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + @).at(@), row.at(@))", query, CppString::Quote("data.0." + field->name + ".id"), wire));
  }
  if (lines.size() == fixed) return std::nullopt;
  return TestView{CppIdentifier::Fixed("IncludesWhatItRefersTo"), std::move(lines)};
}

// Rows that must refer to this model's row are made with it; others refer to nothing.
auto ReferringTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  const auto make = CppIdentifier::Prefixed("make", model.name);
  Lines lines{CppExpr::Of("rt::Uuid id"), CppExpr::Of("write([&](rt::Session& session) { id = fixtures_.@(session); })", make),
              CppExpr::Of("const std::string location = path_ + \"/\" + rt::format(id)")};
  const size_t fixed = lines.size();
  for (const Id<ir::Field> id : model.inverses) {
    const ir::Field& field = app.fields[id];
    const auto query = CppString::Quote("?include=" + field.inverse);
    const bool single = ir::IsOneToOne(app, field);
    if (!field.required) {
      lines.push_back(CppExpr::Of("EXPECT_EQ(get(location + @).at(@), @)", query, CppString::Quote(field.inverse), CppString::Quote(single ? "null" : "[]")));
      continue;
    }
    const std::string member = field.inverse + (single ? ".id" : ".0.id");
    const auto child = CppIdentifier::Prefixed("make", app.models[field.model].name);
    lines.push_back(CppExpr::Of("write([&](rt::Session& session) { id = fixtures_.@(session); })", child));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(location + @).at(@), quoted(id))", query, CppString::Quote(member)));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(path_ + @).at(@), quoted(id))", query, CppString::Quote("data.0." + member)));
  }
  if (lines.size() == fixed) return std::nullopt;
  return TestView{CppIdentifier::Fixed("IncludesWhatRefersToIt"), std::move(lines)};
}

// Does a fixture of the model make a row that refers to `target`, itself or by what it needs?
auto Needs(const ir::App& app, const ir::Model& model, Id<ir::Model> target) -> bool {
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr || !field->required) continue;
    if (ref->model == target || Needs(app, app.models[ref->model], target)) return true;
  }
  return false;
}

// Is this reference the only one that the rows of a test of the model hold to its target?
auto IsAlone(const ir::App& app, const ir::Model& model, const ir::Field& reference) -> bool {
  const Id<ir::Model> target = std::get<ir::RefType>(reference.type).model;
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr || field == &reference || app.models[ref->model].name == model.name) continue;
    if (ref->model == target || Needs(app, app.models[ref->model], target)) return false;
  }
  return true;
}

void AddDeletion(const ir::App& app, const ir::Field& field, Lines& lines) {
  const auto ref = std::get<ir::RefType>(field.type);
  const auto remove = CppExpr::Of("write([&](rt::Session& session) { session.execute(rt::Statement{@}, rt::Params(fixtures_.@(session))); })",
                                  CppString::Quote(SqlText::Of("DELETE FROM @ WHERE id = $1", SqlIdentifier::Physical(app.models[ref.model].table)).View()),
                                  CppIdentifier::Prefixed("make", app.models[ref.model].name));
  for (const auto& line : Posted("row", CppExpr::Of("valid_"))) lines.push_back(line);
  lines.push_back(CppExpr::Of("const std::string location = row.header(\"location\")"));
  if (ref.on_delete == ir::OnDelete::kRestrict) {
    lines.push_back(CppExpr::Of("EXPECT_THROW(@, rt::Failure)", remove));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).status, 200)"));
    return;
  }
  lines.push_back(remove);
  if (ref.on_delete == ir::OnDelete::kCascade) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).status, 404)"));
  } else {
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).at(@), \"null\")", CppString::Quote(ir::WireName(field))));
    lines.push_back(CppExpr::Of("EXPECT_NE(get(location).header(\"etag\"), row.header(\"etag\"))"));
  }
}

// A row that another of its kind refers to.
auto SelfDeletion(const ir::App& app, const ir::Model& model, const ir::Field& field) -> std::optional<Lines> {
  const auto other = OtherBody(app, model);
  if (!other) return std::nullopt;
  const auto wire = CppString::Quote(ir::WireName(field));
  Lines lines = Posted("first", CppExpr::Of("valid_"));
  for (const auto& line : Posted("second", CppExpr::Of("@.with(@, first.at(\"id\"))", *other, wire))) lines.push_back(line);
  const auto kind = std::get<ir::RefType>(field.type).on_delete;
  lines.push_back(CppExpr::Of("EXPECT_EQ(del(first.header(\"location\")).status, @)", CppLiteral::Integer(kind == ir::OnDelete::kRestrict ? 409 : 204)));
  if (kind == ir::OnDelete::kSetNull) {
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(second.header(\"location\")).at(@), \"null\")", wire));
    lines.push_back(CppExpr::Of("EXPECT_NE(get(second.header(\"location\")).header(\"etag\"), second.header(\"etag\"))"));
    if (model.timestamps) lines.push_back(CppExpr::Of("EXPECT_NE(get(second.header(\"location\")).at(\"updatedAt\"), second.at(\"updatedAt\"))"));
  } else {
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(second.header(\"location\")).status, @)", CppLiteral::Integer(kind == ir::OnDelete::kCascade ? 404 : 200)));
  }
  return lines;
}

// What becomes of a row when the one that it refers to is deleted.
auto DeletionTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView> {
  std::vector<TestView> tests;
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr || field->kept) continue;
    Lines lines;
    if (app.models[ref->model].name == model.name) {
      auto self = SelfDeletion(app, model, *field);
      if (!self) continue;
      lines = *std::move(self);
    } else {
      if (!IsAlone(app, model, *field)) continue;
      AddDeletion(app, *field, lines);
    }
    tests.push_back({CppIdentifier::Suffixed(PascalCase(field->name), "MayBeDeleted"), std::move(lines)});
  }
  return tests;
}

// A row answers under its own parents, and nothing happens to it under others.
auto ParentTest(const ir::App& app, const ir::Model& model) -> std::optional<TestView> {
  const auto parents = static_cast<int>(Ancestors(app, model).size());
  if (parents == 0) return std::nullopt;
  Lines lines = Posted("row", CppExpr::Of("valid_"));
  lines.push_back(CppExpr::Of("const std::string location = row.header(\"location\")"));
  lines.push_back(CppExpr::Of("const std::string id = location.substr(path_.size())"));
  lines.push_back(CppExpr::Of("std::string stray"));
  for (int i = 0; i < parents; ++i) {
    lines.push_back(CppExpr::Of("write([&]([[maybe_unused]] rt::Session& session) { stray = @; })", CollectionExpr(app, model, i)));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(stray).status, 404)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(post(stray, valid_).status, 404)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(get(stray + id).status, 404)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(patch(stray + id, Body{}).status, 404)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(put(stray + id, valid_).status, 404)"));
    lines.push_back(CppExpr::Of("EXPECT_EQ(del(stray + id).status, 404)"));
  }
  lines.push_back(CppExpr::Of("EXPECT_EQ(get(location).header(\"etag\"), row.header(\"etag\"))"));
  return TestView{CppIdentifier::Fixed("LivesUnderItsParents"), std::move(lines)};
}

}  // namespace

auto CollectionExpr(const ir::App& app, const ir::Model& model, int stray) -> Safe<CppExpr> {
  const auto ancestors = Ancestors(app, model);
  if (ancestors.empty()) return CppExpr::Of("@", CppString::Quote(CollectionPath(app, model)));
  std::vector<Safe<CppExpr>> parts;
  std::string text = app.info.prefix;
  for (int at = static_cast<int>(ancestors.size()) - 1; at >= 0; --at) {
    const ir::Model& ancestor = *ancestors[static_cast<size_t>(at)];
    parts.push_back(CppExpr::Of("@", CppString::Quote(text + "/" + ancestor.resource->path + "/")));
    parts.push_back(at == stray ? CppExpr::Of("rt::format(rt::Uuid{})")
                                : CppExpr::Of("rt::format(fixtures_.@(session))", CppIdentifier::Prefixed("make", ancestor.name)));
    text.clear();
  }
  parts.push_back(CppExpr::Of("@", CppString::Quote("/" + model.resource->path)));
  return CppExpr::Join(" + ", parts);
}

auto ListTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView> {
  std::vector<TestView> tests;
  for (const auto make : {FilterTest, SortTest, SearchTest, ReferenceTest, ReferringTest, ParentTest}) {
    if (auto test = make(app, model)) tests.push_back(*std::move(test));
  }
  for (TestView& test : DeletionTests(app, model)) tests.push_back(std::move(test));
  return tests;
}

}  // namespace ingot::codegen::cpp_service
