// The description of each sample, and of hostile definitions, before validators of others.
#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using test::Quoted;
using test::RunCommand;
using Json = nlohmann::ordered_json;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";
const std::string kHere = INGOT_SOURCE_DIR "/tests/openapi";

// Texts that end strings, comments, tags and templates, or are names of members that JavaScript has of its own.
const std::string kHostile = "\"}],</script><img src=x onerror=alert(1)>\\ ${x} {{x}} \u2028\u2029 */ # @end @{x}\n\t`";

auto Definition(const std::string& errors) -> Json {
  Json fields = Json::array({{{"name", "title"}, {"type", "string"}, {"required", true}, {"max", 10}, {"label", kHostile}, {"description", kHostile}},
                             {{"name", "constructor"}, {"type", "json"}, {"default", {{"</script>", kHostile}}}},
                             {{"name", "wild"}, {"type", "string"}, {"pattern", "(?i)[^<>\"]*"}, {"example", "x"}},
                             {{"name", "choice"}, {"type", "Choice"}},
                             {{"name", "self"}, {"type", "ref"}, {"model", "Error"}, {"inverse", "others"}}});
  return {{"ingot", 1},
          {"app",
           {{"name", "hostile"},
            {"auth", "none"},
            {"label", kHostile},
            {"description", kHostile},
            {"api", {{"errors", errors}, {"prefix", ""}}}}},
          {"enums", Json::array({{{"name", "Choice"}, {"description", kHostile}, {"values", Json::array({kHostile.substr(0, 40), "$ref"})}}})},
          {"models",
           Json::array({{{"name", "Error"}, {"label", kHostile}, {"description", kHostile}, {"fields", fields}, {"resource", {{"path", "errors"}}}}})}};
}

auto Describe(const Json& definition, const std::string& folder) -> std::string {
  test::WriteFile(folder + "/app.json", definition.dump());
  const auto made = RunCommand("/", Quoted(kIngot) + " generate " + Quoted(folder + "/app.json") + " --out " + Quoted(folder + "/out"));
  EXPECT_EQ(made.code, 0) << made.output;
  return folder + "/out/api/openapi.json";
}

void ExpectValid(const std::string& file) {
  if (RunCommand(kHere, "node_modules/.bin/redocly --version").code != 0)
    GTEST_SKIP() << "the validators are not there (npm ci in tests/openapi, with Node.js 20.19 or later): scripts/bootstrap test";
  const auto first = RunCommand(kHere, "node validate.mjs " + Quoted(file));
  EXPECT_EQ(first.code, 0) << first.output;
  const auto second = RunCommand(kHere, "REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint " + Quoted(file));
  EXPECT_EQ(second.code, 0) << second.output;
}

class Description : public testing::TestWithParam<std::string> {};

TEST_P(Description, OfASampleIsValid) { ExpectValid(std::string(INGOT_SOURCE_DIR "/samples/") + GetParam() + "/expected/api/openapi.json"); }

TEST(DescriptionOfFiles, IsValid) {
  test::TemporaryFolder folder;
  ExpectValid(Describe(Json::parse(test::ReadFile(INGOT_SOURCE_DIR "/tests/emitted/files.json")), folder.path()));
}

// What other rows and rules can refuse is an answer too.
TEST(DescriptionOfSoftDelete, TellsWhatRefuses) {
  test::TemporaryFolder folder;
  const std::string file = Describe(Json::parse(R"({ "ingot": 1, "app": { "name": "x", "auth": "none" }, "models": [
    { "name": "Owner", "fields": [{ "name": "name", "type": "string" }], "resource": { "path": "owners" } },
    { "name": "Thing", "softDelete": true, "resource": { "path": "things" },
      "fields": [{ "name": "name", "type": "string" }, { "name": "price", "type": "int" }], "checks": [{ "name": "priced", "expr": "name == null || price != null" }] },
    { "name": "Deed", "fields": [{ "name": "name", "type": "string" }, { "name": "owner", "type": "ref", "model": "Owner", "onDelete": "setNull" }],
      "checks": [{ "name": "owned", "expr": "name == null || owner != null" }] } ] })"), folder.path());
  const Json paths = Json::parse(test::ReadFile(file)).at("paths");
  EXPECT_TRUE(paths.at("/api/owners/{owner}").at("delete").at("responses").contains("409")) << paths.dump(1);
  EXPECT_TRUE(paths.at("/api/things/{thing}/restore").at("post").at("responses").contains("422")) << paths.dump(1);
}

