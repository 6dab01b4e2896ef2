#include "codegen/targets/cpp-service/field_tests.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "codegen/api/wire_text.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/samples.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using Lines = std::vector<Safe<CppExpr>>;

constexpr int64_t kMostOfInt = 9'007'199'254'740'991;    // 2^53 - 1
constexpr int64_t kLongestTestText = 4'000'000;          // a longer one does not fit into a body
constexpr int64_t kLongestTestList = 500'000;           // bytes of JSON
constexpr int64_t kLongestPassword = 72;
constexpr int64_t kFirstDay = -719'162, kLastDay = 2'932'896;  // 0001-01-01 to 9999-12-31
constexpr int64_t kMicrosPerDay = 86'400'000'000;

auto Expression(const Safe<CppString>& text) -> Safe<CppExpr> { return CppExpr::Of("@", text); }

// `listed(value, 3)`: an array of the same value.
auto Listed(const Safe<CppExpr>& json, int64_t count) -> Safe<CppExpr> {
  return count == 1 ? CppExpr::Of("listed(@)", json) : CppExpr::Of("listed(@, @)", json, CppLiteral::Integer(count));
}

// `valid_.with("name", value)`; of each item of a list, a list of as many as there must be.
auto With(const ir::Field& field, const Safe<CppExpr>& json) -> Safe<CppExpr> {
  if (field.item) {
    const int64_t count = std::max<int64_t>(field.min_items, 1);
    return CppExpr::Of("valid_.with(@, @)", CppString::Quote(ir::WireName(field)), Listed(json, count));
  }
  return CppExpr::Of("valid_.with(@, @)", CppString::Quote(ir::WireName(field)), json);
}

auto Without(const ir::Field& field) -> Safe<CppExpr> {
  return CppExpr::Of("valid_.without(@)", CppString::Quote(ir::WireName(field)));
}

auto Accepts(const Safe<CppExpr>& body) -> Safe<CppExpr> { return CppExpr::Of("EXPECT_EQ(post(path_, @).status, 201)", body); }

// The field is refused whatever the request: in a new row, in a replacement, in a patch.
auto RefusesField(const ir::Field& field, const Safe<CppExpr>& json, Constant code) -> Safe<CppExpr> {
  if (field.item) {
    return CppExpr::Of("EXPECT_TRUE(hasProblem(post(path_, @), invalid(), @, @))", With(field, json), CppString::Quote(ir::WireName(field) + "[0]"),
                       CppString::Quote(code.View()));
  }
  return CppExpr::Of("EXPECT_TRUE(refuses(path_, valid_, @, @, @))", CppString::Quote(ir::WireName(field)), json, CppString::Quote(code.View()));
}

auto Refuses(const Safe<CppExpr>& body, std::string_view path, Constant code) -> Safe<CppExpr> {
  return CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(post(path_, @), invalid(), @, @))", body, CppString::Quote(path), CppString::Quote(code.View()));
}

auto Repeated(int64_t count) -> Safe<CppExpr> { return CppExpr::Of("repeated(\"x\", @)", CppLiteral::Integer(count)); }

// The smallest and largest value that the type itself can hold, as ir::Value holds it.
struct Range {
  int64_t least;
  int64_t most;
};

