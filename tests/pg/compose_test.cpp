// Rows become documents, and what does not fit is shown where it is kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pg/rows.h"

namespace ingot::frontend::pg {
namespace {

using testing::HasSubstr;

auto TextOf(const Said& said, const std::string& name) -> std::string {
  for (const SourceId source : said.sources.Ids()) {
    if (said.sources.Name(source) == name) return std::string(said.sources.Text(source));
  }
  return "";
}

TEST(Compose, MakesADocumentOfEachRow) {
  Rows rows = SmallRows();
  rows.components = {{"c1", "enum", "BookColor", 0, R"({"values": ["red"]})"}};
  const Said said = CheckRows(rows);
  EXPECT_TRUE(said.whole) << said.text;
  EXPECT_EQ(TextOf(said, "app.json"), "{\n  \"ingot\": 1,\n  \"app\": { \"name\": \"shelf\", \"version\": \"1.0.0\", \"auth\": \"none\" }\n}\n");
  EXPECT_THAT(TextOf(said, "models/book.json"), HasSubstr("{ \"name\": \"title\", \"type\": \"string\", \"max\": 100 }"));
  EXPECT_THAT(TextOf(said, "enums/book-color.json"), HasSubstr("\"name\": \"BookColor\""));
}

TEST(Compose, CompletesAReferenceAtItsPlace) {
  Rows rows = SmallRows();
  rows.models[0].fields = R"([{"type": "ref", "required": true, "name": "author"}, {"name": "title", "type": "string"}])";
  rows.relationships = {{"r1", "m1", "m2", "many-to-one", "author", "books", "cascade"}};
  const Said said = CheckRows(rows);
  EXPECT_TRUE(said.whole) << said.text;
  const std::string text = TextOf(said, "models/book.json");
  EXPECT_LT(text.find("\"author\""), text.find("\"title\""));
  EXPECT_THAT(text, HasSubstr("\"model\": \"Author\""));
  EXPECT_THAT(text, HasSubstr("\"onDelete\": \"cascade\""));
  EXPECT_THAT(text, HasSubstr("\"inverse\": \"books\""));
}

TEST(Compose, AppendsReferencesAndLinksByName) {
  Rows rows = SmallRows();
  rows.relationships = {{"r1", "m1", "m2", "many-to-one", "writer", {}, {}},
                        {"r2", "m1", "m2", "one-to-one", "author", {}, {}},
                        {"r3", "m1", "m2", "many-to-many", "readers", "read", {}}};
  const Said said = CheckRows(rows);
  EXPECT_TRUE(said.whole) << said.text;
  const std::string text = TextOf(said, "models/book.json");
  EXPECT_LT(text.find("\"title\""), text.find("\"author\""));
  EXPECT_LT(text.find("\"author\""), text.find("\"writer\""));
  EXPECT_THAT(text, HasSubstr("{ \"name\": \"author\", \"type\": \"ref\", \"model\": \"Author\", \"unique\": true }"));
  EXPECT_THAT(text, HasSubstr("{ \"name\": \"readers\", \"model\": \"Author\", \"inverse\": \"read\" }"));
}

TEST(Compose, TakesAReferenceWithoutARowAsItIs) {
  Rows rows = SmallRows();
  rows.models[0].fields = R"([{"name": "author", "type": "ref", "model": "Author"}])";
  EXPECT_TRUE(CheckRows(rows).whole);
}

TEST(Compose, ShowsAMistakeInItsRow) {
  Rows rows = SmallRows();
  rows.models[0].fields = R"([{"name": "title", "type": "string"}, {"name": "b", "type": "int"}, {"name": "c", "type": "string", "max": "x"}])";
  rows.relationships = {{"r1", "m1", "m2", "many-to-one", "author", {}, "shred"}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("--> models m1: fields[2].max\n"));
  EXPECT_THAT(said.text, HasSubstr("\"max\": \"x\""));
  EXPECT_THAT(said.text, HasSubstr("^^^"));
  EXPECT_THAT(said.text, HasSubstr("--> relationships r1: on_delete\n"));
  EXPECT_THAT(said.json, HasSubstr(R"("row":{"table":"models","id":"m1","column":"fields","path":"[2].max"})"));
  EXPECT_THAT(said.json, HasSubstr(R"("file":"models/book.json")"));
}

TEST(Compose, ShowsAMistakeInOptionsAndPlainColumns) {
  Rows rows = SmallRows();
  rows.models[0].options = R"({"resource": {"path": "books", "filter": ["titel"]}, "unique": [["nothing"]]})";
  rows.models[1].name = "author";
  rows.application.version = "one";
  rows.application.configuration = R"({"auth": "none", "api": {"pageSize": 0}})";
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("--> models m1: options.resource.filter[0]\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: options.unique[0][0]\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m2: name\n"));
  EXPECT_THAT(said.text, HasSubstr("--> applications a1: version\n"));
  EXPECT_THAT(said.text, HasSubstr("--> applications a1: configuration.api.pageSize\n"));
}

TEST(Compose, RefusesColumnsOfAWrongKind) {
  Rows rows = SmallRows();
  rows.models[0].fields = R"({"title": "string"})";
  rows.models[1].options = "[]";
  rows.application.configuration = "null";
  rows.components = {{"c1", "enum", "Color", 0, "\"red\""}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0210]: the column `fields` holds an object, not an array\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: fields\n"));
  EXPECT_THAT(said.text, HasSubstr("the column `options` holds an array, not an object"));
  EXPECT_THAT(said.text, HasSubstr("--> applications a1: configuration\n"));
  EXPECT_THAT(said.text, HasSubstr("--> components c1: body\n"));
}

TEST(Compose, RefusesWhatStandsTwice) {
  Rows rows = SmallRows();
  rows.application.configuration = R"({"auth": "none", "version": "2.0.0"})";
  rows.models[0].options = R"({"name": "Novel", "fields": []})";
  rows.models[1].fields = R"([{"name": "book", "type": "ref", "model": "Book", "unique": true}])";
  rows.components = {{"c1", "enum", "Color", 0, R"({"values": ["red"], "name": "Colour"})"}};
  rows.relationships = {{"r1", "m2", "m1", "many-to-one", "book", {}, {}}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0214]: `version` stands in `configuration`, and has a column of its own"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: options.name\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: options.fields\n"));
  EXPECT_THAT(said.text, HasSubstr("--> components c1: body.name\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m2: fields[0].model\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m2: fields[0].unique\n"));
  EXPECT_THAT(said.text, HasSubstr("--> relationships r1\n"));  // the other place
}

