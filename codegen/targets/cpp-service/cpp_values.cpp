#include "codegen/targets/cpp-service/cpp_values.h"

#include <vector>

#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

#include "codegen/text/bug.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

// Spelled by the table; the scale of a decimal is a part of its type.
auto ScalarType(const ir::ScalarType& type) -> Safe<CppType> {
  const auto name = [&] {
    switch (type.kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, ...) \
  case ir::ScalarKind::k##Kind:                       \
    return CppType::Of(cpp);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
    }
    Bug("a field has no type", "");
  }();
  if (type.kind != ir::ScalarKind::kDecimal) return name;
  return CppType::Of("@<@>", name, CppLiteral::Integer(type.scale));
}

auto UuidOf(const std::array<uint8_t, 16>& bytes) -> rt::Uuid {
  rt::Uuid id;
  id.bytes = bytes;
  return id;
}

auto UuidExpr(const std::array<uint8_t, 16>& bytes) -> Safe<CppExpr> {
  std::vector<Safe<CppLiteral>> parts;
  for (const uint8_t byte : bytes) parts.push_back(CppLiteral::Integer(byte));
  return CppExpr::Of("rt::Uuid{{@}}", CppExpr::Join(", ", parts));
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
    case ir::ScalarKind::kTimestamp:
      return json.value(rt::Timestamp{value});
    case ir::ScalarKind::kDuration:
      return json.value(rt::Duration{value});
    default:
      return json.value(value);
  }
}

}  // namespace

auto ValueType(const ir::App& app, const ir::FieldType& type) -> Safe<CppType> {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) { return ScalarType(scalar); },
                        [&](const ir::EnumType& closed) { return CppType::Of("@", CppIdentifier::Type(app.enums[closed.id].name)); },
                        [](const ir::RefType&) { return CppType::Of("rt::Uuid"); },
                    },
                    type);
}

auto MemberType(const ir::App& app, const ir::Field& field) -> Safe<CppType> {
  auto type = ValueType(app, field.type);
  return field.required ? type : CppType::Of("std::optional<@>", type);
}

auto MemberName(const ir::Field& field) -> Safe<CppIdentifier> {
  if (!std::holds_alternative<ir::RefType>(field.type)) return CppIdentifier::Value(field.name);
  return CppIdentifier::Suffixed(field.name, "Id");
}

auto ValueExpr(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> Safe<CppExpr> {
  const auto scalar = std::get_if<ir::ScalarType>(&type);
  const bool plain = scalar != nullptr && scalar->kind == ir::ScalarKind::kInt;
  return std::visit(Match{
                        [](bool truth) { return CppExpr::Of("@", CppLiteral::Boolean(truth)); },
                        [&](int64_t number) {
                          const auto literal = CppLiteral::Integer(number);
                          return plain ? CppExpr::Of("@", literal) : CppExpr::Of("@{@}", ValueType(app, type), literal);
                        },
                        [](double number) { return CppExpr::Of("@", CppLiteral::Double(number)); },
                        [&](const std::string& text) {
                          const auto literal = CppString::Quote(text);
                          const bool json = scalar != nullptr && scalar->kind == ir::ScalarKind::kJson;
                          return json ? CppExpr::Of("rt::Json{@}", literal) : CppExpr::Of("@", literal);
                        },
                        [](const std::array<uint8_t, 16>& bytes) { return UuidExpr(bytes); },
                    },
                    value);
}

auto JsonText(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> std::string {
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

auto UnusedUnless(bool used) -> Safe<CppExpr> { return used ? CppExpr::Of("") : CppExpr::Of("[[maybe_unused]] "); }

}  // namespace ingot::codegen::cpp_service
