#include "codegen/targets/cpp-service/samples.h"

#include <algorithm>
#include <array>
#include <limits>

#include <ingot/rt/types.hpp>
#include <re2/re2.h>

#include "compiler/ir/evaluate.h"
#include "codegen/api/wire_text.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

constexpr int64_t kMicrosPerHour = 3'600'000'000;
constexpr int64_t kFirstOf2026Days = 20'454;  // 2026-01-01

auto Limit(const std::optional<ir::Value>& bound, int64_t otherwise) -> int64_t {
  return bound ? std::get<int64_t>(*bound) : otherwise;
}

// Where a field stands in its model: values near it keep the columns of a row apart.
auto PlaceOf(const ir::App& app, const ir::Field& field) -> int64_t {
  if (!field.model.valid()) return 0;  // an input of an endpoint
  const auto& fields = app.models[field.model].fields;
  return std::find_if(fields.begin(), fields.end(), [&](Id<ir::Field> id) { return app.fields[id].name == field.name; }) - fields.begin();
}

// Near `wanted` and inside the field's bounds; the second variant is its neighbour.
auto IntegerSample(const ir::Field& field, int64_t wanted, int variant) -> int64_t {
  const int64_t least = Limit(field.min, std::numeric_limits<int64_t>::min() + 1);
  const int64_t most = Limit(field.max, std::numeric_limits<int64_t>::max() - 1);
  const int64_t value = std::clamp(wanted, least, most);
  if (variant == 0 || least == most) return value;
  return value < most ? value + 1 : value - 1;
}

auto RealSample(const ir::Field& field, double wanted, int variant) -> double {
  const double least = field.min ? std::get<double>(*field.min) : -1e9;
  const double most = field.max ? std::get<double>(*field.max) : 1e9;
  const double value = std::clamp(wanted, least, most);
  if (variant == 0) return value;
  return value + 0.5 <= most ? value + 0.5 : std::max(least, value - 0.5);
}

// The checks made texts that keep every rule; beyond their budget only a length is left to keep.
auto TextSample(const ir::Field& field, ir::ScalarKind kind, int variant) -> std::string {
  if (kind == ir::ScalarKind::kJson) return variant == 0 ? "{\"a\":[1,\"b\",null]}" : "[2]";
  if (field.samples.empty()) return std::string(static_cast<size_t>(Limit(field.min, 1)), variant == 0 ? 'a' : 'b');
  return field.samples[std::min(static_cast<size_t>(variant), field.samples.size() - 1)];
}

auto ScalarSample(const ir::Field& field, const ir::ScalarType& type, int64_t place, int variant) -> ir::Value {
  switch (ir::SpecOf(type.kind).value) {
    case ir::ValueForm::kBool:
      return variant == 1;
    case ir::ValueForm::kReal:
      return RealSample(field, 1.5 + static_cast<double>(place), variant);
    case ir::ValueForm::kUuid: {
      std::array<uint8_t, 16> bytes{};
      bytes.fill(static_cast<uint8_t>(0x11 + 2 * place + variant));
      return bytes;
    }
    case ir::ValueForm::kInteger: {
      int64_t wanted = 1 + 2 * place;
      if (type.kind == ir::ScalarKind::kDate) wanted = kFirstOf2026Days + 2 * place;
      if (type.kind == ir::ScalarKind::kTimestamp) wanted = (kFirstOf2026Days * 24 + place) * kMicrosPerHour;
      if (type.kind == ir::ScalarKind::kTime) wanted = place % 24 * kMicrosPerHour;
      if (type.kind == ir::ScalarKind::kDuration) wanted = (1 + place) * kMicrosPerHour;
      return IntegerSample(field, wanted, variant);
    }
    case ir::ValueForm::kBytes: {
      const auto wanted = static_cast<size_t>(std::max(Limit(field.min, 0), std::min(2 + place, Limit(field.max, 2 + place))));
      return rt::format(rt::Bytes{std::string(wanted, static_cast<char>(0xf0 + variant))});
    }
    case ir::ValueForm::kText:
      break;
  }
  return TextSample(field, type.kind, variant);
}

// Are all values of the expression sent by the client?
auto KnowsAll(const ir::App& app, Id<ir::Expression> id) -> bool {
  return std::visit(Match{
                        [](const ir::NullLiteral&) { return true; },
                        [](const ir::Literal&) { return true; },
                        [&](const ir::FieldAccess& access) { return !std::holds_alternative<ir::RefType>(app.fields[access.field].type); },
                        [](const ir::SystemAccess&) { return false; },
                        [](const ir::ValueAccess&) { return false; },
                        [](const ir::Aggregate&) { return false; },
                        [&](const ir::Call& call) {
                          return std::all_of(call.arguments.begin(), call.arguments.end(), [&](Id<ir::Expression> argument) { return KnowsAll(app, argument); });
                        },
                    },
                    app.expressions[id].node);
}

