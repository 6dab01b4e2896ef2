#include <algorithm>
#include <set>

#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/statements.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

auto SystemName(ir::SystemColumn column) -> std::string_view {
  switch (column) {
    case ir::SystemColumn::kId:
      return "id";
    case ir::SystemColumn::kCreatedAt:
      return "createdAt";
    case ir::SystemColumn::kUpdatedAt:
      return "updatedAt";
  }
  return {};
}

// The filter kind of field_types.def and what it needs beside it.
auto FilterKind(const ir::App& app, const ir::FieldType& type) -> Safe<CppExpr> {
  return std::visit(
      Match{
          [](const ir::ScalarType& scalar) {
            const auto kind = [&] {
              switch (scalar.kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, sqlite, postgres, json, bounds, filter, ...) \
  case ir::ScalarKind::k##Kind:                                                               \
    return CppExpr::Of("rt::FilterKind::@", CppIdentifier::Fixed(filter));
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
              }
              return CppExpr::Of("rt::FilterKind::text");
            }();
            if (scalar.kind != ir::ScalarKind::kDecimal) return kind;
            return CppExpr::Of("@, @", kind, CppLiteral::Integer(scalar.scale));
          },
          [&](const ir::EnumType& closed) {
            return CppExpr::Of("rt::FilterKind::closedText, 0, @::texts", CppIdentifier::Type(app.enums[closed.id].name));
          },
          [](const ir::RefType&) { return CppExpr::Of("rt::FilterKind::uuid"); },
      },
      type);
}

auto Filters(const ir::App& app, const ir::Resource& resource) -> std::vector<FilterView> {
  std::vector<FilterView> filters;
  for (const ir::ListColumn& column : resource.filters) {
    filters.push_back(std::visit(Match{
                                     [&](Id<ir::Field> id) {
                                       const ir::Field& field = app.fields[id];
                                       const auto sql = SqlIdentifier::Physical(ir::ColumnName(field));
                                       return FilterView{CppExpr::Of("@, @, @", CppString::Quote(ir::WireName(field)),
                                                                     CppString::Quote(sql.View()), FilterKind(app, field.type))};
                                     },
                                     [](ir::SystemColumn system) {
                                       const auto sql = SqlIdentifier::Named(SystemName(system));
                                       const auto kind = system == ir::SystemColumn::kId ? CppExpr::Of("rt::FilterKind::uuid")
                                                                                         : CppExpr::Of("rt::FilterKind::timestamp");
                                       return FilterView{CppExpr::Of("@, @, @", CppString::Quote(SystemName(system)),
                                                                     CppString::Quote(sql.View()), kind)};
                                     },
                                 },
                                 column));
  }
  return filters;
}

auto Sorts(const ir::App& app, const ir::Resource& resource) -> std::vector<SortView> {
  std::vector<SortView> sorts;
  for (const ir::ListColumn& column : resource.sorts) {
    const auto field = std::get_if<Id<ir::Field>>(&column);
    const auto name = field != nullptr ? ir::WireName(app.fields[*field]) : std::string(SystemName(std::get<ir::SystemColumn>(column)));
    const auto sql = field != nullptr ? SqlIdentifier::Physical(ir::ColumnName(app.fields[*field])) : SqlIdentifier::Named(name);
    sorts.push_back({CppString::Quote(name), CppString::Quote(sql.View())});
  }
  return sorts;
}

auto Included(const ir::Model& other, std::string_view name, const ir::Field& reference, bool many) -> IncludedView {
  return {CppString::Quote(name),
          CppIdentifier::Value(name),
          CppIdentifier::Type(other.name),
          many,
          MemberName(reference),
          CppIdentifier::Type(ir::PluralName(other.name)),
          CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(reference)).View())};
}

struct Relations {
  std::vector<IncludedView> included;
  std::set<std::string> models;
};

// The references of the model, then the lists of rows that refer to it, by model and field.
auto RelationsOf(const ir::App& app, const ir::Model& model) -> Relations {
  Relations relations;
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr) continue;
    relations.included.push_back(Included(app.models[ref->model], field->name, *field, false));
    relations.models.insert(app.models[ref->model].name);
  }
  for (const ir::Field& field : app.fields) {
    const auto ref = std::get_if<ir::RefType>(&field.type);
    if (ref == nullptr || field.inverse.empty() || app.models[ref->model].name != model.name) continue;
    relations.included.push_back(Included(app.models[field.model], field.inverse, field, true));
    relations.models.insert(app.models[field.model].name);
  }
  return relations;
}

