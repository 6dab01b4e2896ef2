#include "tests/hostile/packed.h"

#include <fmt/format.h>

#include "tests/emitted/naughty_strings.h"
#include "tests/hostile/payloads.h"
#include "tests/hostile/project.h"

namespace ingot::test::hostile {
namespace {

using Json = nlohmann::ordered_json;

auto PackedTexts() -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const Payload& payload : Texts()) {
    const std::string text = WithCanary(payload.text, fmt::format("INGOTCANARY{:06}", texts.size()));
    if (!text.empty()) texts.push_back(text);
  }
  return texts;
}

auto IsPattern(const std::string& text) -> bool {
  const Json field{{"name", "p"}, {"type", "string"}, {"pattern", text}};
  return Passes(Json{{"ingot", 1}, {"app", {{"name", "x"}, {"auth", "none"}}}, {"models", {{{"name", "Main"}, {"fields", {field}}}}}}.dump());
}

auto Label(const std::string& text) -> Json { return {{"label", text}, {"description", text}}; }

// One endpoint that answers with each text, as a message, as a member and in a comparison; its inputs are described with them.
void AddEndpoints(Packed& packed, Json& definition) {
  constexpr size_t kMostStatements = 48;
  for (size_t first = 0; first < packed.texts.size(); first += kMostStatements) {
    Json statements = Json::array();
    for (size_t i = first; i < std::min(first + kMostStatements, packed.texts.size()); ++i) {
      const std::string literal = ExpressionText(packed.texts[i]);
      statements.push_back({{"require", fmt::format("number != {} || query.text != {}", i, literal)}, {"else", {{"status", 418}, {"code", "hostile"}, {"message", packed.texts[i]}}}});
      packed.messages.push_back(packed.texts[i]);
    }
    const std::string number = std::to_string(first / kMostStatements);
    Json parameter{{"name", "number"}, {"type", "int"}};
    parameter.update(Label(packed.texts[first]));
    Json query{{"name", "text"}, {"type", "text"}, {"default", packed.texts[first]}, {"example", packed.texts[first]}};
    query.update(Label(packed.texts[first]));
    Json endpoint{{"name", "refuse" + number}, {"method", "GET"}, {"path", "/refusals/" + number + "/{number}"}, {"params", {parameter}}, {"query", {query}},
                  {"do", statements}, {"returns", {{"value", {{"text", "query.text"}}}}}};
    endpoint.update(Label(packed.texts[first]));
    definition["endpoints"].push_back(endpoint);
  }
}

}  // namespace

auto Pack() -> Packed {
  Packed packed;
  packed.texts = PackedTexts();
  std::vector<std::string> patterns;
  for (const std::string& text : packed.texts) {
    if (text.size() < 500 && IsPattern(text)) patterns.push_back(text);
  }
  auto project = MakeNaughtyProject(packed.texts, patterns);
  project.definition["endpoints"] = Json::array();
  AddEndpoints(packed, project.definition);
  packed.definition = project.definition.dump();
  packed.defaults = project.defaults;
  return packed;
}

}  // namespace ingot::test::hostile
