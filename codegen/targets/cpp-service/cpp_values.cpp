#include "codegen/targets/cpp-service/cpp_values.h"

#include <vector>

#include "codegen/text/bug.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

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

auto UuidExpr(const std::array<uint8_t, 16>& bytes) -> Safe<CppExpr> {
  std::vector<Safe<CppLiteral>> parts;
  for (const uint8_t byte : bytes) parts.push_back(CppLiteral::Integer(byte));
  return CppExpr::Of("rt::Uuid{{@}}", CppExpr::Join(", ", parts));
}

}  // namespace

auto ValueType(const ir::App& app, const ir::FieldType& type) -> Safe<CppType> {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) { return ScalarType(scalar); },
                        [&](const ir::EnumType& closed) { return CppType::Of("@", CppIdentifier::Type(app.enums[closed.id].name)); },
                        [](const ir::RefType&) { return CppType::Of("rt::Uuid"); },
                        [&](const ir::ObjectType& object) { return CppType::Of("@", CppIdentifier::Type(app.types[object.id].name)); },
                        [&](const ir::ListType& list) { return CppType::Of("std::vector<@>", ValueType(app, ir::ElementType(list))); },
                    },
                    type);
}

auto MemberType(const ir::App& app, const ir::Field& field) -> Safe<CppType> {
  auto type = ValueType(app, field.type);
  return field.required ? type : CppType::Of("std::optional<@>", type);
}

auto LinkHandler(std::string_view verb, const ir::Model& model, const ir::Link& link) -> Safe<CppIdentifier> {
  return CppIdentifier::Value(std::string(verb) + PascalCase(link.name) + "Of" + model.name);
}

auto MemberName(const ir::Field& field) -> Safe<CppIdentifier> {
  if (field.revision) return CppIdentifier::Fixed("rowVersion");
  if (!std::holds_alternative<ir::RefType>(field.type)) return CppIdentifier::Value(field.name);
  return CppIdentifier::Suffixed(field.name, "Id");
}

auto ValueExpr(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> Safe<CppExpr> {
  if (const auto list = std::get_if<ir::ListType>(&type)) {
    return CppExpr::Of("rt::listOf<@>(@)", ValueType(app, ir::ElementType(*list)), CppString::OneLine(std::get<std::string>(value)));
  }
  if (std::holds_alternative<ir::ObjectType>(type)) {
    return CppExpr::Of("rt::objectOf<@>(@)", ValueType(app, type), CppString::OneLine(std::get<std::string>(value)));
  }
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
                          if (scalar != nullptr && scalar->kind == ir::ScalarKind::kBytes) return CppExpr::Of("rt::bytesOf(@)", literal);
                          const bool json = scalar != nullptr && scalar->kind == ir::ScalarKind::kJson;
                          return json ? CppExpr::Of("rt::Json{@}", literal) : CppExpr::Of("@", literal);
                        },
                        [](const std::array<uint8_t, 16>& bytes) { return UuidExpr(bytes); },
                    },
                    value);
}

auto UnusedUnless(bool used) -> Safe<CppExpr> { return used ? CppExpr::Of("") : CppExpr::Of("[[maybe_unused]] "); }

}  // namespace ingot::codegen::cpp_service