auto RangeOf(const ir::ScalarType& type) -> Range {
  switch (type.kind) {
    case ir::ScalarKind::kInt:
      return {-kMostOfInt, kMostOfInt};
    case ir::ScalarKind::kDate:
      return {kFirstDay, kLastDay};
    case ir::ScalarKind::kTime:
      return {0, kMicrosPerDay - 1};
    case ir::ScalarKind::kTimestamp:
      return {kFirstDay * kMicrosPerDay, (kLastDay + 1) * kMicrosPerDay - 1};
    case ir::ScalarKind::kDecimal: {
      int64_t most = 1;
      for (int i = 0; i < type.precision; ++i) most *= 10;
      return {1 - most, most - 1};
    }
    default:
      return {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  }
}

// The tests of one field.
class FieldTests {
 public:
  FieldTests(const ir::App& app, const ir::Field& field) : app_(app), field_(field), wire_(ir::WireName(field)) {}

  auto All() -> std::vector<TestView> {
    if (field_.required && !field_.item) AddRequired();
    std::visit(Match{
                   [&](const ir::ScalarType& type) { AddScalar(type); },
                   [&](const ir::EnumType& closed) { AddEnum(app_.enums[closed.id]); },
                   [&](const ir::RefType&) { if (!field_.kept) AddReference(); },
                   [&](const ir::ListType& list) { AddList(list); },
                   [&](const ir::ObjectType& object) { AddObject(app_.types[object.id]); },
               },
               field_.type);
    return std::move(tests_);
  }

 private:
  void Add(Constant suffix, Lines lines) {
    const std::string name = PascalCase(wire_);
    tests_.push_back({field_.item ? CppIdentifier::Suffixed(name, suffix, "InEachItem") : CppIdentifier::Suffixed(name, suffix), std::move(lines)});
  }

  // With a second mistake in the body, the answer must come from the checks: the database too refuses a null.
  void AddRequired() {
    const auto null = Expression(CppString::Quote("null"));
    const auto twice = CppExpr::Of("@.with(\"no such field\", \"1\")", With(field_, null));
    Add("IsRequired", {RefusesField(field_, null, "required"),
                       CppExpr::Of("EXPECT_TRUE(hasProblem(post(path_, @), invalid(), @, \"required\"))", twice, CppString::Quote(wire_)),
                       field_.default_value || field_.default_expression ? AcceptsLeftOut() : Refuses(Without(field_), wire_, "required")});
  }

  // Without a word about it where the checks of the model may want another value.
  auto AcceptsLeftOut() const -> Safe<CppExpr> {
    const bool kept = !field_.kept || (field_.default_value && KeepsChecks(app_, field_, *field_.default_value));
    return kept ? Accepts(Without(field_)) : Accepts(CppExpr::Of("valid_"));
  }

  // The value of a bound, where the checks of the model take it.
  void AddAccepted(const ir::Value& value, Lines& lines) {
    if (KeepsChecks(app_, field_, value)) lines.push_back(Accepts(With(field_, Expression(CppString::Quote(WireText(app_, field_.type, value))))));
  }

  void AddScalar(const ir::ScalarType& type) {
    const ir::FieldTypeSpec& spec = ir::SpecOf(type.kind);
    if (spec.json != "any") AddWrongType(spec.json == "boolean" ? "\"x\"" : "true");
    if (type.kind == ir::ScalarKind::kDecimal) AddPrecision(type);
    if (spec.bounds == ir::Bounds::kValue && spec.value == ir::ValueForm::kInteger) AddIntegerBounds(type);
    if (spec.bounds == ir::Bounds::kValue && spec.value == ir::ValueForm::kReal) AddRealBounds();
    if (spec.bounds == ir::Bounds::kBytes) {
      AddText("IsBase64", "AAEC_w==", "invalid_format");
      AddLengths(type.kind);
    }
    if (spec.bounds == ir::Bounds::kLength) {
      AddLengths(type.kind);
      AddTextRules(spec);
    }
  }

  void AddTextRules(const ir::FieldTypeSpec& spec) {
    const auto refused = RefusedText(field_);
    if (!refused) return;
    if (field_.pattern) {
      AddText("HasAPattern", *refused, "pattern_mismatch");
    } else if (field_.password()) {
      Add("FitsIntoItsHash", {RefusesField(field_, Repeated(kLongestPassword + 1), "too_long")});
    } else if (spec.text_rule != "none") {
      AddText("HasAFormat", *refused, "invalid_format");
    }
  }

  void AddWrongType(std::string_view json) {
    Add("HasAType", {RefusesField(field_, Expression(CppString::Quote(json)), "wrong_type")});
  }

  void AddText(Constant name, std::string_view text, Constant code) {
    Add(name, {RefusesField(field_, CppExpr::Of("quoted(@)", CppString::Quote(text)), code)});
  }

  // A value of this length: characters of a text, bytes in base64.
  static auto OfLength(ir::ScalarKind kind, int64_t length) -> Safe<CppExpr> {
    if (ir::SpecOf(kind).bounds == ir::Bounds::kLength) return Repeated(length);
    return CppExpr::Of("zeros(@)", CppLiteral::Integer(length));
  }

  // Any text of the right length is accepted only where no pattern or format has a word in it.
  void AddLengths(ir::ScalarKind kind) {
    const bool any_text = !field_.kept && !field_.pattern && ir::SpecOf(kind).text_rule == "none";
    if (field_.min && std::get<int64_t>(*field_.min) > 0) {
      const int64_t least = std::get<int64_t>(*field_.min);
      Lines lines{RefusesField(field_, OfLength(kind, least - 1), "too_short")};
      if (any_text) lines.push_back(Accepts(With(field_, OfLength(kind, least))));
      Add("HasAMinimumLength", std::move(lines));
    }
    if (field_.max && std::get<int64_t>(*field_.max) <= kLongestTestText) {
      const int64_t most = std::get<int64_t>(*field_.max);
      Lines lines{RefusesField(field_, OfLength(kind, most + 1), "too_long")};
      if (any_text) lines.push_back(Accepts(With(field_, OfLength(kind, most))));
      Add("HasAMaximumLength", std::move(lines));
    }
  }

  auto Json(int64_t value) -> Safe<CppExpr> { return Expression(CppString::Quote(WireText(app_, field_.type, ir::Value{value}))); }
  auto Json(double value) -> Safe<CppExpr> { return Expression(CppString::Quote(WireText(app_, field_.type, ir::Value{value}))); }

  void AddPrecision(const ir::ScalarType& type) {
    Add("HasAPrecision", {RefusesField(field_, Json(RangeOf(type).most + 1), "precision")});
  }

  void AddIntegerBounds(const ir::ScalarType& type) {
    const Range range = RangeOf(type);
    if (field_.min && std::get<int64_t>(*field_.min) > range.least) {
      const int64_t least = std::get<int64_t>(*field_.min);
      Lines lines{RefusesField(field_, Json(least - 1), "too_small")};
      AddAccepted(least, lines);
      Add("HasAMinimum", std::move(lines));
    }
    if (field_.max && std::get<int64_t>(*field_.max) < range.most) {
      const int64_t most = std::get<int64_t>(*field_.max);
      Lines lines{RefusesField(field_, Json(most + 1), "too_large")};
      AddAccepted(most, lines);
      Add("HasAMaximum", std::move(lines));
    }
  }

  void AddRealBounds() {
    constexpr double kMost = std::numeric_limits<double>::max();
    if (field_.min && std::get<double>(*field_.min) > -kMost) {
      const double least = std::get<double>(*field_.min);
      Lines lines{RefusesField(field_, Json(std::nextafter(least, -kMost)), "too_small")};
      AddAccepted(least, lines);
      Add("HasAMinimum", std::move(lines));
    }
    if (field_.max && std::get<double>(*field_.max) < kMost) {
      const double most = std::get<double>(*field_.max);
      Lines lines{RefusesField(field_, Json(std::nextafter(most, kMost)), "too_large")};
      AddAccepted(most, lines);
      Add("HasAMaximum", std::move(lines));
    }
  }

  void AddEnum(const ir::Enum& closed) {
    AddWrongType("true");
    AddText("IsAClosedList", ForeignText(closed), "not_in_list");
  }

  void AddList(const ir::ListType& list) {
    AddWrongType("true");
    const ir::Field item = ir::ItemOf(field_);
    const std::string sample = WireText(app_, ir::ElementType(list), SampleValue(app_, item, 0));
    const auto json = Expression(CppString::OneLine(sample));
    Add("HasNoNulls", {RefusesField(item, Expression(CppString::Quote("null")), "wrong_type")});
    if (field_.min_items > 0) Add("HasAMinimum", {RefusesField(field_, Listed(json, field_.min_items - 1), "too_few")});
    if (static_cast<int64_t>(sample.size() + 1) * field_.max_items < kLongestTestList) {
      Add("HasAMaximum", {RefusesField(field_, Listed(json, field_.max_items + 1), "too_many")});
    }
    for (TestView& test : FieldTests(app_, item).All()) tests_.push_back(std::move(test));
  }

  // A value that is refused for one of its members only.
  auto RefusesMember(const ir::ValueType& type, const ir::Field& member, std::string_view json, Constant code) const -> Safe<CppExpr> {
    const auto text = CppString::OneLine(ObjectSample(app_, type, 0, &member, json));
    return Refuses(With(field_, Expression(text)), PathInside(member.name), code);
  }

  auto PathInside(std::string_view name) const -> std::string { return wire_ + (field_.item ? "[0]." : ".") + std::string(name); }

  void AddObject(const ir::ValueType& type) {
    AddWrongType("true");
    Lines lines;
    for (const Id<ir::Field> id : type.members) {
      const ir::Field& member = app_.fields[id];
      if (member.required) lines.push_back(RefusesMember(type, member, "null", "required"));
      if (member.required && !member.default_value) lines.push_back(RefusesMember(type, member, "", "required"));
      const auto scalar = std::get_if<ir::ScalarType>(&member.type);
      const std::string_view json = scalar == nullptr ? "number" : ir::SpecOf(scalar->kind).json;
      if (json != "any") lines.push_back(RefusesMember(type, member, json == "boolean" ? "1" : "true", "wrong_type"));
    }
    std::string more = ObjectSample(app_, type, 0);
    more.replace(more.size() - 1, 1, ",\"no such member\":1}");
    lines.push_back(Refuses(With(field_, Expression(CppString::OneLine(more))), PathInside("no such member"), "unknown_field"));
    Add("KeepsTheRulesOfItsMembers", std::move(lines));
  }

  void AddReference() {
    const auto missing = Expression(CppString::Quote("\"00000000-0000-7000-8000-000000000000\""));
    Add("RefersToARow", {RefusesField(field_, missing, "missing_reference")});
  }

  const ir::App& app_;
  const ir::Field& field_;
  std::string wire_;
  std::vector<TestView> tests_;
};

}  // namespace

auto FieldRuleTests(const ir::App& app, const ir::Field& field) -> std::vector<TestView> { return FieldTests(app, field).All(); }

}  // namespace ingot::codegen::cpp_service
