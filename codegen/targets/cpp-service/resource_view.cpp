#include <algorithm>
#include <set>

#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/hook_view.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/statements.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

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
          [](const ir::ListType&) { return CppExpr::Of("rt::FilterKind::none"); },
          [](const ir::ObjectType&) { return CppExpr::Of("rt::FilterKind::none"); },
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
    const auto name = field != nullptr ? ir::WireName(app.fields[*field]) : SystemName(std::get<ir::SystemColumn>(column));
    const auto sql = field != nullptr ? SqlIdentifier::Physical(ir::ColumnName(app.fields[*field])) : SqlIdentifier::Named(name);
    sorts.push_back({CppString::Quote(name), CppString::Quote(sql.View())});
  }
  return sorts;
}

// Which of its model's references a field is, counted as the rows of the model note them.
auto ReferenceNumber(const ir::App& app, const ir::Field& reference) -> std::int64_t {
  std::int64_t number = 0;
  for (const ir::Field* field : StoredFields(app, app.models[reference.model])) {
    if (field == &reference) break;
    if (std::holds_alternative<ir::RefType>(field->type)) ++number;
  }
  return number;
}

auto Relation(const ir::App& app, const ir::Model& other, std::string_view name, const ir::Field& reference, Constant kind) -> RelationView {
  return {CppString::Quote(name), CppIdentifier::Type(other.name), CppIdentifier::Fixed(kind), ReferenceNumber(app, reference),
          CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(reference)).View()), false, CppString::Quote(""), CppString::Quote("")};
}

struct Relations {
  std::vector<RelationView> views;
  std::set<std::string> models;
};

// The references of the model, then the rows that refer to it, by model and field.
auto RelationsOf(const ir::App& app, const ir::Model& model) -> Relations {
  Relations relations;
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto ref = std::get_if<ir::RefType>(&field->type);
    if (ref == nullptr) continue;
    relations.views.push_back(Relation(app, app.models[ref->model], field->name, *field, "one"));
    relations.models.insert(app.models[ref->model].name);
  }
  for (const Id<ir::Field> id : model.inverses) {
    const ir::Field& field = app.fields[id];
    const auto& other = app.models[field.model];
    relations.views.push_back(ir::IsOneToOne(app, field) ? Relation(app, other, field.inverse, field, "single")
                                                         : Relation(app, other, field.inverse, field, "many"));
    relations.models.insert(app.models[field.model].name);
  }
  for (const ir::Link& link : model.links) {
    RelationView view = Relation(app, app.models[link.target], link.name, app.fields[link.near], "linked");
    view.reference = 0;
    view.linked = true;
    view.pairs = CppString::Quote(SqlIdentifier::Physical(app.models[link.pairs].table).View());
    view.far = CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(app.fields[link.far])).View());
    relations.views.push_back(std::move(view));
    relations.models.insert(app.models[link.target].name);
    relations.models.insert(app.models[link.pairs].name);
  }
  return relations;
}

auto ListsLinked(const ir::Model& model) -> Safe<CppIdentifier> { return CppIdentifier::Prefixed("listLinked", ir::PluralName(model.name)); }

auto Links(const ir::App& app, const ir::Model& model) -> std::vector<LinkView> {
  std::vector<LinkView> links;
  for (const ir::Link& link : model.links) {
    const ir::Model& target = app.models[link.target];
    const auto column = [&](Id<ir::Field> id) { return CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(app.fields[id])).View()); };
    links.push_back({CppIdentifier::Constant(link.name + "Link"),
                     CppExpr::Of("@, @, @, @, @, @", CppString::Quote(target.name), CppString::Quote(LinkParameter(app, link)),
                                 CppString::Quote(SqlIdentifier::Physical(target.table).View()),
                                 CppExpr::Of("k@Table", CppIdentifier::Type(app.models[link.pairs].name)), column(link.near), column(link.far)),
                     CppIdentifier::Type(target.name), ListsLinked(target), LinkHandler("list", model, link), LinkHandler("link", model, link),
                     LinkHandler("unlink", model, link)});
  }
  return links;
}

