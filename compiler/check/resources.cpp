// Resources: the paths of the API that models stand at, and what their lists can be asked.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/check/checker.h"
#include "compiler/check/concealed.h"
#include "compiler/check/field_type.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostPathBytes = 60;
constexpr size_t kMostDepth = 4;
constexpr size_t kMostColumns = 100;

constexpr std::array kResourceKeys{Key{"path", Want::kText, true}, Key{"under", Want::kText},
                                   Key{"filter", Want::kList}, Key{"sort", Want::kList}};
constexpr std::array<std::string_view, 5> kResourceLater{"only", "except", "operations", "rules", "view"};
constexpr Keys kResource{"a resource", kResourceKeys, kResourceLater};

// What the service answers itself, by the first segment of a path. `.well-known` and `openapi.json` cannot be
// written.
constexpr std::array<std::string_view, 4> kReservedSegments{"healthz", "readyz", "metrics", "docs"};
// What a query string says about the list itself.
constexpr std::array<std::string_view, 8> kReservedParameters{"page",   "limit", "sort",   "include",
                                                              "fields", "q",     "cursor", "total"};

constexpr diag::Message<std::string_view> kInvalidPath{Code::InvalidPath, Severity::kError,
                                                       "`{0}` cannot be the path of a resource"};
constexpr diag::Message<std::string_view, std::string_view> kReservedRoute{
    Code::ReservedRoute, Severity::kError, "the path `{0}` lies at `/{1}`, which the service answers itself"};
constexpr diag::Message<std::string_view> kRouteTwice{Code::RouteTwice, Severity::kError,
                                                      "two resources have the path `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kFileRouteTaken{
    Code::RouteTwice, Severity::kError, "the file `{0}` and a resource have the path `{1}`"};
constexpr diag::Message<std::string_view> kUnderNotRequiredRef{
    Code::InvalidUnder, Severity::kError,
    "a resource cannot lie under `{0}`, which is not a required reference"};
constexpr diag::Message<std::string_view> kUnderNoResource{
    Code::InvalidUnder, Severity::kError,
    "a resource cannot lie under the model `{0}`, which has no resource"};
constexpr diag::Message<size_t> kTooDeep{Code::ResourceTooDeep, Severity::kError,
                                         "the resource lies {0} deep, and 4 is the most"};
constexpr diag::Message<std::string_view> kNotAName{Code::WrongKind, Severity::kError,
                                                    "an entry of `{0}` is the name of a field, in quotes"};
constexpr diag::Message<std::string_view> kColumnRepeated{Code::FieldRepeated, Severity::kError,
                                                          "the field `{0}` stands twice in one list"};
constexpr diag::Message<std::string_view, std::string_view, std::string_view> kNotListable{
    Code::FieldNotListable, Severity::kError, "a list cannot {0} by the {1} field `{2}`"};
constexpr diag::Message<std::string_view> kNoTimestamps{
    Code::FieldNotListable, Severity::kError, "the model has no `{0}`: its timestamps are switched off"};
constexpr diag::Message<std::string_view> kFilterTaken{
    Code::FilterNameTaken, Severity::kError,
    "a list cannot be filtered by `{0}`: the parameter has another meaning"};

// Reads the resource of one model.
class ResourceReader {
 public:
  ResourceReader(Id<ir::Model> model, Checker& checker)
      : id_(model), checker_(checker), emitter_(checker.emitter), model_(checker.app.models[model]) {}

  void Run(ast::Node node) {
    const Object object = Object::Read(node, kResource, emitter_);
    ir::Resource resource;
    resource.span = object.Has("path") ? object.KeySpan("path") : object.Begin();
    if (const ast::Node path = object.Get("path")) {
      resource.span = path.span();
      if (IsPathSegment(path.text())) {
        resource.path = path.text();
      } else {
        ReportPath(path);
      }
    }
    if (const ast::Node under = object.Get("under")) resource.under = Under(under);
    resource.filters = Columns(object.Get("filter"), "filter");
    resource.sorts = Columns(object.Get("sort"), "sort");
    model_.resource = std::move(resource);
  }

 private:
  void ReportPath(ast::Node path) {
    auto draft = emitter_.Emit(path.span(), kInvalidPath, path.text());
    std::string plain;
    for (const char c : path.text()) plain += IsAsciiLetter(c) || IsAsciiDigit(c) ? c : '-';
    while (plain.starts_with('-')) plain.erase(0, 1);
    const std::string mended = KebabCase(plain);
    if (IsPathSegment(mended)) draft.Help("write `{}`", mended);
    draft.Help("a path is one segment of a-z, 0-9 and `-`, a plural noun such as `projects`");
  }

