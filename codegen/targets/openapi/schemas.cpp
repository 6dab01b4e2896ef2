#include "codegen/targets/openapi/schemas.h"

#include <algorithm>
#include <vector>

#include "codegen/api/wire_text.h"
#include "codegen/targets/openapi/ecma_pattern.h"
#include "compiler/base/match.h"

namespace ingot::codegen::openapi {
namespace {

constexpr int64_t kMostInt = (int64_t{1} << 53) - 1;
constexpr int kMostDigits = 18;
constexpr std::string_view kInput = ".Input";

auto Words(std::vector<std::string>& words) -> std::string {
  std::string text;
  for (const std::string& each : words) {
    if (!text.empty() && !each.empty()) text += ' ';
    text += each;
  }
  return text;
}

auto Count(int digits) -> std::string { return std::to_string(digits); }

// Digits before the point, as a pattern: 0, or a number that does not begin with it.
auto WholePattern(int digits) -> std::string {
  return digits <= 0 ? "0" : "(0|[1-9][0-9]{0," + Count(digits - 1) + "})";
}

auto AcceptedDecimal(int precision, int scale) -> std::string {
  const std::string whole = "^(?!-0(\\.0*)?$)-?" + WholePattern(precision - scale);
  return scale == 0 ? whole + "$" : whole + "(\\.[0-9]{1," + Count(scale) + "})?$";
}

// A result of an expression may have all the digits that the runtime has.
auto AnsweredDecimal(int scale) -> std::string {
  const std::string whole = "^-?" + WholePattern(std::max(kMostDigits - scale, 0));
  return scale == 0 ? whole + "$" : whole + "\\.[0-9]{" + Count(scale) + "}$";
}

// The members of a schema under construction, in a fixed order: type, format, limits, words.
class Schema {
 public:
  Schema(std::string_view type, bool nullable) {
    if (type.empty()) return;
    const auto name = JsonString::Quote(type);
    if (nullable) {
      object_.Add("type", JsonArray().Add(name).Add(JsonString::Quote("null")).Text());
    } else {
      object_.Add("type", name);
    }
  }

  void Text(Constant member, std::string_view text) {
    if (!text.empty()) object_.Add(member, JsonString::Quote(text));
  }
  // Several patterns have to hold at once.
  void Patterns(const std::vector<std::string>& patterns) {
    if (patterns.size() == 1) Text("pattern", patterns.front());
    if (patterns.size() < 2) return;
    JsonArray all;
    for (const std::string& pattern : patterns) all.Add(JsonObject().Add("pattern", JsonString::Quote(pattern)).Text());
    object_.Add("allOf", all.Text());
  }
  auto Members() -> JsonObject& { return object_; }

 private:
  JsonObject object_;
};

// Any value but null, which means "no value".
auto AnyValue(bool nullable) -> JsonObject {
  if (nullable) return {};
  JsonArray types;
  for (const char* type : {"array", "boolean", "number", "object", "string"}) types.Add(JsonString::Quote(type));
  return std::move(JsonObject().Add("type", types.Text()));
}

// `Colour`, or `Colour` and null.
auto NamedUse(std::string_view name, bool nullable) -> JsonObject {
  JsonObject use;
  const auto ref = SchemaRef(name);
  if (!nullable) return std::move(use.Add("$ref", ref));
  JsonArray either;
  either.Add(JsonObject().Add("$ref", ref).Text()).Add(JsonObject().Add("type", "null").Text());
  return std::move(use.Add("anyOf", either.Text()));
}

auto EnumUse(const ir::App& app, const ir::EnumType& type, bool nullable) -> JsonObject { return NamedUse(app.enums[type.id].name, nullable); }

// `Address`, as it is sent or answered, or null.
auto ObjectUse(const ir::App& app, const ir::ObjectType& type, std::string_view suffix, bool nullable) -> JsonObject {
  return NamedUse(app.types[type.id].name + std::string(suffix), nullable);
}

auto ValueOf(const ir::App& app, const ir::Field& field, const ir::Value& value) -> Safe<JsonLiteral> {
  return JsonLiteral::Document(WireText(app, field.type, value));
}

// The limits of a bigint that has no narrower ones.
auto WideLimits(bool least, bool most) -> JsonObject {
  JsonObject limits;
  if (least) limits.Add("x-minimum", "-9223372036854775808");
  if (most) limits.Add("x-maximum", "9223372036854775807");
  return limits;
}

// What a request may hold of a field with a scalar type.
class Accepted {
 public:
  Accepted(const ir::App& app, const ir::Field& field, const ir::ScalarType& type)
      : app_(app), field_(field), type_(type), spec_(ir::SpecOf(type.kind)), schema_(spec_.schema->type, !field.required) {}

