#include "codegen/targets/openapi/operations.h"

#include <algorithm>
#include <array>
#include <string>

#include "codegen/api/routes.h"
#include "codegen/targets/openapi/files.h"
#include "codegen/targets/openapi/models.h"
#include "codegen/targets/openapi/responses.h"
#include "codegen/targets/openapi/schemas.h"
#include "compiler/base/names.h"

namespace ingot::codegen::openapi {
namespace {

constexpr std::array<std::string_view, 4> kRanges{"[gt]", "[gte]", "[lt]", "[lte]"};
constexpr int64_t kMostSorts = 8;
constexpr int64_t kMostSearched = 200;  // characters, as the runtime counts

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
auto ItemWithIds(std::vector<const ir::Model*> named, const std::vector<Safe<JsonText>>& others = {}) -> JsonObject {
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
  for (const auto& other : others) parameters.Add(other);
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

  // The versions of a row.
  auto Revisions() const -> JsonObject { return std::move(ItemOfRow(app_, model_).Add("get", ListRevisions())); }

  // The rows of another model that a row is linked with: their list is that of their resource, `rows`.
  auto Linked(const ir::Link& link, const Operations& rows) const -> JsonObject {
    const std::string name = "list" + PascalCase(link.name) + "Of" + model_.name;
    return std::move(ItemOfRow(app_, model_).Add("get", rows.ListAs(name, "List the " + ir::PluralName(rows.model_.name) + " that are linked", model_.name, true)));
  }

  auto OneLinked(const ir::Link& link) const -> JsonObject {
    const auto id = JsonObject()
                        .Add("name", JsonString::Quote(LinkParameter(app_, link)))
                        .Add("in", "path")
                        .Add("required", JsonLiteral::Boolean(true))
                        .Add("schema", JsonObject().Add("type", "string").Add("format", "uuid").Add("x-references", JsonString::Quote(app_.models[link.target].name)).Text())
                        .Text();
    const std::string name = PascalCase(link.name) + "Of" + model_.name;
    Responses linked;
    linked.Empty("204", "The two are linked, as they may have been before");
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .writes = true}, linked);
    Responses unlinked;
    unlinked.Empty("204", "The two are linked no more");
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .writes = true}, unlinked);
    return std::move(ItemOfRow(app_, model_, {id})
                         .Add("put", Begin("link" + name, "Link with " + app_.models[link.target].name).Add("responses", linked.Text()).Text())
                         .Add("delete", Begin("unlink" + name, "Unlink " + app_.models[link.target].name).Add("responses", unlinked.Text()).Text()));
  }

  auto Restoration() const -> JsonObject { return std::move(ItemOfRow(app_, model_).Add("post", Restore())); }

  auto Revision() const -> JsonObject {
    const auto number = JsonObject()
                            .Add("name", "revision_number")
                            .Add("in", "path")
                            .Add("required", JsonLiteral::Boolean(true))
                            .Add("schema", JsonObject().Add("type", "integer").Text())
                            .Text();
    return std::move(ItemOfRow(app_, model_, {number}).Add("get", GetRevision()));
  }

 private:
  auto Restore() const -> Safe<JsonText> {
    const bool refers = std::ranges::any_of(model_.fields, [&](Id<ir::Field> id) { return std::holds_alternative<ir::RefType>(app_.fields[id].type); });
    Responses responses;
    responses.Success("200", "The row, which was deleted", Tag("RowTag"), ClosedRow(model_.name));
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .conflict = IsUnique(app_, model_), .rules = refers || !model_.checks.empty(), .writes = true}, responses);
    return Begin("restore" + model_.name, "Restore " + model_.name).Add("responses", responses.Text()).Text();
  }

  auto ListRevisions() const -> Safe<JsonText> {
    JsonArray parameters;
    parameters.Add(Ref("parameters", "page")).Add(Ref("parameters", "limit")).Add(Ref("parameters", "ifNoneMatch"));
    Responses responses;
    const std::string page = related_ ? model_.name + ".RevisionPage" : model_.name + ".Page";
    responses.Success("200", "A page of the versions, the newest first", Tag("ListTag"), JsonObject().Add("$ref", SchemaRef(page)).Text());
    responses.Error("304", "NotModified");
    AddErrors(app_, {.guarded_by_token = known_, .missing = true}, responses);
    return Begin("revisionsOf" + model_.name, "List the versions of " + model_.name)
        .Add("parameters", parameters.Text())
        .Add("responses", responses.Text())
        .Text();
  }

  auto GetRevision() const -> Safe<JsonText> {
    Responses responses;
    responses.Success("200", "The row as it was in this version", Tag("RowTag"), ClosedRow(model_.name));
    responses.Error("304", "NotModified");
    AddErrors(app_, {.guarded_by_token = known_, .missing = true}, responses);
    return Begin("revisionOf" + model_.name, "Get a version of " + model_.name)
        .Add("parameters", JsonArray().Add(Ref("parameters", "ifNoneMatch")).Text())
        .Add("responses", responses.Text())
        .Text();
  }

  auto Begin(const std::string& id, const std::string& summary) const -> JsonObject { return Begin(id, summary, model_.name); }

  static auto Begin(const std::string& id, const std::string& summary, const std::string& tag) -> JsonObject {
    JsonObject operation;
    operation.Add("operationId", JsonString::Quote(id))
        .Add("summary", JsonString::Quote(summary))
        .Add("tags", JsonArray().Add(JsonString::Quote(tag)).Text());
    return operation;
  }

  auto List() const -> Safe<JsonText> {
    return ListAs("list" + ir::PluralName(model_.name), "List " + ir::PluralName(model_.name), model_.name, nested_);
  }

  auto ListAs(const std::string& id, const std::string& summary, const std::string& tag, bool missing) const -> Safe<JsonText> {
    JsonArray parameters;
    for (const ir::ListColumn& column : model_.resource->filters) AddFilter(column, parameters);
    AddSearch(parameters);
    AddSort(parameters);
    AddInclude(parameters);
    parameters.Add(Ref("parameters", "page")).Add(Ref("parameters", "limit")).Add(Ref("parameters", "ifNoneMatch"));
    Responses responses;
    responses.Success("200", "A page of the list", Tag("ListTag"), JsonObject().Add("$ref", SchemaRef(model_.name + ".Page")).Text());
    responses.Error("304", "NotModified");
    AddErrors(app_, {.guarded_by_token = known_, .missing = missing}, responses);
    return Begin(id, summary, tag).Add("parameters", parameters.Text()).Add("responses", responses.Text()).Text();
  }

  void AddFilter(const ir::ListColumn& column, JsonArray& parameters) const {
    const FilterSchema filter = FilterSchemaOf(app_, column);
    const std::string name = ColumnName(app_, column);
    parameters.Add(Parameter(name, filter.schema));
    if (!filter.ranges) return;
    for (const std::string_view range : kRanges) parameters.Add(Parameter(name + std::string(range), filter.schema));
  }

  void AddSearch(JsonArray& parameters) const {
    if (model_.search.empty()) return;
    parameters.Add(JsonObject()
                       .Add("name", "q")
                       .Add("in", "query")
                       .Add("description", "Words that a row must hold, each whole or the beginning of one. The rows that match best come first, unless `sort` is given.")
                       .Add("schema", JsonObject().Add("type", "string").Add("maxLength", JsonLiteral::Integer(kMostSearched)).Text())
                       .Text());
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
    AddErrors(app_, {.guarded_by_token = known_, .missing = nested_, .conflict = IsUnique(app_, model_), .rules = true, .body = true, .writes = true}, responses);
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
    AddErrors(app_, {.guarded_by_token = known_, .missing = true}, responses);
    return Begin("get" + model_.name, "Get " + model_.name).Add("parameters", parameters.Text()).Add("responses", responses.Text()).Text();
  }

  auto Change(Constant verb, Constant summary, bool whole) const -> Safe<JsonText> {
    Responses responses;
    responses.Success("200", "The row as it is now", Tag("RowTag"), ClosedRow(model_.name));
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .conflict = IsUnique(app_, model_), .guarded = true, .rules = true, .body = true, .writes = true}, responses);
    if (model_.Hooked(ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate)) responses.Refused(app_.info.errors);
    return Begin(std::string(verb.View()) + model_.name, std::string(summary.View()) + model_.name)
        .Add("parameters", Guard())
        .Add("requestBody", Body(whole))
        .Add("responses", responses.Text())
        .Text();
  }

  auto Delete() const -> Safe<JsonText> {
    Responses responses;
    if (model_.soft_delete) {
      responses.Empty("204", "The row is deleted; it can be restored");
    } else {
      responses.Empty("204", "The row is deleted");
    }
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .conflict = DeletionCanFail(app_, model_), .guarded = true, .writes = true}, responses);
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

