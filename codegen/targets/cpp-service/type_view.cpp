#include "codegen/targets/cpp-service/type_view.h"

#include <set>

#include "codegen/api/wire_text.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/field_rules.h"

namespace ingot::codegen::cpp_service {
namespace {

// `{*input.street, input.zip.optional()}`
auto Values(const ir::App& app, const ir::ValueType& type) -> Safe<CppExpr> {
  std::vector<Safe<CppExpr>> parts;
  for (const Id<ir::Field> id : type.members) {
    const ir::Field& member = app.fields[id];
    parts.push_back(member.required ? CppExpr::Of("*input.@", MemberName(member)) : CppExpr::Of("input.@.optional()", MemberName(member)));
  }
  return CppExpr::Join(", ", parts);
}

void AddMember(const ir::App& app, const ir::Field& member, TypeView& view) {
  const auto name = MemberName(member);
  const auto place = CppExpr::Of("input.@", name);
  const auto wire = CppString::Quote(member.name);
  view.members.push_back({MemberType(app, member), name});
  view.inputs.push_back({CppType::Of("rt::Input<@>", ValueType(app, member.type)), name});
  view.body_fields.push_back({wire, name});
  view.json.push_back({wire, CppExpr::Of("value.@", name)});
  if (auto fill = FieldFill(app, member, place)) view.fills.push_back(*std::move(fill));
  for (auto& rule : FieldRules(app, member, member.name, place)) view.checks.push_back(std::move(rule));
}

}  // namespace

auto MakeEnumView(const ir::Enum& closed) -> EnumView {
  EnumView view{Path::Kebab(closed.name), CppIdentifier::Type(closed.name), static_cast<int>(closed.values.size()), {}};
  for (const std::string& text : closed.values) view.texts.push_back(CppString::Quote(text));
  return view;
}

auto MakeTypeView(const ir::App& app, const ir::ValueType& type) -> TypeView {
  TypeView view{.file = Path::Kebab(type.name),
                .include = CppPath::Include(Path::Of("@.hpp", Path::Kebab(type.name))),
                .type = CppIdentifier::Type(type.name),
                .includes = TypeIncludes(app, type.members),
                .unused_fills = CppExpr::Of(""),
                .unused_checks = CppExpr::Of(""),
                .values = Values(app, type)};
  for (const Id<ir::Field> id : type.members) AddMember(app, app.fields[id], view);
  view.has_includes = !view.includes.empty();
  view.unused_fills = UnusedUnless(!view.fills.empty());
  view.unused_checks = UnusedUnless(!view.checks.empty());
  return view;
}

auto TypeIncludes(const ir::App& app, const std::vector<Id<ir::Field>>& fields) -> std::vector<IncludeView> {
  std::set<std::string> enums;
  std::set<std::string> types;
  for (const Id<ir::Field> id : fields) {
    const ir::FieldType type = ir::SingleType(app.fields[id].type);
    if (const auto closed = std::get_if<ir::EnumType>(&type)) enums.insert(app.enums[closed->id].name);
    if (const auto object = std::get_if<ir::ObjectType>(&type)) types.insert(app.types[object->id].name);
  }
  std::vector<IncludeView> includes;
  for (const std::string& name : enums) includes.push_back({CppPath::Include(Path::Of("enums/@.hpp", Path::Kebab(name)))});
  for (const std::string& name : types) includes.push_back({CppPath::Include(Path::Of("types/@.hpp", Path::Kebab(name)))});
  return includes;
}

// Recursion is bounded by the depth that types may have.
auto ShapeOf(const ir::App& app, const ir::FieldType& type) -> std::string {
  const ir::FieldType single = ir::SingleType(type);
  const auto object = std::get_if<ir::ObjectType>(&single);
  if (object == nullptr) return "";
  std::string text = "{";
  for (const Id<ir::Field> id : app.types[object->id].members) {
    const ir::Field& member = app.fields[id];
    text.append(member.name).append(1, ' ').append(MemberType(app, member).View());
    if (member.default_value) text.append(1, ' ').append(WireText(app, member.type, *member.default_value));
    text.append(1, '\n').append(ShapeOf(app, member.type));
  }
  return text + "}";
}

}  // namespace ingot::codegen::cpp_service
