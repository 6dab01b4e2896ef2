#include "tests/emitted/naughty_definition.h"

#include <map>

#include "tests/emitted/naughty_strings.h"

namespace ingot::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kGroup = 12;              // strings that share a field
constexpr size_t kMostFields = 45;         // of a model: what a compiler takes a second or two for
constexpr size_t kMostExpression = 3900;   // bytes; the language allows 4096
constexpr size_t kMostPattern = 900;       // bytes; the language allows 1000
constexpr size_t kMostEnumValues = 200;

// Strings that are hard at the end of a literal, and ours: each alone.
auto StandsAlone(const std::string& text) -> bool {
  return text.size() > 300 || text.ends_with('\\') || text.ends_with('"') || text.ends_with('\'') || text.size() < 4;
}

auto Groups(const std::vector<std::string>& texts) -> std::vector<std::string> {
  std::vector<std::string> groups;
  std::string group;
  size_t count = 0;
  for (const std::string& text : texts) {
    if (StandsAlone(text)) {
      groups.push_back(text);
      continue;
    }
    group += text;
    if (++count % kGroup != 0) continue;
    groups.push_back(std::move(group));
    group.clear();
  }
  if (!group.empty()) groups.push_back(group);
  return groups;
}

auto Fits(const std::string& text) -> bool { return Length(text) >= 1 && Length(text) <= 100; }

auto Resource(const std::string& path) -> Json { return {{"path", path}}; }

// Defaults, examples, labels, descriptions and ids of fields.
void AddTexts(NaughtyProject& project, const std::vector<std::string>& texts) {
  Json& models = project.definition["models"];
  const auto groups = Groups(texts);
  for (size_t i = 0; i < groups.size(); ++i) {
    const std::string number = std::to_string(i / kMostFields);
    if (i % kMostFields == 0) {
      models.push_back({{"name", "Text" + number}, {"label", groups[i]}, {"description", groups[i]}, {"fields", Json::array()}, {"resource", Resource("texts-" + number)}});
    }
    Json field{{"name", "f" + std::to_string(i)}, {"type", i % 2 == 0 ? "string" : "text"}, {"required", i % 3 == 0}, {"default", groups[i]},
               {"example", groups[i]}, {"label", groups[i]}, {"description", groups[i]}};
    if (Fits(groups[i])) field["id"] = groups[i];
    project.defaults["texts-" + number][field["name"].get<std::string>()] = groups[i];
    models.back()["fields"].push_back(std::move(field));
  }
}

void AddPatterns(NaughtyProject& project, const std::vector<std::string>& patterns) {
  Json fields = Json::array();
  std::string all;
  const auto finish = [&] {
    if (!all.empty()) fields.push_back({{"name", "p" + std::to_string(fields.size())}, {"type", "string"}, {"pattern", all}});
    all.clear();
  };
  for (const std::string& pattern : patterns) {
    if (all.size() + pattern.size() + 3 > kMostPattern) finish();
    all += (all.empty() ? "(" : "|(") + pattern + ")";
  }
  finish();
  project.definition["models"].push_back({{"name", "Pattern"}, {"fields", std::move(fields)}, {"resource", Resource("patterns")}});
}

void AddWords(NaughtyProject& project, const std::vector<std::string>& texts) {
  Json& definition = project.definition;
  Json fields = Json::array();
  for (const std::string& text : texts) {
    if (!Fits(text)) continue;
    Json& enums = definition["enums"];
    if (enums.empty() || enums.back()["values"].size() == kMostEnumValues) {
      const std::string name = "Word" + std::to_string(enums.size());
      enums.push_back({{"name", name}, {"label", text}, {"description", text}, {"id", text}, {"values", Json::array()}});
      const std::string field = "w" + std::to_string(fields.size());
      fields.push_back({{"name", field}, {"type", name}, {"default", text}});
      project.defaults["words"][field] = text;
    }
    enums.back()["values"].push_back(text);
  }
  Json filter = Json::array();
  for (const Json& field : fields) filter.push_back(field["name"]);
  definition["models"].push_back({{"name", "Word"}, {"fields", fields}, {"resource", {{"path", "words"}, {"filter", filter}}}});
}

