// The comparison on documents of a few lines: one rule each, and what is not to be told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "codegen/compare/compare.h"

namespace ingot::codegen::compare {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A document with one operation, `POST /things`.
auto Document(const std::string& operation, const std::string& components = "{}", const std::string& rest = "{}") -> std::string {
  json document = json::parse(R"({"openapi": "3.1.0", "paths": {"/things": {}}})");
  document["paths"]["/things"]["post"] = json::parse(operation);
  document["components"] = json::parse(components);
  document.update(json::parse(rest));
  return document.dump();
}

// `rule at place` of each finding.
auto Told(const std::string& before, const std::string& after) -> std::vector<std::string> {
  const auto findings = Compare(before, after);
  if (!findings) return {findings.error()};
  std::vector<std::string> told;
  for (const Finding& finding : *findings) told.push_back(std::string(SpecOf(finding.rule).id) + " at " + (finding.operation.empty() ? "the API" : finding.within));
  return told;
}

auto Body(const std::string& schema) -> std::string { return Document(R"({"requestBody": {"content": {"application/json": {"schema": )" + schema + "}}}}"); }
auto Answer(const std::string& schema) -> std::string {
  return Document(R"({"responses": {"200": {"content": {"application/json": {"schema": )" + schema + "}}}}}");
}

struct Case {
  const char* before;
  const char* after;
  std::vector<std::string> told;
};

TEST(Compare, JudgesBodies) {
  const std::vector<Case> cases{
      {R"({"properties": {"a": {"type": ["string", "null"]}}})", R"({"properties": {"a": {"type": "string"}}})", {"request-null-refused at body · a"}},
      {R"({"properties": {"a": {"type": "string"}}})", R"({"properties": {"a": {"type": ["null", "string"]}}})", {"request-null-accepted at body · a"}},
      {R"({"properties": {"a": {}, "b": {}}})", R"({"properties": {"b": {}}})", {"request-member-ignored at body · a"}},
      {R"({"properties": {"a": {}, "b": {}}, "additionalProperties": false})", R"({"properties": {"b": {}}, "additionalProperties": false})",
       {"request-member-removed at body · a"}},
      {R"({"properties": {"a": {}}})", R"({"properties": {"a": {}}, "additionalProperties": false})", {"request-object-closed at body"}},
      {R"({"properties": {"a": {}}, "unevaluatedProperties": false})", R"({"properties": {"a": {}}})", {"request-object-opened at body"}},
      {R"({"type": "integer"})", R"({"type": "number"})", {"request-type-widened at body"}},
      {R"({"type": "number"})", R"({"type": "integer"})", {"request-type-changed at body"}},
      {R"({"type": "array", "items": {"type": "string", "maxLength": 5}, "uniqueItems": true})", R"({"type": "array", "items": {"type": "string", "maxLength": 4}})",
       {"request-bounds-widened at body", "request-bounds-narrowed at body · []"}},
      {R"({"type": "string", "x-maximum": "99999999999999999999.5"})", R"({"type": "string", "x-maximum": "100000000000000000000"})", {"request-bounds-widened at body"}},
      {R"({"type": "string", "x-minimum": "2020-01-01"})", R"({"type": "string", "x-minimum": "2021-01-01"})", {"request-bounds-narrowed at body"}},
      {R"({"enum": ["a", "b"]})", R"({"type": "string"})", {"request-enum-value-added at body"}},
      {R"({"type": "string"})", R"({"enum": ["a", "b"]})", {"request-enum-value-removed at body"}},
      {R"({"allOf": [{"pattern": "a"}, {"pattern": "b"}]})", R"({"pattern": "a"})", {"request-pattern-widened at body"}},
      {R"({"anyOf": [{"type": "string"}, {"type": "integer"}]})", R"({"anyOf": [{"type": "string"}, {"type": "boolean"}]})", {"request-type-changed at body"}},
      {R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", R"({"type": ["string", "null"]})", {}},
      {R"({"type": ["array", "boolean", "number", "object", "string"]})", R"({})", {"request-null-accepted at body"}},
      {R"({"const": "a"})", R"({"enum": ["a"], "type": "string"})", {}},
      {R"({"type": "string", "description": "one", "examples": ["a"]})", R"({"type": "string", "description": "two"})", {}},
      {R"({"properties": {"a": {"default": 1}}})", R"({"properties": {"a": {"default": 2}}})", {"default-changed at body · a"}},
  };
  for (const Case& each : cases) EXPECT_THAT(Told(Body(each.before), Body(each.after)), testing::ElementsAreArray(each.told)) << each.before << " -> " << each.after;
}

TEST(Compare, JudgesAnswers) {
  const std::vector<Case> cases{
      {R"({"properties": {"a": {}}, "required": ["a"]})", R"({"properties": {"a": {}}})", {"response-member-optional at response 200 · a"}},
      {R"({"properties": {"a": {}}})", R"({"properties": {"a": {}}, "required": ["a"]})", {"response-member-required at response 200 · a"}},
      {R"({"properties": {"a": {}}, "additionalProperties": false})", R"({"properties": {"a": {}, "b": {}}, "additionalProperties": false})",
       {"response-member-added at response 200 · b"}},
      {R"({"type": "integer", "maximum": 5})", R"({"type": "integer", "maximum": 6})", {"response-bounds-widened at response 200"}},
      {R"({"type": "integer"})", R"({"type": "integer", "minimum": 0})", {"response-bounds-narrowed at response 200"}},
      {R"({"type": "string", "pattern": "[0-9]{2}"})", R"({"type": "string", "pattern": "[0-9]{1,2}"})", {"response-pattern-changed at response 200"}},
      {R"({"type": "string", "pattern": "[0-9]{2,4}"})", R"({"type": "string", "pattern": "[0-9]{3}"})", {"response-pattern-narrowed at response 200"}},
      {R"({"type": "string"})", R"({"type": "string", "format": "date"})", {"response-type-narrowed at response 200"}},
      {R"({"type": "string", "format": "date"})", R"({"type": "string"})", {"response-type-changed at response 200"}},
      {R"({"type": "integer"})", R"({"type": ["string", "null"]})", {"response-type-changed at response 200"}},
      {R"({"properties": {"a": {"properties": {"b": {"type": "string"}}}}})", R"({"properties": {"a": {"properties": {"b": {"type": "integer"}}}}})",
       {"response-type-changed at response 200 · a.b"}},
      {R"({"additionalProperties": {"type": "string"}})", R"({"additionalProperties": {"type": "integer"}})", {"response-type-changed at response 200 · *"}},
  };
  for (const Case& each : cases) EXPECT_THAT(Told(Answer(each.before), Answer(each.after)), testing::ElementsAreArray(each.told)) << each.before << " -> " << each.after;
}

TEST(Compare, JudgesWhatAnOperationTakesAndAnswers) {
  const std::vector<Case> cases{
      {R"({"requestBody": {"required": true, "content": {}}})", R"({"requestBody": {"content": {}}})", {"request-body-optional at body"}},
      {R"({"requestBody": {"content": {}}})", R"({"requestBody": {"required": true, "content": {}}})", {"request-body-required at body"}},
      {R"({"requestBody": {"content": {"a/b": {}}}})", R"({"requestBody": {"content": {"a/c": {}}}})", {"request-content-removed at body", "request-content-added at body"}},
      {R"({"responses": {"200": {"content": {"a/b": {}}}}})", R"({"responses": {"200": {"content": {"a/c": {}}}}})",
       {"response-content-removed at response 200", "response-content-added at response 200"}},
      {R"({"responses": {"200": {"headers": {"A": {}}}}})", R"({"responses": {"200": {"headers": {"B": {}}}}})",
       {"response-header-removed at response 200 header A", "response-header-added at response 200 header B"}},
      {R"({"responses": {"200": {"headers": {"A": {"required": true}}}}})", R"({"responses": {"200": {"headers": {"A": {}}}}})", {"response-header-removed at response 200 header A"}},
      {R"({"responses": {"200": {}}})", R"({"responses": {"200": {}, "202": {}}})", {"success-status-added at response 202"}},
      {R"({"responses": {"200": {}, "202": {}}})", R"({"responses": {"200": {}}})", {"success-status-removed at response 202"}},
      {R"({"responses": {"200": {}}})", R"({"responses": {"201": {}}})", {"success-status-changed at response 200"}},
      {R"({"responses": {"200": {}}})", R"({"responses": {"200": {}, "304": {}, "418": {}}})", {"error-status-added at response 418"}},
      {R"({"parameters": [{"in": "query", "name": "a", "style": "form"}]})", R"({"parameters": [{"in": "query", "name": "a", "style": "pipeDelimited"}]})",
       {"parameter-style-changed at query a"}},
      {R"({"parameters": [{"in": "query", "name": "a", "schema": {"type": "string"}}, {"in": "query", "name": "a[gt]", "schema": {"type": "string"}}]})",
       R"({"parameters": [{"in": "query", "name": "a", "schema": {"type": "integer"}}, {"in": "query", "name": "a[gt]", "schema": {"type": "integer"}}]})",
       {"request-type-changed at query a"}},
  };
  for (const Case& each : cases) EXPECT_THAT(Told(Document(each.before), Document(each.after)), testing::ElementsAreArray(each.told)) << each.before << " -> " << each.after;
}

TEST(Compare, JudgesGuards) {
  const std::string schemes = R"({"securitySchemes": {"key": {"type": "apiKey"}, "token": {"type": "http"}}})";
  const std::string other = R"({"securitySchemes": {"key": {"type": "apiKey"}, "token": {"type": "http", "description": "signed with ES256"}}})";
  const auto document = [&](const std::string& security) { return Document(R"({"security": )" + security + "}", schemes); };
  EXPECT_THAT(Told(document(R"([{"key": []}, {"token": []}])"), document(R"([{"token": []}])")), ElementsAre("guard-narrowed at "));
  EXPECT_THAT(Told(document(R"([{"key": []}])"), document(R"([{"token": []}, {"key": []}])")), ElementsAre("guard-widened at "));
  EXPECT_THAT(Told(document(R"([{"key": []}])"), document("[]")), ElementsAre("guard-removed at "));
  EXPECT_THAT(Told(document(R"([{"key": []}, {}])"), document(R"([{"key": []}])")), ElementsAre("guard-added at "));
  EXPECT_THAT(Told(Document("{}", schemes), Document("{}", other)), ElementsAre("guard-changed at the API"));
  EXPECT_THAT(Told(Document("{}", schemes, R"({"security": [{"key": []}]})"), Document(R"({"security": []})", schemes, R"({"security": [{"key": []}]})")),
              ElementsAre("guard-removed at "));
}

TEST(Compare, TellsTheServer) {
  EXPECT_THAT(Told(Document("{}", "{}", R"({"servers": [{"url": "/"}]})"), Document("{}", "{}", R"({"servers": [{"url": "/v2"}]})")), ElementsAre("prefix-changed at the API"));
}

TEST(Compare, TellsACauseOnceWithItsOperations) {
  const auto document = [](const std::string& type) {
    return R"({"openapi": "3.1.0", "components": {"schemas": {"Thing": {"properties": {"a": {"type": ")" + type + R"("}}}, "Thing.Page": {"properties": {"data": {"items": {"$ref": "#/components/schemas/Thing"}}}}}},
      "paths": {"/b": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing.Page"}}}}}}},
                "/b/{id}": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}},
                            "put": {"responses": {"200": {"content": {"application/json": {"schema": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}}}}}}}}})";
  };
  const auto findings = Compare(document("string"), document("integer"));
  ASSERT_TRUE(findings);
  ASSERT_EQ(findings->size(), 1U);
  EXPECT_EQ(findings->front().operation, "GET /b/{id}");
  EXPECT_EQ(findings->front().within, "response 200 · a");
  EXPECT_THAT(findings->front().operations, ElementsAre("GET /b", "GET /b/{id}", "PUT /b/{id}"));
}

