#include "codegen/targets/openapi/responses.h"

#include <algorithm>

#include "codegen/targets/openapi/schemas.h"
#include "compiler/ir/relations.h"

namespace ingot::codegen::openapi {

auto Ref(Constant place, std::string_view name) -> Safe<JsonText> {
  return JsonObject().Add("$ref", JsonString::Quote("#/components/" + std::string(place.View()) + "/" + std::string(name))).Text();
}

auto JsonContent(const Safe<JsonText>& schema) -> Safe<JsonText> {
  return JsonObject().Add("application/json", JsonObject().Add("schema", schema).Text()).Text();
}

auto ErrorContent(ir::ErrorShape shape) -> Safe<JsonText> {
  const auto schema = JsonObject().Add("$ref", SchemaRef("error")).Text();
  const auto content = JsonObject().Add("schema", schema).Text();
  const bool problem = shape == ir::ErrorShape::kProblemDetails;
  return JsonObject().Add(JsonString::Quote(problem ? "application/problem+json" : "application/json"), content).Text();
}

void Responses::Refused(ir::ErrorShape shape) {
  JsonObject response;
  response.Add("description", JsonString::Quote("The service refuses by rules of its own"));
  Set("4XX", response.Add("content", ErrorContent(shape)).Text());
}

void Responses::Success(Constant status, Constant description, const JsonObject& headers, const Safe<JsonText>& schema) {
  JsonObject response;
  response.Add("description", description);
  if (!headers.IsEmpty()) response.Add("headers", headers.Text());
  Set(std::string(status.View()), response.Add("content", JsonContent(schema)).Text());
}

void Responses::Empty(Constant status, Constant description) {
  Set(std::string(status.View()), JsonObject().Add("description", description).Text());
}

auto Responses::Text() const -> Safe<JsonText> {
  JsonObject object;
  for (const auto& [status, response] : responses_) object.Add(JsonString::Quote(status), response);
  return object.Text();
}

void AddErrors(const ir::App& app, const Faults& faults, Responses& responses) {
  responses.Error("400", "BadRequest");
  if (faults.guarded_by_token) responses.Error("401", "Unauthorized");
  if (faults.missing) responses.Error("404", "NotFound");
  responses.Error("408", "RequestTimeout");
  if (faults.conflict) responses.Error("409", "Conflict");
  if (faults.guarded) responses.Error("412", "PreconditionFailed");
  if (faults.body) responses.Error("413", "ContentTooLarge");
  responses.Error("414", "UriTooLong");
  if (faults.body) responses.Error("415", "UnsupportedMediaType");
  responses.Error("421", "MisdirectedRequest");
  if (faults.rules && app.info.errors != ir::ErrorShape::kStatusMessage) responses.Error("422", "UnprocessableContent");
  responses.Error("431", "HeadersTooLarge");
  responses.Error("500", "InternalServerError");
  responses.Error("503", "ServiceUnavailable");
  if (faults.writes) responses.Error("507", "InsufficientStorage");
}

auto IsUnique(const ir::App& app, const ir::Model& model) -> bool {
  return !model.unique.empty() || std::ranges::any_of(model.fields, [&](Id<ir::Field> id) { return app.fields[id].unique; });
}

auto DeletionCanFail(const ir::App& app, const ir::Model& model) -> bool {
  std::vector<const ir::Model*> going = ir::CascadesFrom(app, model);
  going.push_back(&model);
  return std::ranges::any_of(app.fields, [&](const ir::Field& field) {
    const auto* ref = std::get_if<ir::RefType>(&field.type);
    if (ref == nullptr || !field.model.valid() || std::ranges::find(going, &app.models[ref->model]) == going.end()) return false;
    const auto names_it = [&](const ir::RowCheck& check) { return std::ranges::any_of(check.fields, [&](Id<ir::Field> each) { return &app.fields[each] == &field; }); };
    // A check may break when the reference becomes null.
    const bool may_break = ref->on_delete == ir::OnDelete::kSetNull && std::ranges::any_of(app.models[field.model].checks, names_it);
    return ref->on_delete == ir::OnDelete::kRestrict || may_break;
  });
}

}  // namespace ingot::codegen::openapi