// Does another model, or this one itself, have links to it?
auto IsLinked(const ir::App& app, const ir::Model& model) -> bool {
  return std::any_of(app.models.begin(), app.models.end(), [&](const ir::Model& other) {
    return std::any_of(other.links.begin(), other.links.end(), [&](const ir::Link& link) { return app.models[link.target].name == model.name; });
  });
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

// The tables that find rows by their words, and what a word weighs in each text.
auto Search(const ir::Model& model) -> Safe<CppExpr> {
  std::string weights;
  for (size_t i = 0; i < model.search.size(); ++i) weights += (i == 0 ? "" : ", ") + std::to_string(ir::SearchWeight(i));
  return CppExpr::Of("@, @, @", CppString::Quote(SqlIdentifier::Physical(ir::SearchTable(model.table)).View()),
                     CppString::Quote(SqlIdentifier::Physical(ir::SearchedTable(model.table)).View()), CppString::Quote(weights));
}

// The nearest first.
auto Parents(const ir::App& app, const ir::Model& model) -> std::vector<ParentView> {
  std::vector<ParentView> parents;
  for (const ir::Model* parent : Ancestors(app, model)) {
    const auto& under = parent->resource->under;
    parents.push_back({CppString::Quote(parent->name), CppString::Quote(ParameterName(*parent)),
                       CppString::Quote(SqlIdentifier::Physical(parent->table).View()),
                       CppString::Quote(under ? SqlIdentifier::Physical(ir::ColumnName(app.fields[*under])).View() : "")});
  }
  return parents;
}

auto Files(const ir::App& app, const ir::Model& model) -> std::vector<FileView> {
  std::vector<FileView> files;
  for (const ir::Field* field : FileFields(app, model)) {
    const auto handler = [&](Constant verb) { return CppIdentifier::Linked(verb, field->name, "Of", model.name); };
    std::vector<Safe<CppExpr>> types;
    for (const std::string& type : field->accept) types.push_back(CppExpr::Of("@", CppString::Quote(type)));
    files.push_back({handler("get"), handler("put"), handler("delete"), CppIdentifier::Linked("k", field->name, "File", "spec"),
                     CppIdentifier::Linked("k", field->name, "File", "types"), CppString::Quote(field->name),
                     CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(*field)).View()), std::get<int64_t>(*field->max), !types.empty(),
                     CppExpr::Join(", ", types)});
  }
  return files;
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
  const bool nested = resource.under.has_value();
  Relations relations = RelationsOf(app, model);
  relations.models.insert(model.name);
  const ir::Field* under = nested ? &app.fields[*resource.under] : nullptr;
  ResourceView view{
      .file = Path::Kebab(model.name),
      .include = CppPath::Include(Path::Of("@.hpp", Path::Kebab(model.name))),
      .type = CppIdentifier::Type(model.name),
      .plural = CppIdentifier::Type(ir::PluralName(model.name)),
      .name = CppString::Quote(model.name),
      .parameter = CppString::Quote(ParameterName(model)),
      .nested = nested,
      .parent_member = nested ? MemberName(*under) : CppIdentifier::Fixed("none"),
      .parent_column = CppString::Quote(nested ? SqlIdentifier::Physical(ir::ColumnName(*under)).View() : ""),
      .parents = Parents(app, model),
      .includes = ModelIncludes(relations.models, EnumNames(app, resource)),
      .filters = Filters(app, resource),
      .sorts = Sorts(app, resource),
      .has_search = !model.search.empty(),
      .search = Search(model),
      .soft_delete = model.soft_delete,
      .deleted = CppString::Quote(SqlIdentifier::Physical(ir::DeletedTable(model.table)).View()),
      .take_back = CppString::Quote(TakeBackStatement(app, model).View()),
      .has_versions = model.revision.has_value(),
      .relations = std::move(relations.views),
      .linked = IsLinked(app, model),
      .lists_linked = ListsLinked(model),
      .links = Links(app, model),
      .files = Files(app, model),
      .has_hooks = !model.hooks.empty(),
      .hooks = HooksInclude(model),
      .hooks_create = model.Hooked(ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate),
      .hooks_update = model.Hooked(ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate),
      .hooks_delete = model.Hooked(ir::Hook::kBeforeDelete, ir::Hook::kAfterDelete),
  };
  for (const ir::Link& link : model.links) {
    const ir::Model& target = app.models[link.target];
    const auto path = CppPath::Include(Path::Of("resources/@.hpp", Path::Kebab(target.name)));
    const bool known = std::any_of(view.includes.begin(), view.includes.end(), [&](const IncludeView& each) { return each.path.View() == path.View(); });
    if (!known && target.name != model.name) view.includes.push_back({path});
  }
  view.has_filters = !view.filters.empty();
  view.has_sorts = !view.sorts.empty();
  view.has_relations = !view.relations.empty();
  return view;
}

}  // namespace ingot::codegen::cpp_service
