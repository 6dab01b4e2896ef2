#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/endpoint_view.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::cpp_service {
namespace {

void AddRoutes(const ir::App& app, const ir::Model& model, std::vector<RouteView>& routes) {
  const auto collection = CppString::Quote(CollectionPath(app, model));
  const auto item = CppString::Quote(ItemPath(app, model));
  const auto route = [&](Constant method, const Safe<CppString>& path, const Safe<CppIdentifier>& handler) {
    routes.push_back({CppIdentifier::Fixed(method), path, handler});
  };
  route("get", collection, CppIdentifier::Prefixed("list", ir::PluralName(model.name)));
  route("post", collection, CppIdentifier::Prefixed("create", model.name));
  route("get", item, CppIdentifier::Prefixed("get", model.name));
  route("put", item, CppIdentifier::Prefixed("replace", model.name));
  route("patch", item, CppIdentifier::Prefixed("patch", model.name));
  route("del", item, CppIdentifier::Prefixed("delete", model.name));
  for (const ir::Field* field : FileFields(app, model)) {
    const auto file = CppString::Quote(PathOfFile(app, *field));
    const auto handler = [&](Constant verb) { return CppIdentifier::Linked(verb, field->name, "Of", model.name); };
    route("get", file, handler("get"));
    routes.push_back({CppIdentifier::Fixed("put"), file, handler("put"), true, std::get<int64_t>(*field->max)});
    route("del", file, handler("delete"));
  }
  if (model.soft_delete) route("post", CppString::Quote(RestorePath(app, model)), CppIdentifier::Prefixed("restore", model.name));
  for (const ir::Link& link : model.links) {
    const std::string path = LinksPath(app, model, link);
    const auto one = CppString::Quote(path + "/{" + LinkParameter(app, link) + "}");
    route("get", CppString::Quote(path), LinkHandler("list", model, link));
    route("put", one, LinkHandler("link", model, link));
    route("del", one, LinkHandler("unlink", model, link));
  }
  if (!model.revision) return;
  const std::string revisions = RevisionsPath(app, model);
  route("get", CppString::Quote(revisions), CppIdentifier::Prefixed("revisionsOf", model.name));
  route("get", CppString::Quote(revisions + "/{revision_number}"), CppIdentifier::Prefixed("revisionOf", model.name));
}

void AddSecrets(const ir::App& app, const ir::Model& model, ApplicationView& view) {
  const size_t before = view.secrets.size();
  for (const ir::Field* field : ConcealedFields(app, model)) {
    if (field->secret) view.secrets.push_back(CppExpr::Of("@::Secrets::@", CppIdentifier::Type(model.name), MemberName(*field)));
  }
  if (view.secrets.size() > before) view.models.push_back({CppPath::Include(Path::Of("models/@.hpp", Path::Kebab(model.name)))});
}

auto MethodName(ir::Method method) -> Safe<CppIdentifier> {
  switch (method) {
    case ir::Method::kGet: return CppIdentifier::Fixed("get");
    case ir::Method::kPost: return CppIdentifier::Fixed("post");
    case ir::Method::kPut: return CppIdentifier::Fixed("put");
    case ir::Method::kPatch: return CppIdentifier::Fixed("patch");
    case ir::Method::kDelete: break;
  }
  return CppIdentifier::Fixed("del");
}

auto ErrorShapeName(ir::ErrorShape shape) -> Safe<CppIdentifier> {
  switch (shape) {
    case ir::ErrorShape::kProblemDetails:
      return CppIdentifier::Fixed("problemDetails");
    case ir::ErrorShape::kStatusMessage:
      return CppIdentifier::Fixed("statusMessage");
    case ir::ErrorShape::kErrorObject:
      break;
  }
  return CppIdentifier::Fixed("errorObject");
}

}  // namespace

