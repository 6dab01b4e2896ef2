#include "codegen/targets/openapi/endpoints.h"

#include <algorithm>

#include "codegen/api/routes.h"
#include "codegen/targets/openapi/endpoint_answers.h"
#include "codegen/targets/openapi/schemas.h"
#include "compiler/base/match.h"

namespace ingot::codegen::openapi {
namespace {

auto BodyName(const ir::Endpoint& endpoint) -> std::string { return endpoint.name + ".Body"; }

auto IsAsked(const ir::Field& field) -> bool { return field.required && !field.default_value && !field.default_expression; }

// A segment of a path holds something.
void AskForText(ir::Field& field) {
  const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
  if (scalar == nullptr) return;
  const ir::Bounds bounds = ir::SpecOf(scalar->kind).bounds;
  const bool text = bounds == ir::Bounds::kLength || bounds == ir::Bounds::kBytes;
  if (text && (!field.min || std::get<int64_t>(*field.min) < 1)) field.min = int64_t{1};
}

// A parameter is there or is left out: it is never null.
auto Parameter(const ir::App& app, const ir::Variable& input, Constant place, std::string_view name) -> Safe<JsonText> {
  ir::Field field = app.fields[input.input];
  const bool asked = IsAsked(field);
  field.required = true;
  field.named = {};  // in place: readers of parameters follow no reference
  if (input.kind == ir::VariableKind::kPath) AskForText(field);
  JsonObject parameter;
  parameter.Add("name", JsonString::Quote(name)).Add("in", place);
  if (asked) parameter.Add("required", JsonLiteral::Boolean(true));
  return parameter.Add("schema", AcceptedSchema(app, field, true)).Text();
}

// The names in braces of a path, in order.
auto NamesIn(std::string_view path) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1))
    names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
  return names;
}

// The same path for every name in braces: an address has one path item, whatever its parts are called.
auto ShapeOf(std::string_view path) -> std::string {
  std::string shape;
  bool inside = false;
  for (const char c : path) {
    inside = inside && c != '}';
    if (!inside) shape += c;
    inside = inside || c == '{';
  }
  return shape;
}

// `path` says how the parameters in it are called.
auto Parameters(const ir::App& app, const ir::Endpoint& endpoint, std::string_view path) -> JsonArray {
  JsonArray parameters;
  const std::vector<std::string> names = NamesIn(path);
  size_t next = 0;
  for (const ir::PathSegment& segment : endpoint.path) {
    if (const auto* id = std::get_if<Id<ir::Variable>>(&segment)) parameters.Add(Parameter(app, app.variables[*id], "path", names.at(next++)));
  }
  const auto add = [&](const std::vector<Id<ir::Variable>>& inputs, Constant place) {
    for (const Id<ir::Variable> id : inputs) parameters.Add(Parameter(app, app.variables[id], place, app.variables[id].wire));
  };
  add(endpoint.query, "query");
  add(endpoint.headers, "header");
  const auto results = OutcomesOf(app, endpoint).results;
  const bool tagged = std::ranges::any_of(results, [&](const ir::Result* result) { return IsTagged(endpoint, *result); });
  if (tagged) parameters.Add(Ref("parameters", "ifNoneMatch"));
  return parameters;
}

auto IsBodyAsked(const ir::App& app, const ir::Endpoint& endpoint) -> bool {
  return std::ranges::any_of(endpoint.body, [&](Id<ir::Variable> id) { return IsAsked(app.fields[app.variables[id].input]); });
}

// An input that has a default is never null.
auto BodySchema(const ir::App& app, const ir::Endpoint& endpoint) -> Safe<JsonText> {
  ClosedObject body;
  for (const Id<ir::Variable> id : endpoint.body) {
    const ir::Variable& input = app.variables[id];
    ir::Field field = app.fields[input.input];
    const bool asked = IsAsked(field);
    field.required = !input.nullable;
    body.Add(input.wire, AcceptedSchema(app, field, true), asked);
  }
  return body.Text();
}

auto Operation(const ir::App& app, const ir::Endpoint& endpoint, std::string_view path) -> Safe<JsonText> {
  JsonObject operation;
  operation.Add("operationId", JsonString::Quote(endpoint.name))
      .Add("summary", JsonString::Quote(endpoint.label.empty() ? endpoint.name : endpoint.label));
  if (!endpoint.description.empty()) operation.Add("description", JsonString::Quote(endpoint.description));
  operation.Add("tags", JsonArray().Add(JsonString::Quote("endpoints")).Text());
  const JsonArray parameters = Parameters(app, endpoint, path);
  if (!parameters.IsEmpty()) operation.Add("parameters", parameters.Text());
  if (!endpoint.body.empty()) {
    const auto schema = JsonObject().Add("$ref", SchemaRef(BodyName(endpoint))).Text();
    JsonObject body;
    if (IsBodyAsked(app, endpoint)) body.Add("required", JsonLiteral::Boolean(true));
    operation.Add("requestBody", body.Add("content", JsonContent(schema)).Text());
  }
  return operation.Add("responses", EndpointResponses(app, endpoint)).Text();
}

auto Verb(ir::Method method) -> Constant {
  switch (method) {
    case ir::Method::kGet: return "get";
    case ir::Method::kPost: return "post";
    case ir::Method::kPut: return "put";
    case ir::Method::kPatch: return "patch";
    case ir::Method::kDelete: break;
  }
  return "delete";
}

void NoteResult(const ir::App& app, const ir::Result& result, Mentioned& found) {
  const auto one = Match{
      [&](Id<ir::Variable> id) { found.models.insert(app.models[app.variables[id].model].name); },
      [&](Id<ir::Expression> id) {
        NoteType(app, std::visit([](const auto& type) -> ir::FieldType { return type; }, app.expressions[id].type), found);
      },
  };
  std::visit(Match{
                 [](ir::NoResult) {},
                 [&](const std::vector<ir::ResultMember>& members) {
                   for (const ir::ResultMember& member : members) std::visit(one, member.value);
                 },
                 [&](const auto& id) { one(id); },
             },
             result.value);
}

}  // namespace

void AddEndpointPaths(const ir::App& app, std::vector<PathItem>& paths) {
  for (const ir::Endpoint& endpoint : app.endpoints) {
    const std::string path = EndpointPath(app, endpoint);
    auto item = std::ranges::find_if(paths, [&](const PathItem& each) { return ShapeOf(each.path) == ShapeOf(path); });
    if (item == paths.end()) item = paths.insert(paths.end(), {path, {}});
    item->members.Add(Verb(endpoint.method), Operation(app, endpoint, item->path));
  }
}

auto EndpointSchemas(const ir::App& app) -> std::vector<MemberView> {
  std::vector<MemberView> schemas;
  for (const ir::Endpoint& endpoint : app.endpoints) {
    if (!endpoint.body.empty()) schemas.push_back({JsonString::Quote(BodyName(endpoint)), BodySchema(app, endpoint)});
  }
  return schemas;
}

auto MentionedByEndpoints(const ir::App& app) -> Mentioned {
  Mentioned found;
  for (const ir::Endpoint& endpoint : app.endpoints) {
    for (const auto* inputs : {&endpoint.params, &endpoint.query, &endpoint.headers, &endpoint.body}) {
      for (const Id<ir::Variable> id : *inputs) {
        ir::Field field = app.fields[app.variables[id].input];
        if (inputs != &endpoint.body) field.named = {};
        NoteSent(app, field, found);
      }
    }
    for (const ir::Result* result : OutcomesOf(app, endpoint).results) NoteResult(app, *result, found);
  }
  return found;
}

}  // namespace ingot::codegen::openapi