TEST(Compose, RefusesRelationshipsThatFitNothing) {
  Rows rows = SmallRows();
  rows.models[1].options = R"({"links": 3})";
  rows.relationships = {{"r1", "m1", "m2", "many-to-one", "title", {}, {}},     {"r2", "m1", "elsewhere", "many-to-one", "b", {}, {}},
                        {"r3", "elsewhere", "m1", "many-to-one", "c", {}, {}},  {"r4", "m1", "m2", "some-to-some", "d", {}, {}},
                        {"r5", "m1", "m2", "many-to-many", "e", {}, "cascade"}, {"r6", "m2", "m1", "many-to-many", "f", {}, {}}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0215]: the relationship `title` has the name of a field that is no reference"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: fields[0]\n"));
  EXPECT_THAT(said.text, HasSubstr("--> relationships r2: target_model_id\n"));
  EXPECT_THAT(said.text, HasSubstr("--> relationships r3: source_model_id\n"));
  EXPECT_THAT(said.text, HasSubstr("error[ING0211]: `some-to-some` is not a word for the kind of a relationship"));
  EXPECT_THAT(said.text, HasSubstr("--> relationships r5: on_delete\n"));
  EXPECT_THAT(said.text, HasSubstr("--> models m2: options.links\n"));
}

TEST(Compose, RefusesAnUnknownKindOfComponent) {
  Rows rows = SmallRows();
  rows.components = {{"c1", "widget", "Button", 0, "{}"}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0211]: `widget` is not a word for the kind of a component"));
  EXPECT_THAT(said.text, HasSubstr("--> components c1: kind\n"));
}

// Kinds and tables of a later release are said to be that, never left out.
TEST(Compose, SaysWhatComesLater) {
  Rows rows = SmallRows();
  rows.components = {{"c1", "page", "Home", 0, "{}"}};
  rows.workflows = {{"w1", "onboard", R"({"steps": []})"}};
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0208]"));
  EXPECT_THAT(said.text, HasSubstr("--> components c1\n"));
  EXPECT_THAT(said.text, HasSubstr("--> workflows w1\n"));
}

TEST(Compose, GivesFilesNamesThatAreSafeAndTheirOwn) {
  Rows rows = SmallRows();
  rows.models = {{"m1", "../../etc/passwd", 0, "[]", "{}"},
                 {"m2", "ApiKey", 1, "[]", "{}"},
                 {"m3", "APIKey", 2, "[]", "{}"},
                 {"m4", "", 3, "[]", "{}"},
                 {"m5", "", 4, "[]", "{}"}};
  const Said said = CheckRows(rows);
  std::set<std::string> names;
  for (const SourceId source : said.sources.Ids()) {
    const std::string name(said.sources.Name(source));
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(name.find(".."), std::string::npos) << name;
  }
  EXPECT_EQ(names.size(), 6U);
  std::ranges::reverse(rows.models);
  for (const SourceId source : CheckRows(rows).sources.Ids()) static_cast<void>(source);
  EXPECT_EQ(HashOf(CheckRows(rows).sources), HashOf(said.sources));
}

TEST(Compose, LimitsWhatIsWrittenDown) {
  Rows rows = SmallRows();
  // Each number on a line of its own, far to the right.
  std::string deep = "[";
  for (int i = 0; i < 58; ++i) deep += "[";
  for (int i = 0; i < 600'000; ++i) deep += i == 0 ? "1" : ",1";
  for (int i = 0; i < 59; ++i) deep += "]";
  rows.models[0].options = "{\"unique\": " + deep + "}";
  EXPECT_THAT(CheckRows(rows).text, HasSubstr("error[ING0005]"));
  rows.models[0].options = "{\"unique\": " + std::string(100, '[') + std::string(100, ']') + "}";
  const Said said = CheckRows(rows);
  EXPECT_THAT(said.text, HasSubstr("error[ING0009]"));
  EXPECT_THAT(said.text, HasSubstr("--> models m1: options.unique[0][0]"));
}

}  // namespace
}  // namespace ingot::frontend::pg
