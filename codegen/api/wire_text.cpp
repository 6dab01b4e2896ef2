#include "codegen/api/wire_text.h"

#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

#include "compiler/base/match.h"

namespace ingot::codegen {
namespace {

auto UuidOf(const std::array<uint8_t, 16>& bytes) -> rt::Uuid {
  rt::Uuid id;
  id.bytes = bytes;
  return id;
}

// The JSON form of an integer of some type.
auto IntegerJson(const ir::ScalarType& type, int64_t value, rt::JsonWriter& json) {
  switch (type.kind) {
    case ir::ScalarKind::kBigInt:
      return json.value(rt::BigInt{value});
    case ir::ScalarKind::kDecimal:
      return json.value(rt::formatDecimal(value, type.scale));
    case ir::ScalarKind::kDate:
      return json.value(rt::Date{static_cast<int32_t>(value)});
    case ir::ScalarKind::kTime:
      return json.value(rt::TimeOfDay{value});
    case ir::ScalarKind::kTimestamp:
      return json.value(rt::Timestamp{value});
    case ir::ScalarKind::kDuration:
      return json.value(rt::Duration{value});
    default:
      return json.value(value);
  }
}

}  // namespace

auto WireText(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> std::string {
  if (ir::IsKeptAsJson(type)) return std::get<std::string>(value);
  rt::JsonWriter json;
  const auto scalar = std::get_if<ir::ScalarType>(&type);
  const auto closed = std::get_if<ir::EnumType>(&type);
  std::visit(Match{
                 [&](bool truth) { json.value(truth); },
                 [&](int64_t number) {
                   if (closed != nullptr) return json.value(app.enums[closed->id].values[static_cast<size_t>(number)]);
                   IntegerJson(*scalar, number, json);
                 },
                 [&](double number) { json.value(number); },
                 [&](const std::string& text) {
                   if (scalar != nullptr && scalar->kind == ir::ScalarKind::kJson) return json.value(rt::Json{text});
                   json.value(text);
                 },
                 [&](const std::array<uint8_t, 16>& bytes) { json.value(UuidOf(bytes)); },
             },
             value);
  return json.take();
}

}  // namespace ingot::codegen