auto EnumNames(const ir::App& app, const ir::Resource& resource) -> std::set<std::string> {
  std::set<std::string> names;
  for (const ir::ListColumn& column : resource.filters) {
    const auto id = std::get_if<Id<ir::Field>>(&column);
    if (id == nullptr) continue;
    if (const auto closed = std::get_if<ir::EnumType>(&app.fields[*id].type)) names.insert(app.enums[closed->id].name);
  }
  return names;
}

// The nearest row of the URL must be there; with more of them, each must belong to the next.
auto Parents(const ir::App& app, const ir::Model& model) -> std::vector<ParentView> {
  const auto ancestors = Ancestors(app, model);
  const size_t fetched = ancestors.size() > 1 ? ancestors.size() - 1 : ancestors.size();
  std::vector<ParentView> parents;
  for (size_t i = 0; i < fetched; ++i) {
    const ir::Model& parent = *ancestors[i];
    const bool has_next = i + 1 < ancestors.size();
    parents.push_back({fetched == 1 ? CppIdentifier::Fixed("parent") : CppIdentifier::Numbered("parent", static_cast<int>(i + 1)), CppIdentifier::Type(parent.name),
                       CppString::Quote(parent.name), CppString::Quote(ParameterName(parent)), has_next,
                       has_next ? MemberName(app.fields[*parent.resource->under]) : CppIdentifier::Fixed("none"),
                       CppString::Quote(has_next ? ParameterName(*ancestors[i + 1]) : "")});
  }
  return parents;
}

auto ModelIncludes(std::set<std::string> models, const std::set<std::string>& enums) -> std::vector<IncludeView> {
  std::vector<IncludeView> includes;
  for (const std::string& name : enums) includes.push_back({CppPath::Include(Path::Of("enums/@.hpp", Path::Kebab(name)))});
  for (const std::string& name : models) includes.push_back({CppPath::Include(Path::Of("models/@.hpp", Path::Kebab(name)))});
  return includes;
}

}  // namespace

auto MakeResourceView(const ir::App& app, const ir::Model& model) -> ResourceView {
  const ir::Resource& resource = *model.resource;
  const auto ancestors = Ancestors(app, model);
  const bool nested = !ancestors.empty();
  Relations relations = RelationsOf(app, model);
  relations.models.insert(model.name);
  for (const ir::Model* ancestor : ancestors) relations.models.insert(ancestor->name);
  const ir::Field* under = nested ? &app.fields[*resource.under] : nullptr;
  ResourceView view{
      .file = Path::Kebab(model.name),
      .include = CppPath::Include(Path::Of("@.hpp", Path::Kebab(model.name))),
      .type = CppIdentifier::Type(model.name),
      .plural = CppIdentifier::Type(ir::PluralName(model.name)),
      .name = CppString::Quote(model.name),
      .parameter = CppString::Quote(ParameterName(model)),
      .count = CppString::Quote(CountStatement(model).View()),
      .nested = nested,
      .deep = ancestors.size() > 1,
      .parent_member = nested ? MemberName(*under) : CppIdentifier::Fixed("none"),
      .parent_parameter = CppString::Quote(nested ? ParameterName(*ancestors.front()) : ""),
      .parent_column = CppString::Quote(nested ? SqlIdentifier::Physical(ir::ColumnName(*under)).View() : ""),
      .unused_context = UnusedUnless(std::any_of(relations.included.begin(), relations.included.end(), [](const IncludedView& each) { return each.many; })),
      .unused_session = UnusedUnless(!relations.included.empty()),
      .parents = Parents(app, model),
      .includes = ModelIncludes(relations.models, EnumNames(app, resource)),
      .filters = Filters(app, resource),
      .sorts = Sorts(app, resource),
      .included = std::move(relations.included),
  };
  view.has_filters = !view.filters.empty();
  view.has_sorts = !view.sorts.empty();
  view.has_included = !view.included.empty();
  return view;
}

}  // namespace ingot::codegen::cpp_service
