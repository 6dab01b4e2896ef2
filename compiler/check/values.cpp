#include "compiler/check/values.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/problem.hpp>
#include <ingot/rt/types.hpp>

#include "compiler/ast/print.h"
#include "compiler/ast/value.h"
#include "compiler/base/match.h"

namespace ingot::check {
namespace {

using ir::ScalarKind;
using ir::ScalarType;
using ir::Value;
using Outcome = tl::expected<Value, Complaint>;

constexpr std::string_view kName = "value";

template <typename T>
struct RuntimeType {
  using Type = T;
};

template <int Scale = 0>
auto WithDecimal(int scale, const auto& then) {
  if constexpr (Scale < 18) {
    if (scale != Scale) return WithDecimal<Scale + 1>(scale, then);
  }
  return then(RuntimeType<rt::Decimal<Scale>>());
}

// Calls `then` with the type that the emitted code has for a scalar.
auto WithRuntimeType(const ScalarType& type, const auto& then) {
  switch (type.kind) {
    case ScalarKind::kBool: return then(RuntimeType<bool>());
    case ScalarKind::kInt: return then(RuntimeType<int64_t>());
    case ScalarKind::kBigInt: return then(RuntimeType<rt::BigInt>());
    case ScalarKind::kFloat: return then(RuntimeType<double>());
    case ScalarKind::kUuid: return then(RuntimeType<rt::Uuid>());
    case ScalarKind::kDate: return then(RuntimeType<rt::Date>());
    case ScalarKind::kTime: return then(RuntimeType<rt::TimeOfDay>());
    case ScalarKind::kTimestamp: return then(RuntimeType<rt::Timestamp>());
    case ScalarKind::kDuration: return then(RuntimeType<rt::Duration>());
    case ScalarKind::kJson: return then(RuntimeType<rt::Json>());
    case ScalarKind::kBytes: return then(RuntimeType<rt::Bytes>());
    case ScalarKind::kDecimal: return WithDecimal(type.scale, then);
    case ScalarKind::kString:
    case ScalarKind::kText:
    case ScalarKind::kEmail:
    case ScalarKind::kUrl:
    case ScalarKind::kPassword:
    case ScalarKind::kFile:  // no definition writes one
    case ScalarKind::kSlug: break;
  }
  return then(RuntimeType<std::string>());
}

auto ToValue(bool value) -> Value { return value; }
auto ToValue(int64_t value) -> Value { return value; }
auto ToValue(double value) -> Value { return value; }
auto ToValue(std::string value) -> Value { return value; }
auto ToValue(rt::Json value) -> Value { return std::move(value.text); }
auto ToValue(const rt::Bytes& value) -> Value { return rt::format(value); }
auto ToValue(rt::Uuid value) -> Value { return value.bytes; }
auto ToValue(rt::BigInt value) -> Value { return value.value; }
auto ToValue(rt::Date value) -> Value { return int64_t{value.days}; }
auto ToValue(rt::TimeOfDay value) -> Value { return value.micros; }
auto ToValue(rt::Timestamp value) -> Value { return value.micros; }
auto ToValue(rt::Duration value) -> Value { return value.micros; }
template <int Scale>
auto ToValue(rt::Decimal<Scale> value) -> Value {
  return value.unscaled;
}

template <typename T>
auto ToValue(const std::vector<T>& items) -> Value {
  rt::JsonWriter json;
  json.value(items);
  return json.take();
}

void FromValue(const Value& value, bool& out) { out = std::get<bool>(value); }
void FromValue(const Value& value, int64_t& out) { out = std::get<int64_t>(value); }
void FromValue(const Value& value, double& out) { out = std::get<double>(value); }
void FromValue(const Value& value, std::string& out) { out = std::get<std::string>(value); }
void FromValue(const Value& value, rt::Json& out) { out.text = std::get<std::string>(value); }
void FromValue(const Value& value, rt::Bytes& out) { out = rt::bytesOf(std::get<std::string>(value)); }
void FromValue(const Value& value, rt::Uuid& out) { out.bytes = std::get<std::array<uint8_t, 16>>(value); }
void FromValue(const Value& value, rt::BigInt& out) { out.value = std::get<int64_t>(value); }
void FromValue(const Value& value, rt::Date& out) {
  out.days = static_cast<int32_t>(std::get<int64_t>(value));
}
void FromValue(const Value& value, rt::TimeOfDay& out) { out.micros = std::get<int64_t>(value); }
void FromValue(const Value& value, rt::Timestamp& out) { out.micros = std::get<int64_t>(value); }
void FromValue(const Value& value, rt::Duration& out) { out.micros = std::get<int64_t>(value); }
template <int Scale>
void FromValue(const Value& value, rt::Decimal<Scale>& out) {
  out.unscaled = std::get<int64_t>(value);
}

// What the runtime would answer to a request; the only place of the compiler where its exceptions arrive.
auto ComplaintOf(rt::Checks& checks) -> std::optional<Complaint> {
  try {
    checks.finish();
  } catch (const rt::Failure& failure) {
    if (!failure.problems().empty()) return failure.problems().front().message;
    return "is refused";
  }
  return std::nullopt;
}

template <typename T>
void CheckPrecision(rt::Checks&, const rt::Input<T>&, int) {}
template <int Scale>
void CheckPrecision(rt::Checks& checks, const rt::Input<rt::Decimal<Scale>>& input, int precision) {
  checks.precision(kName, input, precision);
}

template <int Scale>
void CheckPrecision(rt::Checks& checks, const rt::Input<std::vector<rt::Decimal<Scale>>>& input, int precision) {
  checks.precision(kName, input, precision);
}

// A database may keep the keys of an object in another order than the one they were written in.
auto Canonical(ast::Node node) -> std::string {
  ast::Value value = ast::ToValue(node);
  ast::Canonicalise(value);
  return ast::Print(value);
}

template <typename T>
auto ReadAs(ast::Node node, const ScalarType& type) -> Outcome {
  rt::Checks checks(rt::Write::create);
  rt::Input<T> input;
  try {
    const std::string written = type.kind == ScalarKind::kJson ? Canonical(node) : ast::Print(node);
    rt::ObjectReader reader("{\"value\":" + written + "}", checks);
    reader.field(kName, input);
    reader.finish();
  } catch (const std::exception&) {
    return tl::unexpected<Complaint>("is a value that no service can read");
  }
  if (input.isNull()) return tl::unexpected<Complaint>("must not be null");
  CheckPrecision(checks, input, type.precision);
  if (auto complaint = ComplaintOf(checks)) return tl::unexpected(*std::move(complaint));
  return ToValue(*input);
}

auto ReadEnumValue(ast::Node node, const std::vector<std::string>& values) -> Outcome {
  if (!node.IsString()) {
    return tl::unexpected<Complaint>("must be a string, not " + std::string(ast::KindText(node.kind())));
  }
  const auto found = std::ranges::find(values, node.text());
  if (found != values.end()) return Value(static_cast<int64_t>(found - values.begin()));
  std::string allowed;
  for (const std::string& value : values) allowed += (allowed.empty() ? "" : ", ") + value;
  return tl::unexpected<Complaint>("must be one of " + allowed);
}

auto ReadEnumList(ast::Node node, const std::vector<std::string>& values) -> Outcome {
  if (!node.IsArray()) return tl::unexpected<Complaint>("must be an array, not " + std::string(ast::KindText(node.kind())));
  std::vector<std::string> texts;
  for (const ast::Node item : node.Items()) {
    const Outcome value = ReadEnumValue(item, values);
    if (!value) return value;
    texts.push_back(values[static_cast<size_t>(std::get<int64_t>(*value))]);
  }
  return ToValue(texts);
}

// The JSON of a value that was read.
auto JsonOf(const Value& value, const ir::FieldType& type, const ir::App& app) -> std::string {
  rt::JsonWriter json;
  std::visit(Match{
                 [&](const ScalarType& scalar) {
                   WithRuntimeType(scalar, [&]<typename T>(RuntimeType<T>) {
                     T typed{};
                     FromValue(value, typed);
                     json.value(typed);
                   });
                 },
                 [&](const ir::EnumType& choice) { json.value(app.enums[choice.id].values[static_cast<size_t>(std::get<int64_t>(value))]); },
                 [](const ir::RefType&) {},  // no definition writes one
                 [&](const auto&) { json.written(std::get<std::string>(value)); },
             },
             type);
  return json.take();
}

// The value of a member, or what stands in for it.
auto ReadMember(ast::Node node, const ir::Field& member, const ir::App& app) -> tl::expected<std::string, Complaint> {
  const auto inside = [&](const Complaint& complaint) { return tl::unexpected("has a member `" + member.name + "` that " + complaint); };
  if (!node && member.default_value) return JsonOf(*member.default_value, member.type, app);
  if (!node || node.IsNull()) {
    if (!member.required) return "null";
    return node ? inside("must not be null") : tl::unexpected("has no member `" + member.name + "`");
  }
  const Outcome value = ReadValue(node, member.type, app);
  if (!value) return inside(value.error());
  if (const auto complaint = BrokenRule(*value, member)) return inside(*complaint);
  return JsonOf(*value, member.type, app);
}

// With every member of its type, in their order. Recursion is bounded by the depth of documents.
auto ReadObject(ast::Node node, const ir::ValueType& type, const ir::App& app) -> Outcome {
  if (!node.IsObject()) return tl::unexpected("must be an object, not " + std::string(ast::KindText(node.kind())));
  rt::JsonWriter json;
  json.beginObject();
  for (const Id<ir::Field> id : type.members) {
    const ir::Field& member = app.fields[id];
    const auto text = ReadMember(node.Find(member.name), member, app);
    if (!text) return tl::unexpected(text.error());
    json.name(member.name);
    json.written(*text);
  }
  json.endObject();
  for (const ast::Member member : node.Members()) {
    const bool known = std::ranges::any_of(type.members, [&](Id<ir::Field> id) { return app.fields[id].name == member.name(); });
    if (!known) return tl::unexpected("has a member `" + std::string(member.name()) + "`, which the type `" + type.name + "` does not");
  }
  return Value(json.take());
}

auto ReadObjects(ast::Node node, const ir::ValueType& type, const ir::App& app) -> Outcome {
  if (!node.IsArray()) return tl::unexpected("must be an array, not " + std::string(ast::KindText(node.kind())));
  std::vector<rt::Json> items;
  for (const ast::Node item : node.Items()) {
    const Outcome value = ReadObject(item, type, app);
    if (!value) return tl::unexpected("has an item that " + value.error());
    items.push_back({std::get<std::string>(*value)});
  }
  return ToValue(items);
}

auto ReadList(ast::Node node, const ir::ListType& list, const ir::App& app) -> Outcome {
  return std::visit(Match{
                        [&](const ScalarType& scalar) {
                          return WithRuntimeType(scalar, [&]<typename T>(RuntimeType<T>) { return ReadAs<std::vector<T>>(node, scalar); });
                        },
                        [&](const ir::EnumType& choice) { return ReadEnumList(node, app.enums[choice.id].values); },
                        [&](const ir::ObjectType& object) { return ReadObjects(node, app.types[object.id], app); },
                    },
                    list.element);
}

// Rules of texts.
void CheckRules(rt::Checks& checks, const rt::Input<std::string>& input, const ir::Field& field,
                ScalarKind kind) {
  if (field.min) checks.minLength(kName, input, static_cast<size_t>(std::get<int64_t>(*field.min)));
  if (field.max) checks.maxLength(kName, input, static_cast<size_t>(std::get<int64_t>(*field.max)));
  if (kind == ScalarKind::kEmail) checks.email(kName, input);
  if (kind == ScalarKind::kUrl) checks.url(kName, input);
  if (kind == ScalarKind::kPassword) checks.password(kName, input);
  if (kind == ScalarKind::kSlug) checks.slug(kName, input);
  if (field.pattern) checks.pattern(kName, input, *field.pattern);
}

void CheckRules(rt::Checks& checks, const rt::Input<rt::Bytes>& input, const ir::Field& field, ScalarKind) {
  if (field.min) checks.minLength(kName, input, static_cast<size_t>(std::get<int64_t>(*field.min)));
  if (field.max) checks.maxLength(kName, input, static_cast<size_t>(std::get<int64_t>(*field.max)));
}

// Rules of values that have an order. What has none has no bounds.
template <typename T>
void CheckRules(rt::Checks& checks, const rt::Input<T>& input, const ir::Field& field, ScalarKind) {
  if constexpr (!std::is_same_v<T, bool> && !std::is_same_v<T, rt::Json> && !std::is_same_v<T, rt::Uuid>) {
    T bound{};
    if (field.min) {
      FromValue(*field.min, bound);
      checks.min(kName, input, bound);
    }
    if (field.max) {
      FromValue(*field.max, bound);
      checks.max(kName, input, bound);
    }
  }
}

}  // namespace

auto ReadValue(ast::Node node, const ir::FieldType& type, const ir::App& app) -> Outcome {
  return std::visit(
      Match{
          [&](const ScalarType& scalar) {
            return WithRuntimeType(scalar,
                                   [&]<typename T>(RuntimeType<T>) { return ReadAs<T>(node, scalar); });
          },
          [&](const ir::EnumType& choice) { return ReadEnumValue(node, app.enums[choice.id].values); },
          [](const ir::RefType&) -> Outcome {
            return tl::unexpected<Complaint>("is a reference, whose rows no definition knows");
          },
          [&](const ir::ListType& list) { return ReadList(node, list, app); },
          [&](const ir::ObjectType& object) { return ReadObject(node, app.types[object.id], app); },
      },
      type);
}

// The number of items first, then each of them.
auto BrokenRuleOfList(const std::string& json, const ir::Field& field) -> std::optional<Complaint> {
  rt::Checks checks(rt::Write::create);
  const rt::Input<std::vector<rt::Json>> all(rt::listOf<rt::Json>(json));
  checks.minItems(kName, all, static_cast<size_t>(field.min_items));
  checks.maxItems(kName, all, static_cast<size_t>(field.max_items));
  if (auto complaint = ComplaintOf(checks)) return complaint;
  const ir::Field item = ir::ItemOf(field);
  const auto* scalar = std::get_if<ScalarType>(&item.type);
  if (scalar == nullptr) return std::nullopt;
  return WithRuntimeType(*scalar, [&]<typename T>(RuntimeType<T>) -> std::optional<Complaint> {
    const std::vector<T> items = rt::listOf<T>(json);
    for (size_t i = 0; i < items.size(); ++i) {
      if (auto complaint = BrokenRule(ToValue(static_cast<const T&>(items[i])), item)) return "has an item that " + *complaint;
    }
    return std::nullopt;
  });
}

auto BrokenRule(const Value& value, const ir::Field& field) -> std::optional<Complaint> {
  if (std::holds_alternative<ir::ListType>(field.type)) return BrokenRuleOfList(std::get<std::string>(value), field);
  const auto* scalar = std::get_if<ScalarType>(&field.type);
  if (scalar == nullptr) return std::nullopt;
  rt::Checks checks(rt::Write::create);
  WithRuntimeType(*scalar, [&]<typename T>(RuntimeType<T>) {
    T typed{};
    FromValue(value, typed);
    CheckRules(checks, rt::Input<T>(std::move(typed)), field, scalar->kind);
  });
  return ComplaintOf(checks);
}

auto IsLess(const Value& less, const Value& more) -> bool { return less < more; }

}  // namespace ingot::check