TEST(Compare, ShortensWhatIsLong) {
  std::string pattern = "a";
  for (int i = 0; i < 200; ++i) pattern += "\u00e4";
  const auto findings = Compare(Body(R"({"type": "string"})"), Body(R"({"type": "string", "pattern": ")" + pattern + "\"}"));
  ASSERT_TRUE(findings);
  ASSERT_EQ(findings->size(), 1U);
  EXPECT_LT(findings->front().text.size(), 200U);
  EXPECT_FALSE(json::parse("\"" + findings->front().text + "\"", nullptr, false).is_discarded()) << "characters are whole";
}

TEST(Compare, KnowsAPathByItsShape) {
  const auto document = [](const std::string& name, const std::string& type) {
    return R"({"openapi": "3.1.0", "paths": {"/b/{)" + name + R"(}": {"parameters": [{"in": "path", "name": ")" + name + R"(", "required": true, "schema": {"type": ")" + type +
           R"("}}], "get": {}}}})";
  };
  EXPECT_THAT(Told(document("book", "string"), document("id", "string")), IsEmpty());
  EXPECT_THAT(Told(document("book", "string"), document("id", "integer")), ElementsAre("request-type-changed at path id"));
}

TEST(Compare, RefusesWhatIsNoDocument) {
  const std::string good = Document("{}");
  EXPECT_THAT(Told("{", good), ElementsAre("the former document is no JSON"));
  EXPECT_THAT(Told(good, "[]"), ElementsAre("the new document is no OpenAPI 3.1"));
  EXPECT_THAT(Told(good, R"({"openapi": "3.0.3"})"), ElementsAre("the new document is no OpenAPI 3.1"));
}

}  // namespace
}  // namespace ingot::codegen::compare
