#include "tests/hostile/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "compiler/diagnostics/code.h"
#include "tests/emitted/naughty_definition.h"
#include "tests/emitted/naughty_strings.h"
#include "tests/support/folder.h"

namespace ingot::test::hostile {
namespace {

constexpr size_t kStride = INGOT_HOSTILE_STRIDE;  // of all cases, unless all are wanted

// Where a name is wanted it becomes code, and where a number is wanted the code has that number.
auto IsNameOrNumber(const std::string& text) -> bool {
  return std::ranges::all_of(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-.:").find(c) != std::string_view::npos; });
}

// Whether what stands at a position is code of the definition's own language.
auto IsExpression(const Position& position) -> bool {
  static const std::set<std::string> kKeys{"computed", "defaultExpr", "where", "when", "require", "value", "set", "in", "check"};
  static constexpr std::string_view kMaps[] = {".set.", ".value.", ".with."};  // of expressions by name
  return kKeys.contains(position.key) || std::ranges::any_of(kMaps, [&](std::string_view map) { return position.name.find(map) != std::string::npos; });
}

auto LikenessOf(const Position& position, const Payload& payload) -> Likeness {
  if (position.place == Place::kExpression) return Likeness::kSame;
  if (!payload.is_text || position.place == Place::kValue || position.place == Place::kUnquoted) return Likeness::kValid;
  return IsExpression(position) || IsNameOrNumber(payload.text) ? Likeness::kValid : Likeness::kSame;
}

// What stands at the position; nothing when the payload is not for it.
auto LiteralFor(const Position& position, const Payload& payload, const std::string& canary) -> std::string {
  if (!payload.is_text) return WithCanary(payload.literal, canary);
  const std::string text = WithCanary(payload.text, canary);
  std::string whole = text;
  if (position.place == Place::kExpression || position.place == Place::kUnquoted) {
    static const std::string kLiteral = "'literal'";
    whole = position.text;
    whole.replace(whole.find(kLiteral), kLiteral.size(), position.place == Place::kExpression ? ExpressionText(text) : "'" + text + "'");
  }
  return JsonLiteral(whole);
}

void RemoveMembers(Json& node, const std::set<std::string>& keys) {
  if (node.is_object()) {
    for (const std::string& key : keys) node.erase(key);
  }
  if (node.is_structured()) {
    for (auto& item : node) RemoveMembers(item, keys);
  }
}

// The application as it was before: what is required now was not there.
auto EarlierDefinition(const Json& definition) -> std::string {
  Json earlier = definition;
  earlier.erase("endpoints");
  RemoveMembers(earlier, {"renamedFrom"});
  for (Json& model : earlier["models"]) {
    Json fields = Json::array();
    const bool small = model["name"] != "Thing";
    for (const Json& field : model["fields"]) {
      const bool stays = small || field["type"] == "ref" || field.contains("computed") || field["name"] == "word" || field["name"] == "body" || field["name"] == "price" || !field.contains("default");
      if (stays) fields.push_back(field);
    }
    model["fields"] = fields;
    if (small) continue;
    model.erase("indexes");
    model.erase("checks");
    model["resource"].erase("filter");
    model["resource"].erase("sort");
  }
  return earlier.dump();
}

}  // namespace

void ForEachCase(const std::vector<Position>& positions, const std::function<void(const Case&)>& take) {
  const char* wanted = std::getenv("INGOT_HOSTILE");
  const size_t stride = wanted != nullptr && std::string_view(wanted) == "all" ? 1 : kStride;
  size_t number = 0;
  for (const Position& position : positions) {
    std::vector<const std::vector<Payload>*> tried{&Texts()};
    if (position.place != Place::kExpression && position.place != Place::kUnquoted) tried.push_back(&Values());
    if (!position.is_free) tried.push_back(&Names());
    for (const auto* payloads : tried) {
      for (const Payload& payload : *payloads) {
        Case hostile;
        hostile.number = number++;
        if (hostile.number % stride != 0) continue;
        hostile.canary = fmt::format("INGOTCANARY{:06}", hostile.number);
        const std::string literal = LiteralFor(position, payload, hostile.canary);
        hostile.name = fmt::format("{} in {}: {}", payload.aims_at, position.name, literal.substr(0, 100));
        hostile.definition = DefinitionWith(position, literal);
        hostile.likeness = LikenessOf(position, payload);
        take(hostile);
      }
    }
  }
}

auto CodesOf(const Compiled& compiled) -> std::string {
  std::set<std::string> codes;
  for (const diag::Diagnostic& finding : compiled.findings.diagnostics) {
    if (finding.severity == diag::Severity::kError) codes.insert(diag::CodeText(finding.code));
  }
  return fmt::format("{}", fmt::join(codes, " "));
}

auto FindingsComplaint(const Compiled& compiled) -> std::string {
  if (compiled.findings.errors == 0) return "it is refused without an error";
  for (const diag::Diagnostic& finding : compiled.findings.diagnostics) {
    if (finding.severity == diag::Severity::kError && !finding.span.valid()) return diag::CodeText(finding.code) + " has no place";
  }
  const auto hidden = std::ranges::find_if(compiled.console, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
  if (hidden != compiled.console.end()) return "a terminal obeys what is shown";
  for (const char* turn : {"\u202e", "\u2066", "\u2028", "\ufeff"}) {
    if (compiled.console.find(turn) != std::string::npos) return "what is shown is turned around";
  }
  return Json::accept(compiled.machine) ? "" : "what a program is told is no JSON";
}

Bench::Bench() {
  const Json definition = Json::parse(ReadFile(INGOT_SOURCE_DIR "/tests/hostile/base.json"));
  positions_ = PositionsOf(definition);
  for (Position& position : positions_) position.is_free = Passes(DefinitionWith(position, "\"is no name!\""));
  earlier_ = EarlierOf(EarlierDefinition(definition));
  harmless_ = Compile(definition.dump(), &earlier_);
  if (!harmless_.files || harmless_.evolution.empty()) throw std::runtime_error("base.json is refused:\n" + harmless_.console);
}

auto Bench::Shared() -> const Bench& {
  static const Bench kBench;
  return kBench;
}

auto Bench::Judge(const Case& hostile) const -> Verdict {
  const Compiled compiled = Compile(hostile.definition, &earlier_);
  if (!compiled.files) {
    const std::string complaint = FindingsComplaint(compiled);
    return {complaint.empty() ? Fate::kRefused : Fate::kNeither, CodesOf(compiled), complaint};
  }
  const auto complaints = Complaints({harmless_, compiled, earlier_, hostile.canary, hostile.likeness});
  if (complaints.empty()) return {Fate::kInert, "", ""};
  return {Fate::kNeither, "", complaints.front() + (complaints.size() > 1 ? fmt::format(" (and {} more)", complaints.size() - 1) : "")};
}

}  // namespace ingot::test::hostile