  auto Under(ast::Node name) -> std::optional<Id<ir::Field>> {
    const Id<ir::Field> id = checker_.FindField(id_, name.text());
    if (!id.valid()) {
      ReportUnknownField(name, id_, checker_);
      return std::nullopt;
    }
    if (!checker_.PartOf(id).typed) return std::nullopt;
    const ir::Field& field = checker_.app.fields[id];
    const auto* ref = std::get_if<ir::RefType>(&field.type);
    if (ref == nullptr || !field.required) {
      emitter_.Emit(name.span(), kUnderNotRequiredRef, name.text())
          .Note(field.span, "the field is here")
          .Help("name a field of type `ref` that is `required`");
      return std::nullopt;
    }
    const ir::Model& parent = checker_.app.models[ref->model];
    if (!checker_.PartOf(ref->model).object.HasOrMeant("resource")) {
      emitter_.Emit(name.span(), kUnderNoResource, parent.name)
          .Note(parent.span, "the model is here")
          .Help("give `{}` a resource, or remove `under`", parent.name);
      return std::nullopt;
    }
    return id;
  }

  auto Columns(ast::Node list, std::string_view verb) -> std::vector<ir::ListColumn> {
    std::vector<ir::ListColumn> columns;
    if (!list) return columns;
    const std::string_view what = verb == "sort" ? "fields to sort by" : "fields to filter by";
    for (const ast::Node name : ItemsWithin(list, kMostColumns, what, emitter_)) {
      if (!name.IsString()) {
        emitter_.Emit(name.span(), kNotAName, verb);
        continue;
      }
      const auto column = HoldsNul(name) ? std::nullopt : Column(name, verb);
      if (!column) continue;
      if (std::ranges::find(columns, *column) != columns.end()) {
        emitter_.Emit(name.span(), kColumnRepeated, name.text()).Help("keep one of the two");
        continue;
      }
      columns.push_back(*column);
    }
    return columns;
  }

  auto Column(ast::Node name, std::string_view verb) -> std::optional<ir::ListColumn> {
    if (name.text() == "createdAt" || name.text() == "updatedAt") {
      if (model_.timestamps) {
        return name.text() == "createdAt" ? ir::SystemColumn::kCreatedAt : ir::SystemColumn::kUpdatedAt;
      }
      emitter_.Emit(name.span(), kNoTimestamps, name.text()).Help("remove it, or `\"timestamps\": false`");
      return std::nullopt;
    }
    const Id<ir::Field> id = checker_.FindField(id_, name.text());
    if (!id.valid()) {
      ReportUnknownField(name, id_, checker_);
      return std::nullopt;
    }
    if (!checker_.PartOf(id).typed) return std::nullopt;
    const ir::Field& field = checker_.app.fields[id];
    const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
    const bool as_json = ir::IsKeptAsJson(field.type);
    if (RefusesListing(name, verb, field, emitter_)) return std::nullopt;
    const bool has_order = !as_json && (scalar == nullptr || ir::SpecOf(scalar->kind).filter != "none");
    if ((!field.stored() && !field.revision) || !has_order) {
      const std::string_view what = as_json ? WordOf(field.type) : !has_order ? ir::SpecOf(scalar->kind).name : "computed";
      emitter_.Emit(name.span(), kNotListable, verb, what, name.text());
      return std::nullopt;
    }
    if (verb == "filter" &&
        std::ranges::find(kReservedParameters, ir::WireName(field)) != kReservedParameters.end()) {
      emitter_.Emit(name.span(), kFilterTaken, name.text()).Help("rename the field, or remove the filter");
      return std::nullopt;
    }
    return id;
  }

  Id<ir::Model> id_;
  Checker& checker_;
  diag::Emitter& emitter_;
  ir::Model& model_;
};

// What only shows when all resources are known.
class RouteChecker {
 public:
  explicit RouteChecker(Checker& checker) : checker_(checker), emitter_(checker.emitter) {}

  void Run() {
    for (const Id<ir::Model> model : checker_.app.models.Ids()) {
      if (checker_.app.models[model].resource) Check(model);
    }
    for (const Id<ir::Model> model : checker_.app.models.Ids()) {
      if (checker_.app.models[model].resource) CheckBelow(model);
    }
  }

 private:
  void Check(Id<ir::Model> id) {
    const ir::Resource& resource = *checker_.app.models[id].resource;
    const std::vector<const ir::Resource*> line = LineOf(id);
    if (line.size() > kMostDepth) {
      // The ones below it lie too deep because of it.
      if (line.size() == kMostDepth + 1)
        emitter_.Emit(resource.span, kTooDeep, line.size()).Help("remove `under`");
      return;
    }
    std::string route = checker_.app.info.prefix;
    for (const ir::Resource* part : line) {
      if (part->path.empty()) return;
      route += (part == line.front() ? "/" : "/{id}/") + part->path;
    }
    CheckReservedRoute(resource, route, line.size());
    const auto [first, is_new] = checker_.routes.try_emplace("GET " + route, resource.span);
    if (is_new) {
      checker_.routes.try_emplace("POST " + route, resource.span);
      for (const std::string_view method : {"GET", "PUT", "PATCH", "DELETE"})
        checker_.routes.try_emplace(std::string(method) + " " + route + "/{id}", resource.span);
      return CheckFiles(checker_.app.models[id], route + "/{id}/");
    }
    ReportTwice(resource.span, route, first->second);
  }