// Every string as a literal of an expression.
void AddExpressions(NaughtyProject& project, const std::vector<std::string>& texts) {
  constexpr size_t kMostTerms = 25;
  Json fields = Json::array();
  Json& defaults = project.defaults["expressions"];
  std::string sum;
  std::string value;
  size_t terms = 0;
  const auto finish = [&] {
    const std::string number = std::to_string(fields.size());
    fields.push_back({{"name", "c" + number}, {"type", "text"}, {"computed", sum}});
    fields.push_back({{"name", "d" + number}, {"type", "text"}, {"required", true}, {"defaultExpr", sum}});
    for (const char* kind : {"c", "d"}) defaults[kind + number] = value;
    sum.clear();
    value.clear();
    terms = 0;
  };
  for (const std::string& text : texts) {
    const std::string literal = ExpressionText(text);
    if (literal.size() > kMostExpression) continue;
    if (terms == kMostTerms || sum.size() + literal.size() + 3 > kMostExpression) finish();
    sum += (terms++ == 0 ? "" : " + ") + literal;
    value += text;
  }
  finish();
  Json whole = Json::object();
  for (const std::string& text : texts) whole[text] = text;
  fields.push_back({{"name", "j"}, {"type", "json"}, {"default", whole}});
  defaults["j"] = whole;
  fields.push_back({{"name", "l"}, {"type", "text[]"}, {"maxItems", 10'000}, {"default", texts}});
  defaults["l"] = texts;
  project.definition["models"].push_back({{"name", "Expression"}, {"fields", std::move(fields)}, {"resource", Resource("expressions")}});
}

// A field of each type whose JSON form is a string, asked for in filters and orders where that can be.
auto SampleModel() -> Json {
  Json fields = Json::array();
  for (const char* type : {"text", "email", "url", "slug", "json", "uuid", "date", "timestamp", "duration", "bigint", "decimal(10,2)"}) {
    const std::string word = type;
    fields.push_back({{"name", word.substr(0, word.find('('))}, {"type", type}});
  }
  fields.push_back({{"name", "word"}, {"type", "string"}});
  fields.push_back({{"name", "code"}, {"type", "string"}, {"unique", true}});
  fields.push_back({{"name", "colour"}, {"type", "Word0"}});
  fields.push_back({{"name", "flag"}, {"type", "bool"}});
  fields.push_back({{"name", "count"}, {"type", "int"}});
  Json filter = Json::array();
  for (const Json& field : fields) {
    if (field["type"] != "json") filter.push_back(field["name"]);
  }
  return {{"name", "Sample"}, {"fields", fields}, {"resource", {{"path", "samples"}, {"filter", filter}, {"sort", {"word", "code"}}}}};
}

}  // namespace

auto ExpressionText(const std::string& text) -> std::string {
  static const std::map<char, std::string> kEscapes{{'\\', "\\\\"}, {'\'', "\\'"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}};
  std::string literal = "'";
  for (const char c : text) {
    const auto escape = kEscapes.find(c);
    literal += escape == kEscapes.end() ? std::string(1, c) : escape->second;
  }
  return literal + "'";
}

auto MakeNaughtyProject(const std::vector<std::string>& texts, const std::vector<std::string>& patterns) -> NaughtyProject {
  std::string all;
  for (const std::string& text : texts) all += text + " ";
  NaughtyProject project;
  project.definition = {{"ingot", 1}, {"app", {{"name", "naughty"}, {"auth", "none"}, {"label", all}, {"description", all}}}, {"enums", Json::array()}, {"models", Json::array()}};
  AddTexts(project, texts);
  AddPatterns(project, patterns);
  AddWords(project, texts);
  AddExpressions(project, texts);
  project.definition["models"].push_back(SampleModel());
  return project;
}

}  // namespace ingot::test