// As many items as there must be, one at least.
auto ListSample(const ir::App& app, const ir::Field& field, int variant) -> std::string {
  const ir::Field item = ir::ItemOf(field);
  std::string text;
  for (int64_t i = 0; i < std::max<int64_t>(field.min_items, 1); ++i) {
    text += (i == 0 ? "[" : ",") + WireText(app, item.type, SampleValue(app, item, variant));
  }
  return text + "]";
}

}  // namespace

auto IsNull(const ir::Field& field) -> bool { return field.kept && !field.kept->front(); }

auto KeepsChecks(const ir::App& app, const ir::Field& field, const ir::Value& value) -> bool {
  if (!field.kept) return true;
  const ir::Model& model = app.models[field.model];
  ir::RowValues row;
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& other = app.fields[id];
    if (&other == &field) {
      row.fields[id] = value;
    } else if (other.kept) {
      row.fields[id] = other.kept->front();
    }
  }
  return std::ranges::all_of(model.checks, [&](const ir::RowCheck& check) {
    const ir::MaybeValue truth = ir::Evaluate(app, check.condition, row);
    return truth && std::get<bool>(*truth);
  });
}

auto SampleValue(const ir::App& app, const ir::Field& field, int variant) -> ir::Value {
  if (field.kept && field.kept->front()) return *(*field.kept)[static_cast<size_t>(variant)];
  if (field.example && variant == 0) return *field.example;
  const int64_t place = PlaceOf(app, field);
  // Every second field has the larger value first; its texts are in that order already.
  const bool text = std::holds_alternative<ir::ScalarType>(field.type) && ir::SpecOf(std::get<ir::ScalarType>(field.type).kind).value == ir::ValueForm::kText;
  if (!field.example && !text && place % 2 == 1) variant = 1 - variant;
  return std::visit(Match{
                        [&](const ir::ScalarType& type) { return ScalarSample(field, type, place, variant); },
                        [&](const ir::EnumType& closed) {
                          const auto count = static_cast<int64_t>(app.enums[closed.id].values.size());
                          return ir::Value{static_cast<int64_t>(variant) % count};
                        },
                        [](const ir::RefType&) { return ir::Value{std::array<uint8_t, 16>{}}; },
                        [&](const ir::ListType&) { return ir::Value{ListSample(app, field, variant)}; },
                        [&](const ir::ObjectType& object) { return ir::Value{ObjectSample(app, app.types[object.id], variant)}; },
                    },
                    field.type);
}

auto Alternates(const ir::App& app, const ir::Field& field) -> bool {
  if (field.computed) return false;
  if (field.kept) return field.kept->front() != field.kept->back();
  return !std::holds_alternative<ir::RefType>(field.type) && SampleValue(app, field, 0) != SampleValue(app, field, 1);
}

auto SampleResult(const ir::App& app, const ir::Model& model, const ir::Field& computed, int variant) -> std::optional<std::string> {
  if (!KnowsAll(app, *computed.computed)) return std::nullopt;
  ir::RowValues row;
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.computed && !field.revision && !std::holds_alternative<ir::RefType>(field.type)) row.fields[id] = IsNull(field) ? ir::MaybeValue() : SampleValue(app, field, variant);
    if (field.revision) row.fields[id] = ir::Value{int64_t{1}};
  }
  const ir::MaybeValue value = ir::Evaluate(app, *computed.computed, row);
  return value ? WireText(app, computed.type, *value) : "null";
}

auto MadeValue(const ir::App& app, const ir::Field& field) -> std::optional<std::string> {
  if (ir::UsesNow(app, *field.default_expression)) return std::nullopt;
  const ir::MaybeValue value = ir::Evaluate(app, *field.default_expression, {});
  return value ? WireText(app, field.type, *value) : "null";
}

auto ObjectSample(const ir::App& app, const ir::ValueType& type, int variant, const ir::Field* changed, std::string_view json) -> std::string {
  std::string text;
  for (const Id<ir::Field> id : type.members) {
    const ir::Field& member = app.fields[id];
    const bool sampled = &member != changed;
    if (!sampled && json.empty()) continue;
    text += (text.empty() ? "\"" : ",\"") + member.name + "\":";
    text += sampled ? WireText(app, member.type, SampleValue(app, member, variant)) : json;
  }
  return "{" + text + "}";
}

auto RefusedText(const ir::Field& field) -> std::optional<std::string> {
  const auto least = static_cast<size_t>(Limit(field.min, 0));
  const auto most = static_cast<size_t>(Limit(field.max, std::numeric_limits<int64_t>::max()));
  const size_t length = std::clamp<size_t>(3, least, std::max(least, most));
  if (length == 0) return std::nullopt;
  for (const char letter : {'_', '~', ' ', 'x', '0', '-', 'Z', '@'}) {
    const std::string text(length, letter);
    if (!field.pattern || !RE2::FullMatch(text, RE2(*field.pattern, RE2::Quiet))) return text;
  }
  return std::nullopt;
}

auto ForeignText(const ir::Enum& closed) -> std::string {
  std::string text = "none of these";
  while (std::find(closed.values.begin(), closed.values.end(), text) != closed.values.end()) text += ".";
  return text;
}

}  // namespace ingot::codegen::cpp_service
