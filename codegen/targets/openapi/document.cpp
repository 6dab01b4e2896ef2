#include "codegen/targets/openapi/document.h"

#include "codegen/targets/openapi/models.h"
#include "codegen/targets/openapi/operations.h"
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

auto ErrorContent(ir::ErrorShape shape) -> Safe<JsonText> {
  const auto schema = JsonObject().Add("$ref", SchemaRef("error")).Text();
  const auto content = JsonObject().Add("schema", schema).Text();
  const bool problem = shape == ir::ErrorShape::kProblemDetails;
  return JsonObject().Add(JsonString::Quote(problem ? "application/problem+json" : "application/json"), content).Text();
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

void AddResources(const ir::App& app, DocumentView& view) {
  view.paths = ResourcePaths(app);
  view.schemas = ModelSchemas(app);
  view.tags = Tags(app);
  view.has_resources = !view.paths.empty();
  view.has_conflicts = HasConflicts(app);
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
  AddResources(app, view);
  AddSecurity(app.info, view);
  return view;
}

}  // namespace ingot::codegen::openapi