auto MakeApplicationView(const ir::App& app) -> ApplicationView {
  const ir::JwtAuth jwt = app.info.jwt.value_or(ir::JwtAuth{});
  ApplicationView view{
      .name = CppString::Quote(app.info.name),
      .version = CppString::Quote(app.info.version),
      .page_size = app.info.page_size,
      .max_page_size = app.info.max_page_size,
      .errors = ErrorShapeName(app.info.errors),
      .has_jwt = app.info.jwt.has_value(),
      .has_issuer = !jwt.issuer.empty(),
      .issuer = CppString::Quote(jwt.issuer),
      .has_audience = !jwt.audience.empty(),
      .audience = CppString::Quote(jwt.audience),
      .token_type = jwt.type == ir::TokenType::kJwt ? CppIdentifier::Fixed("jwt") : CppIdentifier::Fixed("accessToken"),
  };
  for (const ir::Model& model : app.models) {
    if (!model.resource) continue;
    view.resources.push_back({CppPath::Include(Path::Of("resources/@.hpp", Path::Kebab(model.name)))});
    AddRoutes(app, model, view.routes);
  }
  for (const ir::Endpoint& endpoint : app.endpoints) {
    view.endpoints.push_back({CppPath::Include(Path::Of("endpoints/@.hpp", Path::Kebab(endpoint.name)))});
    view.routes.push_back({MethodName(endpoint.method), CppString::Quote(EndpointPath(app, endpoint)), CppIdentifier::Value(endpoint.name)});
  }
  view.has_routes = !view.routes.empty();
  for (const ir::Model& model : app.models) {
    AddSecrets(app, model, view);
  }
  view.has_files = HasFiles(app);
  view.has_secrets = !view.secrets.empty();
  view.has_outbox = HasEffects(app);
  for (const std::string& name : CalledNames(app)) view.calls.push_back(CppString::Quote(name));
  view.has_calls = !view.calls.empty();
  view.has_custom = HasCustom(app);
  return view;
}

auto MakeReadmeView(const ir::App& app) -> ReadmeView {
  ReadmeView view{.title = MarkdownText::Plain(app.info.name),
                  .label = MarkdownText::Plain(app.info.label),
                  .has_label = !app.info.label.empty(),
                  .has_jwt = app.info.jwt.has_value(),
                  .has_secrets = HasSecrets(app),
                  .has_outbox = HasEffects(app),
                  .has_custom = HasCustom(app),
                  .has_files = HasFiles(app),
                  .has_image = app.info.SaysWhoCalls(),
                  .first_request = MarkdownText::Plain("")};
  for (const ir::Model& model : app.models) {
    if (model.resource) view.resources.push_back({MarkdownText::Plain(model.name), MarkdownText::Code(CollectionPath(app, model))});
    for (const ir::Field* field : FileFields(app, model)) view.files.push_back({MarkdownText::Code(PathOfFile(app, *field))});
  }
  view.has_resources = !view.resources.empty();
  for (const std::string& name : CalledNames(app)) view.calls.push_back(MarkdownText::Code(name));
  view.has_calls = !view.calls.empty();
  for (const ir::Endpoint& endpoint : app.endpoints) {
    const std::string route = std::string(ir::MethodText(endpoint.method)) + " " + EndpointPath(app, endpoint);
    view.endpoints.push_back(
        {MarkdownText::Plain(endpoint.name), MarkdownText::Code(route), !endpoint.label.empty(), MarkdownText::Plain(endpoint.label)});
  }
  view.has_endpoints = !view.endpoints.empty();
  for (const ir::Model& model : app.models) {
    const bool top = model.resource && !model.resource->under;
    if (top) {
      const std::string token = app.info.jwt ? "-H \"Authorization: Bearer $TOKEN\" " : "";
      view.first_request = MarkdownText::Code("curl " + token + "localhost:4000" + CollectionPath(app, model));
      break;
    }
  }
  return view;
}

auto MakeFixturesView(const ir::App& app) -> FixturesView {
  FixturesView view;
  for (const ir::Model& model : app.models) {
    view.models.push_back({CppIdentifier::Prefixed("make", model.name), CppIdentifier::Suffixed(ParameterName(model), "_")});
  }
  return view;
}

}  // namespace ingot::codegen::cpp_service
