#include "codegen/api/routes.h"

#include <algorithm>
#include <set>

#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen {

auto StoredFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*> {
  std::vector<const ir::Field*> fields;
  for (const Id<ir::Field> id : model.fields) {
    if (app.fields[id].stored()) fields.push_back(&app.fields[id]);
  }
  return fields;
}

auto ReadFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*> {
  std::vector<const ir::Field*> fields = StoredFields(app, model);
  std::erase_if(fields, [](const ir::Field* field) { return field->concealed(); });
  return fields;
}

auto ConcealedFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*> {
  std::vector<const ir::Field*> fields = StoredFields(app, model);
  std::erase_if(fields, [](const ir::Field* field) { return !field->concealed(); });
  return fields;
}

auto HasSecrets(const ir::App& app) -> bool {
  return std::any_of(app.fields.begin(), app.fields.end(), [](const ir::Field& field) { return field.secret; });
}

auto HasEffects(const ir::App& app) -> bool {
  return std::any_of(app.statements.begin(), app.statements.end(),
                     [](const ir::Statement& statement) { return std::holds_alternative<ir::Effect>(statement.node); });
}

auto CalledNames(const ir::App& app) -> std::vector<std::string> {
  std::set<std::string> names;
  for (const ir::Statement& statement : app.statements) {
    const auto* effect = std::get_if<ir::Effect>(&statement.node);
    if (effect != nullptr && effect->kind == ir::Effect::Kind::kCall) names.insert(effect->name);
  }
  return {names.begin(), names.end()};
}

auto HasCustom(const ir::App& app) -> bool {
  return !app.functions.empty() || std::any_of(app.models.begin(), app.models.end(), [](const ir::Model& model) { return !model.hooks.empty(); });
}

auto FileFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*> {
  std::vector<const ir::Field*> fields = StoredFields(app, model);
  std::erase_if(fields, [](const ir::Field* field) { return !field->file(); });
  return fields;
}

auto HasFiles(const ir::App& app) -> bool {
  return std::any_of(app.fields.begin(), app.fields.end(), [](const ir::Field& field) { return field.file(); });
}

auto SentFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*> {
  const auto under = model.resource ? model.resource->under : std::nullopt;
  std::vector<const ir::Field*> fields = StoredFields(app, model);
  if (under) std::erase(fields, &app.fields[*under]);
  std::erase_if(fields, [](const ir::Field* field) { return field->computed.has_value() || field->file(); });
  return fields;
}

auto ReadOnlyNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string> {
  std::vector<std::string> names{"id"};
  if (model.resource && model.resource->under) names.push_back(ir::WireName(app.fields[*model.resource->under]));
  for (const Id<ir::Field> id : model.fields) {
    if (app.fields[id].computed || app.fields[id].revision || app.fields[id].file()) names.push_back(app.fields[id].name);
  }
  if (model.timestamps) names.insert(names.end(), {"createdAt", "updatedAt"});
  return names;
}

auto SystemName(ir::SystemColumn column) -> std::string {
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

auto Ancestors(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Model*> {
  std::vector<const ir::Model*> ancestors;
  const ir::Model* at = &model;
  while (at->resource && at->resource->under) {
    at = &app.models[std::get<ir::RefType>(app.fields[*at->resource->under].type).model];
    ancestors.push_back(at);
  }
  return ancestors;
}

auto ParameterName(const ir::Model& model) -> std::string { return CamelCase(model.name); }

auto CollectionPath(const ir::App& app, const ir::Model& model) -> std::string {
  std::string path = app.info.prefix;
  auto ancestors = Ancestors(app, model);
  std::reverse(ancestors.begin(), ancestors.end());
  for (const ir::Model* ancestor : ancestors) path += "/" + ancestor->resource->path + "/{" + ParameterName(*ancestor) + "}";
  return path + "/" + model.resource->path;
}

auto ItemPath(const ir::App& app, const ir::Model& model) -> std::string {
  return CollectionPath(app, model) + "/{" + ParameterName(model) + "}";
}

auto RevisionsPath(const ir::App& app, const ir::Model& model) -> std::string { return ItemPath(app, model) + "/revisions"; }

auto RestorePath(const ir::App& app, const ir::Model& model) -> std::string { return ItemPath(app, model) + "/restore"; }

auto LinksPath(const ir::App& app, const ir::Model& model, const ir::Link& link) -> std::string {
  return ItemPath(app, model) + "/" + KebabCase(link.name);
}

auto LinkParameter(const ir::App& app, const ir::Link& link) -> std::string { return "linked_" + ParameterName(app.models[link.target]); }

auto PathOfFile(const ir::App& app, const ir::Field& file) -> std::string {
  return ItemPath(app, app.models[file.model]) + "/" + KebabCase(file.name);
}

auto EndpointPath(const ir::App& app, const ir::Endpoint& endpoint) -> std::string {
  std::string path = app.info.prefix;
  for (const ir::PathSegment& segment : endpoint.path) {
    path += '/';
    path += std::visit(Match{[](const std::string& text) { return text; },
                             [&](Id<ir::Variable> id) { return "{" + app.variables[id].wire + "}"; }},
                       segment);
  }
  return path;
}

}  // namespace ingot::codegen
