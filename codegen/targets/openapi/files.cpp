#include "codegen/targets/openapi/files.h"

#include <string>

#include "codegen/api/routes.h"
#include "codegen/targets/openapi/operations.h"
#include "codegen/targets/openapi/responses.h"
#include "codegen/targets/openapi/schemas.h"

namespace ingot::codegen::openapi {
namespace {

auto Text(Constant pattern) -> Safe<JsonText> { return JsonObject().Add("type", "string").Add("pattern", pattern).Text(); }

auto Header(Constant description, const Safe<JsonText>& schema) -> Safe<JsonText> {
  return JsonObject().Add("description", description).Add("schema", schema).Text();
}

auto Parameter(Constant name, Constant description, const Safe<JsonText>& schema) -> Safe<JsonText> {
  return JsonObject().Add("name", name).Add("in", "header").Add("description", description).Add("schema", schema).Text();
}

auto AnyText() -> Safe<JsonText> { return JsonObject().Add("type", "string").Text(); }

auto Tag() -> Safe<JsonText> { return Header("The SHA-256 of the file", Text("^\"[0-9a-f]{64}\"$")); }

class Operations {
 public:
  Operations(const ir::App& app, const ir::Field& file)
      : app_(app), file_(file), model_(app.models[file.model]), known_(app.info.jwt.has_value()) {}

  auto Get() const -> Safe<JsonText> {
    const JsonArray parameters = std::move(JsonArray().Add(Ref("parameters", "ifNoneMatch"))
        .Add(Parameter("Range", "One range of bytes; more than one, or what is no range, is ignored.", AnyText()))
        .Add(Parameter("If-Range", "The ETag of the file that the range is of.", AnyText())));
    Responses responses;
    responses.Set("200", Bytes("The file", false));
    responses.Set("206", Bytes("The range that was asked for", true));
    const auto tag = JsonObject().Add("ETag", Tag()).Text();
    responses.Set("304", JsonObject().Add("description", "The file is the one that If-None-Match names").Add("headers", tag).Text());
    AddErrors(app_, {.guarded_by_token = known_, .missing = true}, responses);
    responses.Set("416", Fault("The range lies outside the file; `Content-Range` tells its size"));
    return Begin("get", "Download").Add("parameters", parameters.Text()).Add("responses", responses.Text()).Text();
  }

  auto Put() const -> Safe<JsonText> {
    JsonArray parameters = Guards();
    parameters.Add(Parameter("Content-Disposition", "Names the file: `attachment; filename=\"report.pdf\"`.", AnyText()));
    Responses responses;
    const auto schema = JsonObject().Add("$ref", SchemaRef("file")).Text();
    const JsonObject tag = std::move(JsonObject().Add("ETag", Tag()));
    JsonObject headers;
    headers.Add("Location", Header("Where the file is", AnyText())).Append(tag);
    responses.Success("200", "The file, in place of the one before", tag, schema);
    responses.Success("201", "The file, the first one", headers, schema);
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .guarded = true, .body = true, .writes = true}, responses);
    responses.Set("415", Fault("Files of this type are not taken"));
    const auto body = JsonObject()
                          .Add("description", JsonString::Quote("The bytes, at most " + std::to_string(std::get<int64_t>(*file_.max)) + "."))
                          .Add("required", JsonLiteral::Boolean(true))
                          .Add("x-maxBytes", JsonLiteral::Integer(std::get<int64_t>(*file_.max)))
                          .Add("content", Content())
                          .Text();
    return Begin("put", "Upload").Add("parameters", parameters.Text()).Add("requestBody", body).Add("responses", responses.Text()).Text();
  }

  auto Delete() const -> Safe<JsonText> {
    Responses responses;
    responses.Empty("204", "The file is deleted");
    AddErrors(app_, {.guarded_by_token = known_, .missing = true, .guarded = true, .writes = true}, responses);
    return Begin("delete", "Delete").Add("parameters", Guards().Text()).Add("responses", responses.Text()).Text();
  }

 private:
  auto Begin(const std::string& verb, const std::string& summary) const -> JsonObject {
    JsonObject operation;
    operation.Add("operationId", JsonString::Quote(verb + ir::FileName(app_, file_)))
        .Add("summary", JsonString::Quote(summary + " " + file_.name + " of " + model_.name))
        .Add("tags", JsonArray().Add(JsonString::Quote(model_.name)).Text());
    return operation;
  }

  static auto Guards() -> JsonArray {
    return std::move(JsonArray().Add(Parameter("If-Match", "The ETag of the file that is there.", AnyText()))
        .Add(Parameter("If-None-Match", "There must be no file yet.", JsonObject().Add("const", "*").Text())));
  }

  // The media types that it may have; nothing else is said of bytes.
  auto Content() const -> Safe<JsonText> {
    JsonObject content;
    for (const std::string& type : file_.accept) content.Add(JsonString::Quote(type), JsonObject().Text());
    if (content.IsEmpty()) content.Add("*/*", JsonObject().Text());
    return content.Text();
  }

  auto Bytes(Constant description, bool part) const -> Safe<JsonText> {
    JsonObject headers;
    headers.Add("ETag", Tag()).Add("Content-Disposition", Header("Its name", AnyText())).Add("Accept-Ranges", Header("`bytes`", AnyText()));
    if (part) headers.Add("Content-Range", Header("Which bytes, and of how many", AnyText()));
    return JsonObject().Add("description", description).Add("headers", headers.Text()).Add("content", Content()).Text();
  }

  auto Fault(Constant description) const -> Safe<JsonText> {
    return JsonObject().Add("description", description).Add("content", ErrorContent(app_.info.errors)).Text();
  }

  const ir::App& app_;
  const ir::Field& file_;
  const ir::Model& model_;
  bool known_;  // callers bring a token
};

}  // namespace

auto FileOperations(const ir::App& app, const ir::Field& file) -> JsonObject {
  const Operations operations(app, file);
  JsonObject item = ItemOfRow(app, app.models[file.model]);
  return std::move(item.Add("get", operations.Get()).Add("put", operations.Put()).Add("delete", operations.Delete()));
}

auto FileSchema() -> Safe<JsonText> {
  ClosedObject file;
  file.Add("name", AnyText(), true);
  file.Add("size", JsonObject().Add("type", "integer").Add("minimum", JsonLiteral::Integer(0)).Text(), true);
  file.Add("type", AnyText(), true);
  file.Add("sha256", Text("^[0-9a-f]{64}$"), true);
  const ir::FieldSchema& time = *ir::SpecOf(ir::ScalarKind::kTimestamp).schema;
  file.Add("uploadedAt",
           JsonObject().Add("type", "string").Add("format", JsonString::Quote(time.format)).Add("pattern", JsonString::Quote(time.answered)).Text(), true);
  return file.Text();
}

}  // namespace ingot::codegen::openapi
