// Documents that refer to themselves, nest beyond reason or lead nowhere: bounded cost, and no crash.
#include <gtest/gtest.h>

#include <chrono>

#include <nlohmann/json.hpp>

#include "codegen/compare/compare.h"

namespace ingot::codegen::compare {
namespace {

using nlohmann::json;

auto Answering(const std::string& component, json schemas) -> std::string {
  json document = json::parse(R"({"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {}}}}}}}}})");
  document["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] = "#/components/schemas/" + component;
  document["components"]["schemas"] = std::move(schemas);
  return document.dump();
}

auto Count(const std::string& before, const std::string& after) -> size_t {
  const auto findings = Compare(before, after);
  return findings ? findings->size() : 9999;
}

TEST(CompareCost, ASchemaMayHoldItself) {
  const auto tree = [](const char* type) {
    json schemas = json::parse(R"({"Tree": {"properties": {"left": {"$ref": "#/components/schemas/Tree"}, "right": {"items": {"$ref": "#/components/schemas/Tree"}}, "value": {}}}})");
    schemas["Tree"]["properties"]["value"]["type"] = type;
    return Answering("Tree", schemas);
  };
  EXPECT_EQ(Count(tree("string"), tree("string")), 0U);
  EXPECT_EQ(Count(tree("string"), tree("integer")), 1U);
}

// Each of a hundred schemas holds the next one twice: 2^100 places, one cause.
TEST(CompareCost, IsThatOfTheDocumentAndNotOfItsPlaces) {
  const auto chain = [](const char* type) {
    json schemas;
    for (int i = 0; i < 50; ++i) {
      const json next{{"$ref", "#/components/schemas/S" + std::to_string(i + 1)}};
      schemas["S" + std::to_string(i)]["properties"] = {{"a", next}, {"b", {{"anyOf", {next, {{"type", "null"}}}}}}};
    }
    schemas["S50"]["type"] = type;
    return Answering("S0", schemas);
  };
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(Count(chain("string"), chain("integer")), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(CompareCost, ReferencesMayLeadNowhereOrInACircle) {
  const std::string circle = Answering("A", json::parse(R"({"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}})"));
  const std::string nowhere = Answering("A", json::parse(R"({"A": {"$ref": "#/components/schemas/Nobody"}})"));
  const std::string outside = Answering("A", json::parse(R"({"A": {"$ref": "file:///etc/passwd"}})"));
  for (const std::string& one : {circle, nowhere, outside}) {
    for (const std::string& two : {circle, nowhere, outside}) EXPECT_LT(Count(one, two), 10U);
  }
}

TEST(CompareCost, MembersOfTheWrongKindAreNone) {
  const std::string good = Answering("A", json::parse(R"({"A": {"type": "string"}})"));
  for (const char* bad : {R"({"openapi": "3.1.0"})", R"({"openapi": "3.1.0", "paths": []})", R"({"openapi": "3.1.0", "paths": {"/a": 1}})",
                          R"({"openapi": "3.1.0", "paths": {"/a": {"get": {"parameters": {}, "responses": [1], "security": {}, "requestBody": 5, "tags": "x"}}}})",
                          R"({"openapi": "3.1.0", "paths": {"/{": {"get": {"parameters": [1, null, {"in": 5}], "security": [1]}}}, "components": 1, "servers": [2]})",
                          R"({"openapi": "3.1.0", "paths": {"a": {"get": {}}, "": {"get": {}}}})"}) {
    EXPECT_LT(Count(good, bad), 10U) << bad;
    EXPECT_LT(Count(bad, good), 10U) << bad;
    EXPECT_EQ(Count(bad, bad), 0U) << bad;
  }
}

}  // namespace
}  // namespace ingot::codegen::compare
