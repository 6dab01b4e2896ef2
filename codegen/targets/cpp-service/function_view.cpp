#include "codegen/targets/cpp-service/function_view.h"

#include <set>
#include <string>

#include "codegen/api/routes.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/hook_view.h"

namespace ingot::codegen::cpp_service {
namespace {

using ir::ScalarKind;

auto Name(const ir::CustomFunction& function) -> Safe<CppIdentifier> { return CppIdentifier::Value(function.name); }

// Spelled so that it means the same in every namespace.
auto TypeOf(const ir::App& app, const ir::FieldType& type) -> Safe<CppType> {
  if (const auto* closed = std::get_if<ir::EnumType>(&type)) return CppType::Of("app::@", CppIdentifier::Type(app.enums[closed->id].name));
  const auto value = ValueType(app, type);
  return value.View().starts_with("rt::") ? CppType::Of("ingot::@", value) : value;
}

auto IsSmall(const ir::FieldType& type) -> bool {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr && (scalar->kind == ScalarKind::kBool || scalar->kind == ScalarKind::kInt || scalar->kind == ScalarKind::kFloat);
}

auto ParameterType(const ir::App& app, const ir::Parameter& parameter) -> Safe<CppType> {
  if (parameter.row.valid()) return CppType::Of("const app::@&", CppIdentifier::Type(app.models[parameter.row].name));
  const auto type = TypeOf(app, parameter.type);
  if (!parameter.required) return CppType::Of("const std::optional<@>&", type);
  return IsSmall(parameter.type) ? type : CppType::Of("const @&", type);
}

auto ParameterLocal(const ir::Parameter& parameter) -> Safe<CppIdentifier> {
  return parameter.name == "context" ? CppIdentifier::Suffixed(parameter.name, "_") : CppIdentifier::Value(parameter.name);
}

auto Parameters(const ir::App& app, const ir::CustomFunction& function, Unused unused) -> Safe<CppType> {
  const auto marked = [&](const Safe<CppType>& type) { return unused == Unused::kMarked ? CppType::Of("[[maybe_unused]] @", type) : type; };
  auto text = marked(CppType::Of("ingot::rt::HookContext& context"));
  for (const ir::Parameter& parameter : function.parameters)
    text = CppType::Of("@, @ @", text, marked(ParameterType(app, parameter)), ParameterLocal(parameter));
  return text;
}

auto Returned(const ir::App& app, const ir::CustomFunction& function) -> Safe<CppType> {
  if (!function.returns) return CppType::Of("void");
  const auto type = TypeOf(app, function.returns->type);
  return function.returns->required ? type : CppType::Of("std::optional<@>", type);
}

auto Signature(const ir::App& app, const ir::CustomFunction& function, Unused unused) -> Safe<CppType> {
  return CppType::Of("@ @(@)", Returned(app, function), FunctionName(function), Parameters(app, function, unused));
}

// A JSON that is not null is an object.
auto FirstValue(const ir::CustomFunction& function) -> Safe<CppExpr> {
  const auto* scalar = function.returns && function.returns->required ? std::get_if<ir::ScalarType>(&function.returns->type) : nullptr;
  const bool json = scalar != nullptr && scalar->kind == ScalarKind::kJson;
  return json ? CppExpr::Of("{@}", CppString::Quote("{}")) : CppExpr::Of("{}");
}

// The members of the rows that the function is given.
auto Seen(const ir::App& app, const ir::CustomFunction& function) -> std::vector<SeenView> {
  std::vector<SeenView> seen;
  for (const ir::Parameter& parameter : function.parameters) {
    if (!parameter.row.valid()) continue;
    for (const ir::Field* field : ReadFields(app, app.models[parameter.row]))
      seen.push_back({ParameterLocal(parameter), MemberType(app, *field), MemberName(*field)});
  }
  return seen;
}

// The headers of what the signature names.
auto Includes(const ir::App& app, const ir::CustomFunction& function) -> std::vector<IncludeView> {
  std::set<std::string> enums;
  std::set<std::string> models;
  const auto note = [&](const ir::FieldType& type) {
    if (const auto* closed = std::get_if<ir::EnumType>(&type)) enums.insert(app.enums[closed->id].name);
  };
  for (const ir::Parameter& parameter : function.parameters) {
    if (parameter.row.valid()) models.insert(app.models[parameter.row].name);
    if (!parameter.row.valid()) note(parameter.type);
  }
  if (function.returns) note(function.returns->type);
  std::vector<IncludeView> includes;
  for (const std::string& name : enums) includes.push_back({CppPath::Include(Path::Of("enums/@.hpp", Path::Kebab(name)))});
  for (const std::string& name : models) includes.push_back({CppPath::Include(Path::Of("models/@.hpp", Path::Kebab(name)))});
  return includes;
}

}  // namespace

auto FunctionName(const ir::CustomFunction& function) -> Safe<CppType> { return CppType::Of("custom::functions::@", Name(function)); }

auto FunctionInclude(const ir::CustomFunction& function) -> Safe<CppPath> {
  return CppPath::Include(Path::Of("functions/@.hpp", Path::Kebab(function.name)));
}

auto MakeFunctionView(const ir::App& app, const ir::CustomFunction& function) -> FunctionView {
  const auto file = Path::Kebab(function.name);
  FunctionView view{.file = file,
                    .name = Name(function),
                    .returned = Returned(app, function),
                    .stub = CppPath::Include(Path::Of("custom/functions/@.cpp", file)),
                    .parameters = Parameters(app, function, Unused::kPlain),
                    .includes = Includes(app, function)};
  view.has_includes = !view.includes.empty();
  return view;
}

auto MakeFunctionStubView(const ir::App& app, const ir::CustomFunction& function) -> FunctionStubView {
  FunctionStubView view{.file = Path::Kebab(function.name),
                        .include = FunctionInclude(function),
                        .name = Name(function),
                        .fingerprint = CppHash::Of("0"),
                        .signature = Signature(app, function, Unused::kPlain),
                        .definition = Signature(app, function, Unused::kMarked),
                        .seen = Seen(app, function),
                        .returns = function.returns.has_value(),
                        .value = FirstValue(function)};
  view.fingerprint = StubFingerprint(view.signature, view.seen);
  return view;
}

}  // namespace ingot::codegen::cpp_service
