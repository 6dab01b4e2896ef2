// Whatever stands in rows, the compiler answers with findings.
#include <gtest/gtest.h>

#include <random>

#include <nlohmann/json.hpp>

#include "tests/pg/rows.h"

namespace ingot::frontend::pg {
namespace {

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}

  auto Below(size_t limit) -> size_t { return std::uniform_int_distribution<size_t>(0, limit - 1)(engine_); }

  auto Word() -> std::string {
    static const std::vector<std::string> kWords{"name",
                                                 "type",
                                                 "ref",
                                                 "model",
                                                 "Book",
                                                 "Author",
                                                 "fields",
                                                 "links",
                                                 "unique",
                                                 "inverse",
                                                 "onDelete",
                                                 "values",
                                                 "resource",
                                                 "path",
                                                 "title",
                                                 "author",
                                                 "string",
                                                 "int",
                                                 "max",
                                                 "required",
                                                 "",
                                                 "a.b[0]",
                                                 "\\u0000",
                                                 "\\ud800",
                                                 "\xF0\x9F\x90\x9F",
                                                 "\\\"",
                                                 "../../x",
                                                 "a-very-long-word-that-is-no-name-in-any-language-of-ours"};
    return kWords[Below(kWords.size())];
  }

  // As a `json` column may hold it; seldom what one cannot.
  auto Json(int depth) -> std::string {
    static const std::vector<std::string> kScalars{"null",  "true", "false",    "0", "-0", "1e400", "1e99999", "12345678901234567890",
                                                   "-1.50", "1",    "nonsense", ""};
    const size_t kind = depth <= 0 ? Below(2) : Below(6);
    if (kind == 0) return kScalars[Below(Below(30) == 0 ? kScalars.size() : kScalars.size() - 2)];
    if (kind == 1) return "\"" + Word() + "\"";
    std::string text;
    const size_t count = Below(4);
    for (size_t i = 0; i < count; ++i) {
      text += i == 0 ? "" : ", ";
      if (kind >= 4) text += "\"" + Word() + "\": ";
      text += Json(depth - 1);
    }
    return kind >= 4 ? "{" + text + "}" : "[" + text + "]";
  }

  auto Maybe() -> std::optional<std::string> { return Below(2) == 0 ? std::nullopt : std::optional(Word()); }

 private:
  std::mt19937 engine_;
};

auto RandomRows(Random& random) -> Rows {
  Rows rows = SmallRows();
  const auto list = [&] { return random.Below(4) == 0 ? random.Json(5) : "[" + random.Json(4) + ", {\"name\": \"author\", \"type\": \"ref\"}]"; };
  const auto object = [&] { return random.Below(4) == 0 ? random.Json(5) : "{\"" + random.Word() + "\": " + random.Json(4) + "}"; };
  if (random.Below(2) == 0) rows.application.configuration = object();
  for (ModelRow& model : rows.models) {
    if (random.Below(2) == 0) model.fields = list();
    if (random.Below(2) == 0) model.options = object();
    if (random.Below(5) == 0) model.name = random.Word();
  }
  static const std::vector<std::string> kKinds{"many-to-one", "one-to-one", "many-to-many", "none"};
  static const std::vector<std::string> kModels{"m1", "m2", "m1", "m2", "m3"};
  for (size_t i = random.Below(3); i > 0; --i) {
    rows.relationships.push_back({"r" + std::to_string(i), kModels[random.Below(5)], kModels[random.Below(5)], kKinds[random.Below(4)], random.Word(),
                                  random.Maybe(), random.Maybe()});
  }
  for (size_t i = random.Below(3); i > 0; --i) {
    rows.components.push_back({"c" + std::to_string(i), i == 1 ? "enum" : "endpoint", random.Word(), 0, object()});
  }
  return rows;
}

TEST(HostileRows, GiveFindingsWithPlaces) {
  size_t composed = 0;
  for (uint32_t seed = 0; seed < 4000; ++seed) {
    Random random(seed);
    const Said said = CheckRows(RandomRows(random));
    const auto findings = nlohmann::json::parse(said.json);
    composed += said.sources.Ids().empty() || said.sources.Name(SourceId(0)) != "app.json" ? 0 : 1;
    ASSERT_TRUE(said.whole || findings.at("errors") > 0) << seed;
    for (const auto& finding : findings.at("diagnostics")) {
      ASSERT_TRUE(finding.at("file").is_null() || !finding.at("row").at("table").get<std::string>().empty()) << seed << " " << finding;
    }
  }
  EXPECT_GT(composed, 200U);  // not only what fails at once
}

TEST(HostileRows, ManyRelationshipsOfOneModelAreQuick) {
  Rows rows = SmallRows();
  std::string fields;
  for (int i = 0; i < 50'000; ++i) {
    fields += (i == 0 ? "" : ",") + std::string("{\"name\": \"f") + std::to_string(i) + "\", \"type\": \"ref\"}";
    rows.relationships.push_back({"r" + std::to_string(i), "m1", "m2", "many-to-one", "f" + std::to_string(i), {}, {}});
  }
  rows.models[0].fields = "[" + fields + "]";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_NE(CheckRows(rows).text.find("ING0213"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace ingot::frontend::pg