  void ReportTwice(Span span, std::string_view route, Span other) {
    emitter_.Emit(span, kRouteTwice, route).Note(other, "the other one is here").Help("give one of the two another path");
  }

  // The versions of a row lie below it, and its way back, where a resource may lie too.
  void CheckBelow(Id<ir::Model> id) {
    const ir::Resource& resource = *checker_.app.models[id].resource;
    const std::vector<const ir::Resource*> line = LineOf(id);
    if (line.size() > kMostDepth) return;
    std::string route = checker_.app.info.prefix;
    for (const ir::Resource* part : line) route += "/" + part->path + "/{id}";
    std::vector<std::string> taken;
    if (checker_.app.models[id].soft_delete) taken.push_back("POST " + route + "/restore");
    if (checker_.app.models[id].revision) taken.insert(taken.end(), {"GET " + route + "/revisions", "GET " + route + "/revisions/{id}"});
    for (const ir::Link& link : checker_.app.models[id].links) {
      const std::string linked = route + "/" + KebabCase(link.name);
      taken.insert(taken.end(), {"GET " + linked, "PUT " + linked + "/{id}", "DELETE " + linked + "/{id}"});
    }
    for (const std::string& each : taken) {
      const auto [first, is_new] = checker_.routes.try_emplace(each, resource.span);
      if (!is_new) return ReportTwice(first->second, each.substr(each.find('/')), resource.span);
    }
  }

  // A file has a route below its row's, as a resource that lies under the row's may have.
  void CheckFiles(const ir::Model& model, const std::string& row) {
    for (const Id<ir::Field> id : model.fields) {
      const ir::Field& field = checker_.app.fields[id];
      if (!field.file()) continue;
      const std::string route = row + KebabCase(field.name);
      for (const std::string_view method : {"GET", "PUT", "DELETE"}) {
        const auto [first, is_new] = checker_.routes.try_emplace(std::string(method) + " " + route, field.span);
        if (is_new) continue;
        emitter_.Emit(field.span, kFileRouteTaken, field.name, route).Note(first->second, "the other one is here").Help("rename the field");
        break;
      }
    }
  }

  // A resource under the one that is at fault is no second mistake; a prefix at fault is reported by itself.
  void CheckReservedRoute(const ir::Resource& resource, std::string_view route, size_t depth) {
    const std::string_view segment = route.substr(1);
    if (depth > 1 || !checker_.app.info.prefix.empty() || !IsReservedSegment(segment)) return;
    emitter_.Emit(resource.span, kReservedRoute, route, segment)
        .Help("choose another path, or an `api.prefix` such as `/api`");
  }

  // The resources along the path, the topmost first; cut where they go in a circle, which required references
  // report.
  auto LineOf(Id<ir::Model> id) const -> std::vector<const ir::Resource*> {
    std::vector<const ir::Resource*> line;
    while (line.size() <= kMostDepth + 1) {
      const auto& resource = checker_.app.models[id].resource;
      if (!resource) break;
      line.push_back(&*resource);
      if (!resource->under) break;
      const auto& parent = std::get<ir::RefType>(checker_.app.fields[*resource->under].type).model;
      const auto is_parent = [&](const ir::Resource* part) {
        return &*checker_.app.models[parent].resource == part;
      };
      if (std::ranges::any_of(line, is_parent)) break;
      id = parent;
    }
    std::ranges::reverse(line);
    return line;
  }

  Checker& checker_;
  diag::Emitter& emitter_;
};

}  // namespace

auto IsPathSegment(std::string_view text) -> bool {
  if (text.empty() || text.size() > kMostPathBytes || text[0] == '-') return false;
  return std::ranges::all_of(text, [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-'; });
}

auto IsReservedSegment(std::string_view segment) -> bool {
  return std::ranges::find(kReservedSegments, segment) != kReservedSegments.end();
}

void CheckResources(Checker& checker) {
  for (const Id<ir::Model> model : checker.app.models.Ids()) {
    const ast::Node node = checker.PartOf(model).object.Get("resource");
    if (node) ResourceReader(model, checker).Run(node);
  }
  RouteChecker(checker).Run();
}

}  // namespace ingot::check