auto ItemOfRow(const ir::App& app, const ir::Model& model, const std::vector<Safe<JsonText>>& others) -> JsonObject {
  auto named = Ancestors(app, model);
  named.insert(named.begin(), &model);
  return ItemWithIds(named, others);
}

auto ResourcePaths(const ir::App& app) -> std::vector<PathItem> {
  std::vector<PathItem> paths;
  for (const ir::Model& model : app.models) {
    if (!model.resource) continue;
    const Operations operations(app, model);
    paths.push_back({CollectionPath(app, model), operations.Collection()});
    paths.push_back({ItemPath(app, model), operations.Single()});
    for (const ir::Field* field : FileFields(app, model)) paths.push_back({PathOfFile(app, *field), FileOperations(app, *field)});
    if (model.soft_delete) paths.push_back({RestorePath(app, model), operations.Restoration()});
    for (const ir::Link& link : model.links) {
      const std::string path = LinksPath(app, model, link);
      paths.push_back({path, operations.Linked(link, Operations(app, app.models[link.target]))});
      paths.push_back({path + "/{" + LinkParameter(app, link) + "}", operations.OneLinked(link)});
    }
    if (!model.revision) continue;
    paths.push_back({RevisionsPath(app, model), operations.Revisions()});
    paths.push_back({RevisionsPath(app, model) + "/{revision_number}", operations.Revision()});
  }
  return paths;
}

}  // namespace ingot::codegen::openapi