  auto Make(std::vector<std::string>& words) -> JsonObject {
    if (spec_.schema->type.empty()) schema_.Members().Append(AnyValue(!field_.required));
    schema_.Text("format", spec_.schema->format);
    if (!spec_.schema->words.empty()) words.emplace_back(spec_.schema->words);
    if (type_.kind == ir::ScalarKind::kDecimal) DescribeDigits(words);
    if (spec_.bounds == ir::Bounds::kLength || spec_.schema->longest > 0) AddLengths();
    if (spec_.bounds == ir::Bounds::kBytes) AddByteLengths(words);
    if (spec_.bounds == ir::Bounds::kValue) AddBounds(words);
    AddPatterns(words);
    return std::move(schema_.Members());
  }

 private:
  void DescribeDigits(std::vector<std::string>& words) const {
    words.push_back("At most " + Count(type_.precision) + " digits, " + Count(type_.scale) + " of them after the point.");
  }

  void AddLengths() {
    const int64_t type_most = spec_.schema->longest;
    if (field_.min) schema_.Members().Add("minLength", JsonLiteral::Integer(std::get<int64_t>(*field_.min)));
    int64_t most = field_.max ? std::get<int64_t>(*field_.max) : type_most;
    if (type_most > 0) most = std::min(most, type_most);
    if (most > 0 || field_.max) schema_.Members().Add("maxLength", JsonLiteral::Integer(most));
  }

  // Four characters hold up to three bytes, so the exact number stands in words, and in members that tools of ours read.
  void AddByteLengths(std::vector<std::string>& words) {
    const auto add = [&](Constant member, Constant exact, std::string_view says, int64_t bytes) {
      schema_.Members().Add(member, JsonLiteral::Integer((bytes + 2) / 3 * 4)).Add(exact, JsonLiteral::Integer(bytes));
      words.push_back(std::string(says) + " " + std::to_string(bytes) + (bytes == 1 ? " byte." : " bytes."));
    };
    if (field_.min) add("minLength", "x-minBytes", "At least", std::get<int64_t>(*field_.min));
    if (field_.max) add("maxLength", "x-maxBytes", "At most", std::get<int64_t>(*field_.max));
  }

  // A number has its bounds in keywords; those of a text in words, and in members that tools of ours read.
  void AddBounds(std::vector<std::string>& words) {
    JsonObject& members = schema_.Members();
    if (spec_.schema->type != "string") {
      const bool whole = spec_.value == ir::ValueForm::kInteger;
      if (field_.min || whole) members.Add("minimum", field_.min ? ValueOf(app_, field_, *field_.min) : JsonLiteral::Integer(-kMostInt));
      if (field_.max || whole) members.Add("maximum", field_.max ? ValueOf(app_, field_, *field_.max) : JsonLiteral::Integer(kMostInt));
      return;
    }
    const auto add = [&](Constant member, std::string_view says, const ir::Value& bound) {
      members.Add(member, ValueOf(app_, field_, bound));
      const std::string text = WireText(app_, field_.type, bound);
      words.push_back(std::string(says) + " " + text.substr(1, text.size() - 2) + ".");
    };
    if (field_.min) add("x-minimum", "At least", *field_.min);
    if (field_.max) add("x-maximum", "At most", *field_.max);
    if (type_.kind == ir::ScalarKind::kBigInt) members.Append(WideLimits(!field_.min, !field_.max));
  }

  void AddPatterns(std::vector<std::string>& words) {
    std::vector<std::string> patterns;
    if (!spec_.schema->accepted.empty()) patterns.emplace_back(spec_.schema->accepted);
    if (type_.kind == ir::ScalarKind::kDecimal) patterns.push_back(AcceptedDecimal(type_.precision, type_.scale));
    if (field_.pattern) {
      if (auto ecma = EcmaPattern(*field_.pattern)) {
        patterns.push_back(*std::move(ecma));
      } else {
        words.push_back("The whole text matches the RE2 pattern " + *field_.pattern);
        schema_.Text("x-pattern", *field_.pattern);  // for tools that compare
      }
    }
    schema_.Patterns(patterns);
  }