INSTANTIATE_TEST_SUITE_P(All, Description, testing::Values("hooks", "meta-platform", "toolkit-sync", "tracker", "types"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

class Shape : public testing::TestWithParam<std::string> {};

TEST_P(Shape, OfErrorsIsValidAmongHostileTexts) {
  test::TemporaryFolder folder;
  ExpectValid(Describe(Definition(GetParam()), folder.path()));
}

TEST_P(Shape, HoldsHostileTextsAsTheyAre) {
  test::TemporaryFolder folder;
  const std::string text = test::ReadFile(Describe(Definition(GetParam()), folder.path()));
  EXPECT_EQ(text.find("</script>"), std::string::npos);
  EXPECT_EQ(text.find("\u2028"), std::string::npos);
  const Json read = Json::parse(text);
  EXPECT_EQ(read["info"]["title"], kHostile);
  EXPECT_EQ(read["info"]["description"].get<std::string>().substr(0, kHostile.size()), kHostile);
  const Json& schemas = read["components"]["schemas"];
  EXPECT_EQ(schemas["Error"]["title"], kHostile);
  EXPECT_EQ(schemas["Error.Input"]["properties"]["title"]["description"], kHostile);
  EXPECT_EQ(schemas["Error.Input"]["properties"]["constructor"]["default"]["</script>"], kHostile);
  EXPECT_EQ(schemas["Choice"]["enum"][0], kHostile.substr(0, 40));
  EXPECT_FALSE(schemas["Error.Input"]["properties"]["wild"].contains("pattern"));
}

INSTANTIATE_TEST_SUITE_P(All, Shape, testing::Values("problem-details", "status-message", "error-object"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

TEST(EmptyDescription, IsValid) {
  test::TemporaryFolder folder;
  Json definition = Definition("problem-details");
  definition["models"][0].erase("resource");
  ExpectValid(Describe(definition, folder.path()));
}

// A path that a resource has too is one item, whatever the endpoint calls its parameters.
TEST(EndpointDescription, IsValidAndSharesThePathsOfResources) {
  test::TemporaryFolder folder;
  const std::string file = Describe(Json::parse(test::ReadFile(kHere + "/endpoints.json")), folder.path());
  const Json read = Json::parse(test::ReadFile(file));
  const Json& shared = read["paths"]["/api/stores/{store}"];
  EXPECT_EQ(shared["get"]["operationId"], "getStore");
  EXPECT_EQ(shared["post"]["operationId"], "putItem");
  EXPECT_FALSE(read["paths"].contains("/api/stores/{shop}"));
  for (const std::string status : {"201", "202", "409", "423"}) EXPECT_TRUE(shared["post"]["responses"].contains(status)) << status;
  ExpectValid(file);
}

// Names of operations are what clients are generated from.
TEST(OperationIds, AreOnePerOperation) {
  const Json read = Json::parse(test::ReadFile(INGOT_SOURCE_DIR "/samples/types/expected/api/openapi.json"));
  std::set<std::string> ids;
  size_t operations = 0;
  for (const Json& path : read["paths"]) {
    for (const auto& [verb, operation] : path.items()) {
      if (verb == "parameters") continue;
      ++operations;
      ids.insert(operation["operationId"].get<std::string>());
    }
  }
  EXPECT_EQ(ids.size(), operations);
  EXPECT_TRUE(ids.contains("listEverythings"));
}

// One more field is told in the three schemas that hold it, and nowhere else.
TEST(OneField, ChangesLittleForOneField) {
  test::TemporaryFolder before;
  test::TemporaryFolder after;
  Json definition = Definition("problem-details");
  const std::string old = Describe(definition, before.path());
  definition["models"][0]["fields"].push_back({{"name", "oneMore"}, {"type", "bool"}});
  const auto difference = RunCommand("/", "diff " + Quoted(old) + " " + Quoted(Describe(definition, after.path())) + " | grep -c '^[<>]'");
  EXPECT_LE(std::stoi(difference.output), 10) << difference.output;
}

}  // namespace
}  // namespace ingot
