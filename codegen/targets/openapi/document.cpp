#include "codegen/targets/openapi/document.h"

#include <algorithm>

#include "codegen/targets/openapi/endpoints.h"
#include "codegen/targets/openapi/models.h"
#include "codegen/targets/openapi/operations.h"
#include "codegen/targets/openapi/responses.h"
#include "codegen/targets/openapi/schemas.h"

namespace ingot::codegen::openapi {
namespace {

// What holds for every request, said once.
constexpr std::string_view kWords =
    "`HEAD` answers where `GET` does, `OPTIONS` everywhere; another method than those of a path is 405, and `Allow` lists them. "
    "A body may be of any type `application/*+json` too. Lengths count code points, no text holds the NUL character, and a whole number has at most 64 bits. "
    "A parameter stands once in a query. Every problem of a request is named at once.";

auto Info(const ir::AppInfo& info) -> Safe<JsonText> {
  JsonObject object;
  object.Add("title", JsonString::Quote(info.label.empty() ? info.name : info.label)).Add("version", JsonString::Quote(info.version));
  return object.Append(Titled("", info.description, kWords)).Text();
}

auto Tags(const ir::App& app) -> std::vector<Safe<JsonText>> {
  std::vector<Safe<JsonText>> tags;
  for (const ir::Model& model : app.models) {
    if (!model.resource) continue;
    JsonObject tag;
    tag.Add("name", JsonString::Quote(model.name));
    std::string words = model.label;
    if (!model.label.empty() && !model.description.empty()) words += "\n\n";
    words += model.description;
    if (!words.empty()) tag.Add("description", JsonString::Quote(words));
    tags.push_back(tag.Text());
  }
  return tags;
}

// Does an operation point at this component?
auto PointsAt(const std::vector<PathItem>& paths, const std::string& component) -> bool {
  const std::string ref = "\"#/components/" + component + "\"";
  return std::ranges::any_of(paths, [&](const PathItem& item) { return item.members.Text().View().find(ref) != std::string_view::npos; });
}

void AddResources(const ir::App& app, DocumentView& view, std::vector<PathItem>& paths) {
  paths = ResourcePaths(app);
  view.tags = Tags(app);
  view.has_resources = !paths.empty();
}

void AddEndpoints(const ir::App& app, DocumentView& view, std::vector<PathItem>& paths) {
  AddEndpointPaths(app, paths);
  if (app.endpoints.begin() == app.endpoints.end()) return;
  JsonObject tag;
  tag.Add("name", "endpoints").Add("description", "Operations beside those of the resources");
  view.tags.push_back(tag.Text());
}

// The paths, the schemas that they point at, and which of the shared parts.
void AddApi(const ir::App& app, DocumentView& view) {
  std::vector<PathItem> paths;
  AddResources(app, view, paths);
  AddEndpoints(app, view, paths);
  for (const PathItem& item : paths) view.paths.push_back({JsonString::Quote(item.path), item.members.Text()});
  view.schemas = ModelSchemas(app);
  for (const MemberView& schema : EndpointSchemas(app)) view.schemas.push_back(schema);
  view.has_operations = !paths.empty();
  view.has_conflicts = PointsAt(paths, "responses/Conflict");
  view.has_missing = PointsAt(paths, "responses/NotFound");
  view.has_bodies = PointsAt(paths, "responses/ContentTooLarge");
  view.has_rules = PointsAt(paths, "responses/UnprocessableContent");
  view.has_writes = PointsAt(paths, "responses/InsufficientStorage");
}

// How callers prove who they are; the routes of the service itself ask for nothing.
void AddSecurity(const ir::AppInfo& info, DocumentView& view) {
  if (!info.jwt) return;
  view.has_security = true;
  view.security = JsonArray().Add(JsonObject().Add("bearer", JsonArray().Text()).Text()).Text();
  JsonObject scheme;
  scheme.Add("type", "http").Add("scheme", "bearer").Add("bearerFormat", "JWT");
  scheme.Add("description", "A JSON Web Token with `sub` and `exp`, signed with HS256.");
  view.security_schemes.push_back({JsonString::Quote("bearer"), scheme.Text()});
}

}  // namespace

auto MakeDocumentView(const ir::App& app) -> DocumentView {
  DocumentView view{.info = Info(app.info),
                    .security = JsonText::Of("[]"),
                    .error_content = ErrorContent(app.info.errors),
                    .page_size = app.info.page_size,
                    .max_page_size = app.info.max_page_size,
                    .problem_details = app.info.errors == ir::ErrorShape::kProblemDetails,
                    .status_message = app.info.errors == ir::ErrorShape::kStatusMessage,
                    .error_object = app.info.errors == ir::ErrorShape::kErrorObject};
  AddApi(app, view);
  AddSecurity(app.info, view);
  return view;
}

}  // namespace ingot::codegen::openapi