  const ir::App& app_;
  const ir::Field& field_;
  const ir::ScalarType& type_;
  const ir::FieldTypeSpec& spec_;
  Schema schema_;
};

auto AnsweredScalar(const ir::ScalarType& type, bool nullable) -> JsonObject {
  if (type.kind == ir::ScalarKind::kFile) return NamedUse("file", nullable);
  const ir::FieldSchema& spec = *ir::SpecOf(type.kind).schema;
  if (spec.type.empty()) return AnyValue(nullable);
  Schema schema(spec.type, nullable);
  schema.Text("format", spec.format);
  if (spec.type == "integer") {
    schema.Members().Add("minimum", JsonLiteral::Integer(-kMostInt)).Add("maximum", JsonLiteral::Integer(kMostInt));
  }
  schema.Text("pattern", type.kind == ir::ScalarKind::kDecimal ? AnsweredDecimal(type.scale) : std::string(spec.answered));
  return std::move(schema.Members());
}

auto UuidMembers(bool nullable) -> JsonObject {
  Schema schema("string", nullable);
  schema.Text("format", "uuid");
  return std::move(schema.Members());
}

// The id of a row, and of which model's; tools that fill in a request look at the latter.
auto RefMembers(const ir::App& app, const ir::RefType& ref, bool nullable) -> JsonObject {
  return std::move(UuidMembers(nullable).Add("x-references", JsonString::Quote(app.models[ref.model].name)));
}

// What an absent field becomes when a whole row is written.
void AddDefault(const ir::App& app, const ir::Field& field, JsonObject& members, std::vector<std::string>& words) {
  if (field.default_value) members.Add("default", ValueOf(app, field, *field.default_value));
  if (!field.default_expression) return;
  const bool of_row = field.model.valid();
  words.emplace_back(of_row ? "Left out, a new row is given a value by the service, and a replaced row keeps its own."
                            : "Left out, the service gives it a value.");
}

// Each item, as a field without words of its own.
auto EachItem(const ir::Field& field) -> ir::Field {
  ir::Field item = ir::ItemOf(field);
  item.label.clear();
  item.description.clear();
  return item;
}

auto AcceptedList(const ir::App& app, const ir::Field& field) -> JsonObject {
  Schema schema("array", !field.required);
  if (field.min_items > 0) schema.Members().Add("minItems", JsonLiteral::Integer(field.min_items));
  schema.Members().Add("maxItems", JsonLiteral::Integer(field.max_items)).Add("items", AcceptedSchema(app, EachItem(field), false));
  return std::move(schema.Members());
}

auto AnsweredList(const ir::App& app, const ir::Field& field) -> JsonObject {
  Schema schema("array", !field.required);
  schema.Members().Add("items", AnsweredSchema(app, EachItem(field), false));
  return std::move(schema.Members());
}

auto FilterMembers(const ir::ScalarType& type) -> JsonObject {
  const ir::FieldTypeSpec& spec = ir::SpecOf(type.kind);
  if (spec.filter == "text") return std::move(JsonObject().Add("type", "string"));
  Schema schema(spec.schema->type, false);
  schema.Text("format", spec.schema->format);
  if (spec.schema->type == "integer") {
    schema.Members().Add("minimum", JsonLiteral::Integer(-kMostInt)).Add("maximum", JsonLiteral::Integer(kMostInt));
  }
  if (type.kind == ir::ScalarKind::kBigInt) schema.Members().Append(WideLimits(true, true));
  const bool decimal = type.kind == ir::ScalarKind::kDecimal;
  schema.Text("pattern", decimal ? AcceptedDecimal(kMostDigits, type.scale) : std::string(spec.schema->accepted));
  return std::move(schema.Members());
}

auto TimestampType() -> ir::ScalarType { return {ir::ScalarKind::kTimestamp, 0, 0}; }

}  // namespace

auto HasRulesOfItsName(const ir::App& app, const ir::Field& field) -> bool {
  if (!field.named.valid()) return false;
  const ir::Field& base = app.fields[app.types[field.named].scalar];
  return &base != &field && !field.concealed() && field.min == base.min && field.max == base.max && field.pattern == base.pattern && (!field.example || field.example == base.example);
}

auto SchemaRef(std::string_view name) -> Safe<JsonString> { return JsonString::Quote("#/components/schemas/" + std::string(name)); }

auto Titled(std::string_view label, std::string_view description, std::string_view words) -> JsonObject {
  JsonObject object;
  if (!label.empty()) object.Add("title", JsonString::Quote(label));
  std::string text(description);
  if (!text.empty() && !words.empty()) text += "\n\n";
  text += words;
  if (!text.empty()) object.Add("description", JsonString::Quote(text));
  return object;
}

void ClosedObject::Add(const std::string& name, const Safe<JsonText>& schema, bool required) {
  properties_.Add(JsonString::Quote(name), schema);
  if (required) required_.Add(JsonString::Quote(name));
}

auto ClosedObject::Text() const -> Safe<JsonText> { return Members().Text(); }

auto ClosedObject::Members() const -> JsonObject {
  JsonObject schema;
  schema.Add("type", "object").Add("additionalProperties", JsonLiteral::Boolean(false));
  if (!required_.IsEmpty()) schema.Add("required", required_.Text());
  return std::move(schema.Add("properties", properties_.Text()));
}

auto AcceptedSchema(const ir::App& app, const ir::Field& field, bool whole) -> Safe<JsonText> {
  std::vector<std::string> words;
  JsonObject members = std::visit(Match{
                                      [&](const ir::ScalarType& type) {
                                        if (HasRulesOfItsName(app, field)) return NamedUse(app.types[field.named].name, !field.required);
                                        return Accepted(app, field, type).Make(words);
                                      },
                                      [&](const ir::EnumType& type) { return EnumUse(app, type, !field.required); },
                                      [&](const ir::RefType& type) { return RefMembers(app, type, !field.required); },
                                      [&](const ir::ListType&) { return AcceptedList(app, field); },
                                      [&](const ir::ObjectType& type) { return ObjectUse(app, type, kInput, !field.required); },
                                  },
                                  field.type);
  if (field.unique) words.emplace_back("No two rows share it.");
  if (whole) AddDefault(app, field, members, words);
  if (field.concealed()) members.Add("writeOnly", JsonLiteral::Boolean(true));
  if (field.example && !HasRulesOfItsName(app, field)) members.Add("examples", JsonArray().Add(ValueOf(app, field, *field.example)).Text());
  // Together these values keep the checks of the model.
  if (!field.example && field.kept && !std::holds_alternative<ir::RefType>(field.type)) {
    const auto& kept = field.kept->front();
    members.Add("examples", kept ? JsonArray().Add(ValueOf(app, field, *kept)).Text() : JsonArray().Add(JsonText::Of("null")).Text());
  }
  return members.Append(Titled(field.label, field.description, Words(words))).Text();
}

auto AnsweredSchema(const ir::App& app, const ir::Field& field, bool read_only) -> Safe<JsonText> {
  const bool nullable = field.computed ? app.expressions[*field.computed].nullable : !field.required;
  JsonObject members = std::visit(Match{
                                      [&](const ir::ScalarType& type) { return AnsweredScalar(type, nullable); },
                                      [&](const ir::EnumType& type) { return EnumUse(app, type, nullable); },
                                      [&](const ir::RefType& type) { return RefMembers(app, type, nullable); },
                                      [&](const ir::ListType&) { return AnsweredList(app, field); },
                                      [&](const ir::ObjectType& type) { return ObjectUse(app, type, "", nullable); },
                                  },
                                  field.type);
  if (read_only) members.Add("readOnly", JsonLiteral::Boolean(true));
  return members.Append(Titled(field.label, field.description, "")).Text();
}

auto AnsweredObject(const ir::App& app, const ir::ValueType& type) -> Safe<JsonText> {
  ClosedObject object;
  for (const Id<ir::Field> id : type.members) object.Add(app.fields[id].name, AnsweredSchema(app, app.fields[id], false), true);
  return Titled(type.label, type.description, "").Append(object.Members()).Text();
}

auto AcceptedObject(const ir::App& app, const ir::ValueType& type) -> Safe<JsonText> {
  ClosedObject object;
  for (const Id<ir::Field> id : type.members) {
    const ir::Field& member = app.fields[id];
    object.Add(member.name, AcceptedSchema(app, member, true), member.required && !member.default_value);
  }
  return Titled(type.label, type.description, "").Append(object.Members()).Text();
}

auto EnumSchema(const ir::Enum& closed) -> Safe<JsonText> {
  JsonArray values;
  for (const std::string& value : closed.values) values.Add(JsonString::Quote(value));
  JsonObject schema = Titled(closed.label, closed.description, "");
  return schema.Add("type", "string").Add("enum", values.Text()).Text();
}

auto UuidSchema() -> Safe<JsonText> { return UuidMembers(false).Text(); }

auto FilterSchemaOf(const ir::App& app, const ir::ListColumn& column) -> FilterSchema {
  const auto scalar = [](const ir::ScalarType& type) {
    const std::string_view kind = ir::SpecOf(type.kind).filter;
    return FilterSchema{FilterMembers(type).Text(), kind != "boolean" && kind != "uuid"};
  };
  const auto field = std::get_if<Id<ir::Field>>(&column);
  if (field == nullptr) {
    if (std::get<ir::SystemColumn>(column) == ir::SystemColumn::kId) return {UuidSchema(), false};
    return scalar(TimestampType());
  }
  return std::visit(Match{
                        scalar,
                        [&](const ir::EnumType& type) { return FilterSchema{EnumUse(app, type, false).Text(), false}; },
                        [](const ir::RefType&) { return FilterSchema{UuidSchema(), false}; },
                        [](const ir::ListType&) { return FilterSchema{JsonObject().Text(), false}; },  // no list is filtered by one
                        [](const ir::ObjectType&) { return FilterSchema{JsonObject().Text(), false}; },  // the same
                    },
                    app.fields[*field].type);
}

}  // namespace ingot::codegen::openapi
