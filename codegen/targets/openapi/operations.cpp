#include "codegen/targets/openapi/operations.h"

#include <algorithm>
#include <array>
#include <string>

#include "codegen/api/routes.h"
#include "codegen/targets/openapi/files.h"
#include "codegen/targets/openapi/models.h"
#include "codegen/targets/openapi/responses.h"
#include "codegen/targets/openapi/schemas.h"

namespace ingot::codegen::openapi {
namespace {

constexpr std::array<std::string_view, 4> kRanges{"[gt]", "[gte]", "[lt]", "[lte]"};
constexpr int64_t kMostSorts = 8;

auto Tag(Constant header) -> JsonObject { return std::move(JsonObject().Add("ETag", Ref("headers", header.View()))); }

auto Parameter(const std::string& name, const Safe<JsonText>& schema) -> Safe<JsonText> {
  return JsonObject().Add("name", JsonString::Quote(name)).Add("in", "query").Add("schema", schema).Text();
}

// Several words of a closed set, joined by commas.
auto ListParameter(const std::string& name, const JsonArray& words, int64_t most, Constant description) -> Safe<JsonText> {
  const auto item = JsonObject().Add("type", "string").Add("enum", words.Text()).Text();
  JsonObject schema;
  schema.Add("type", "array").Add("items", item);
  if (most > 0) schema.Add("maxItems", JsonLiteral::Integer(most)).Add("uniqueItems", JsonLiteral::Boolean(true));
  return JsonObject()
      .Add("name", JsonString::Quote(name))
      .Add("in", "query")
      .Add("description", description)
      .Add("style", "form")
      .Add("explode", JsonLiteral::Boolean(false))
      .Add("schema", schema.Text())
      .Text();
}

auto ColumnName(const ir::App& app, const ir::ListColumn& column) -> std::string {
  const auto field = std::get_if<Id<ir::Field>>(&column);
  return field != nullptr ? ir::WireName(app.fields[*field]) : SystemName(std::get<ir::SystemColumn>(column));
}

// What all operations of a path share: the ids in it, the outermost first.
auto ItemWithIds(std::vector<const ir::Model*> named) -> JsonObject {
  std::reverse(named.begin(), named.end());
  JsonObject item;
  JsonArray parameters;
  for (const ir::Model* model : named) {
    parameters.Add(JsonObject()
                       .Add("name", JsonString::Quote(ParameterName(*model)))
                       .Add("in", "path")
                       .Add("required", JsonLiteral::Boolean(true))
                       .Add("schema", UuidSchema())
                       .Text());
  }
  if (!parameters.IsEmpty()) item.Add("parameters", parameters.Text());
  return item;
}

// The operations of one resource.
class Operations {
 public:
  Operations(const ir::App& app, const ir::Model& model)
      : app_(app), model_(model), nested_(model.resource->under.has_value()), related_(!RelationNames(app, model).empty()), known_(app.info.jwt.has_value()) {}

  auto Collection() const -> JsonObject {
    return std::move(ItemWithIds(Ancestors(app_, model_)).Add("get", List()).Add("post", Create()));
  }

  auto Single() const -> JsonObject {
    return std::move(ItemOfRow(app_, model_)
                         .Add("get", Get())
                         .Add("put", Change("replace", "Replace ", true))
                         .Add("patch", Change("patch", "Change ", false))
                         .Add("delete", Delete()));
  }

 private:
  auto Begin(const std::string& id, const std::string& summary) const -> JsonObject {
    JsonObject operation;
    operation.Add("operationId", JsonString::Quote(id))
        .Add("summary", JsonString::Quote(summary))
        .Add("tags", JsonArray().Add(JsonString::Quote(model_.name)).Text());
    return operation;
  }

  auto List() const -> Safe<JsonText> {
    JsonArray parameters;
    for (const ir::ListColumn& column : model_.resource->filters) AddFilter(column, parameters);
    AddSort(parameters);
    AddInclude(parameters);
    parameters.Add(Ref("parameters", "page")).Add(Ref("parameters", "limit")).Add(Ref("parameters", "ifNoneMatch"));
    Responses responses;
    responses.Success("200", "A page of the list", Tag("ListTag"), JsonObject().Add("$ref", SchemaRef(model_.name + ".Page")).Text());
    responses.Error("304", "NotModified");
    AddErrors({.guarded_by_token = known_, .missing = nested_}, responses);
    return Begin("list" + ir::PluralName(model_.name), "List " + ir::PluralName(model_.name)).Add("parameters", parameters.Text()).Add("responses", responses.Text()).Text();
  }

  void AddFilter(const ir::ListColumn& column, JsonArray& parameters) const {
    const FilterSchema filter = FilterSchemaOf(app_, column);
    const std::string name = ColumnName(app_, column);
    parameters.Add(Parameter(name, filter.schema));
    if (!filter.ranges) return;
    for (const std::string_view range : kRanges) parameters.Add(Parameter(name + std::string(range), filter.schema));
  }

  void AddSort(JsonArray& parameters) const {
    JsonArray words;
    for (const ir::ListColumn& column : model_.resource->sorts) {
      words.Add(JsonString::Quote(ColumnName(app_, column))).Add(JsonString::Quote("-" + ColumnName(app_, column)));
    }
    if (words.IsEmpty()) return;
    parameters.Add(ListParameter("sort", words, kMostSorts, "The order; - before a name turns it round. A name stands once."));
  }

  void AddInclude(JsonArray& parameters) const {
    if (!related_) return;
    JsonArray words;
    for (const std::string& name : RelationNames(app_, model_)) words.Add(JsonString::Quote(name));
    parameters.Add(ListParameter("include", words, 0, "Relations that stand beside each row."));
  }

  auto Create() const -> Safe<JsonText> {
    Responses responses;
    JsonObject headers;
    headers.Add("Location", Ref("headers", "Location")).Append(Tag("RowTag"));
    responses.Success("201", "The new row", headers, ClosedRow(model_.name));
    AddErrors({.guarded_by_token = known_, .missing = nested_, .conflict = IsUnique(app_, model_), .rules = true, .body = true, .writes = true}, responses);
    if (model_.Hooked(ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate)) responses.Refused(app_.info.errors);
    return Begin("create" + model_.name, "Create " + model_.name).Add("requestBody", Body(true)).Add("responses", responses.Text()).Text();
  }

  auto Get() const -> Safe<JsonText> {
    JsonArray parameters;
    AddInclude(parameters);
    parameters.Add(Ref("parameters", "ifNoneMatch"));
    Responses responses;
    const auto row = related_ ? JsonObject().Add("$ref", SchemaRef(model_.name + ".WithRelations")).Text() : ClosedRow(model_.name);
    responses.Success("200", "The row", related_ ? Tag("AnyTag") : Tag("RowTag"), row);
    responses.Error("304", "NotModified");
    AddErrors({.guarded_by_token = known_, .missing = true}, responses);
    return Begin("get" + model_.name, "Get " + model_.name).Add("parameters", parameters.Text()).Add("responses", responses.Text()).Text();
  }

  auto Change(Constant verb, Constant summary, bool whole) const -> Safe<JsonText> {
    Responses responses;
    responses.Success("200", "The row as it is now", Tag("RowTag"), ClosedRow(model_.name));
    AddErrors({.guarded_by_token = known_, .missing = true, .conflict = IsUnique(app_, model_), .guarded = true, .rules = true, .body = true, .writes = true}, responses);
    if (model_.Hooked(ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate)) responses.Refused(app_.info.errors);
    return Begin(std::string(verb.View()) + model_.name, std::string(summary.View()) + model_.name)
        .Add("parameters", Guard())
        .Add("requestBody", Body(whole))
        .Add("responses", responses.Text())
        .Text();
  }

  auto Delete() const -> Safe<JsonText> {
    Responses responses;
    responses.Empty("204", "The row is deleted");
    AddErrors({.guarded_by_token = known_, .missing = true, .conflict = DeletionCanFail(app_, model_), .guarded = true, .writes = true}, responses);
    if (model_.Hooked(ir::Hook::kBeforeDelete, ir::Hook::kAfterDelete)) responses.Refused(app_.info.errors);
    return Begin("delete" + model_.name, "Delete " + model_.name).Add("parameters", Guard()).Add("responses", responses.Text()).Text();
  }

  static auto Guard() -> Safe<JsonText> { return JsonArray().Add(Ref("parameters", "ifMatch")).Text(); }

  // A patch is a merge patch, also when it is said to be plain JSON.
  auto Body(bool whole) const -> Safe<JsonText> {
    const auto schema = JsonObject().Add("$ref", SchemaRef(model_.name + (whole ? ".Input" : ".Patch"))).Text();
    const auto media = JsonObject().Add("schema", schema).Text();
    JsonObject content;
    content.Add("application/json", media);
    if (!whole) content.Add("application/merge-patch+json", media);
    return JsonObject().Add("required", JsonLiteral::Boolean(true)).Add("content", content.Text()).Text();
  }

  const ir::App& app_;
  const ir::Model& model_;
  bool nested_;
  bool related_;
  bool known_;  // callers bring a token
};

}  // namespace

auto ItemOfRow(const ir::App& app, const ir::Model& model) -> JsonObject {
  auto named = Ancestors(app, model);
  named.insert(named.begin(), &model);
  return ItemWithIds(named);
}

auto ResourcePaths(const ir::App& app) -> std::vector<PathItem> {
  std::vector<PathItem> paths;
  for (const ir::Model& model : app.models) {
    if (!model.resource) continue;
    const Operations operations(app, model);
    paths.push_back({CollectionPath(app, model), operations.Collection()});
    paths.push_back({ItemPath(app, model), operations.Single()});
    for (const ir::Field* field : FileFields(app, model)) paths.push_back({PathOfFile(app, *field), FileOperations(app, *field)});
  }
  return paths;
}

}  // namespace ingot::codegen::openapi
