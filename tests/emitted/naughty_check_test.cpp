// Every naughty string in every place of a definition that takes a string: taken as data, or refused where it stands.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <span>

#include <nlohmann/json.hpp>

#include "tests/emitted/naughty_definition.h"
#include "tests/emitted/naughty_strings.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using nlohmann::json;
using test::NaughtyString;
using test::Quoted;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";
constexpr size_t kMostExpressionBytes = 4096;

enum class Fate { kTaken, kRefused, kOpen };  // open: the string may happen to be what is wanted there

auto Holds(const std::string& text, std::string_view allowed) -> bool {
  return std::ranges::all_of(text, [&](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || allowed.find(c) != std::string_view::npos; });
}

auto Always(const std::string&) -> Fate { return Fate::kTaken; }
auto Never(const std::string&) -> Fate { return Fate::kRefused; }
auto Perhaps(const std::string&) -> Fate { return Fate::kOpen; }
auto Short(const std::string& text) -> Fate {
  const size_t length = test::Length(text);
  return length >= 1 && length <= 100 ? Fate::kTaken : Fate::kRefused;
}
auto Name(const std::string& text) -> Fate { return !text.empty() && text.size() <= 40 && Holds(text, "") ? Fate::kOpen : Fate::kRefused; }
auto Slug(const std::string& text) -> Fate { return !text.empty() && text.size() <= 40 && Holds(text, "-") ? Fate::kOpen : Fate::kRefused; }
auto Version(const std::string& text) -> Fate { return !text.empty() && Holds(text, ".-+") ? Fate::kOpen : Fate::kRefused; }
auto Prefix(const std::string& text) -> Fate { return Holds(text, "/-_") ? Fate::kOpen : Fate::kRefused; }

auto InExpression(const std::string& text) -> Fate {
  return test::ExpressionText(text).size() <= kMostExpressionBytes ? Fate::kTaken : Fate::kRefused;
}

// A line of the definition: `@` is the string as JSON, `%` the same string as a literal inside an expression.
struct Place {
  std::string_view line;
  Fate (*fate)(const std::string&) = nullptr;
};

constexpr Place kPlaces[] = {
    {R"({"ingot": 1,)"},
    {R"(@: 1,)", Never},
    {R"("app": {)"},
    {R"("name": @,)", Slug},
    {R"("version": @,)", Version},
    {R"("label": @,)", Always},
    {R"("description": @,)", Always},
    {R"("auth": @,)", Never},
    {R"(@: 1,)", Never},
    {R"("api": {)"},
    {R"(@: 1,)", Never},
    {R"("errors": @,)", Never},
    {R"("prefix": @}},)", Prefix},
    {R"("enums": [{"name": "Good",)"},
    {R"("values": ["good",)"},
    {R"(@],)", Short},
    {R"("id": @,)", Short},
    {R"("label": @,)", Always},
    {R"("description": @,)", Always},
    {R"("renamedFrom": @,)", Name},
    {R"(@: 1}],)", Never},
    {R"("types": [{"name": "Worth", "fields": [{"name": "a", "type": "string", "label": @},)", Always},
    {R"({"name": "b", "type": "string", "default": @},)", Always},
    {R"({"name": "c", "type": "string", "pattern": @},)", Perhaps},
    {R"({"name": "d", "type": "int", @: 1}],)", Never},
    {R"("description": @,)", Always},
    {R"("id": @,)", Short},
    {R"("renamedFrom": @},)", Name},
    {R"({"name": "Plain", "type": "string", "label": @,)", Always},
    {R"("example": @},)", Always},
    {R"({"name": "Odd", "type": @}],)", Never},
    {R"("models": [{"name": "Other", "fields": [{"name": "x", "type": "int"}]},)"},
    {R"({"name": "Main",)"},
    {R"("label": @,)", Always},
    {R"("description": @,)", Always},
    {R"("id": @,)", Short},
    {R"("renamedFrom": @,)", Name},
    {R"(@: 1,)", Never},
    {R"("fields": [)"},
    {R"({"name": "a", "type": "string", "default": @},)", Always},
    {R"({"name": "b", "type": "text", "default": @},)", Always},
    {R"({"name": "c", "type": "string", "example": @},)", Always},
    {R"({"name": "d", "type": "text", "label": @},)", Always},
    {R"({"name": "e", "type": "text", "description": @},)", Always},
    {R"({"name": "f", "type": "text", "id": @},)", Short},
    {R"({"name": "g", "type": "json", "default": {@: 1}},)", Always},
    {R"({"name": "h", "type": "json", "default": [@]},)", Always},
    {R"j({"name": "i", "type": "text", "computed": "concat(a, %)"},)j", InExpression},
    {R"({"name": "j", "type": "text", "required": true, "defaultExpr": "%"},)", InExpression},
    {R"({"name": "k", "type": "bool", "computed": "a == %"},)", InExpression},
    {R"({"name": "l", "type": "text", "computed": @},)", Perhaps},
    {R"({"name": "m", "type": "text", "defaultExpr": @},)", Perhaps},
    {R"({"name": "n", "type": "string", "pattern": @},)", Perhaps},
    {R"({"name": "o", "type": "email", "default": @},)", Perhaps},
    {R"({"name": "p", "type": "url", "default": @},)", Perhaps},
    {R"({"name": "q", "type": "slug", "default": @},)", Perhaps},
    {R"({"name": "r", "type": "uuid", "default": @},)", Never},
    {R"({"name": "s", "type": "int", "default": @},)", Never},
    {R"({"name": "t", "type": "bool", "default": @},)", Never},
    {R"({"name": "u", "type": "enum", "enum": "Good", "default": @},)", Perhaps},
    {R"({"name": "v", "type": "enum", "enum": @},)", Never},
    {R"({"name": "w", "type": @},)", Never},
    {R"({"name": "y", "type": "ref", "model": @},)", Never},
    {R"({"name": "z", "type": "ref", "model": "Other", "inverse": @},)", Name},
    {R"({"name": "aa", "type": "ref", "model": "Other", "onDelete": @},)", Never},
    {R"({"name": "ab", "type": "string", "format": @},)", Never},
    {R"({"name": "ac", "type": "string", "min": @},)", Never},
    {R"({"name": "ad", "type": "string", "required": @},)", Never},
    {R"({"name": "ag", "type": "Worth", "default": {"a": @}},)", Always},
    {R"({"name": "ae", "type": "string", "renamedFrom": @},)", Name},
    {R"({"name": "af", "type": "string", @: 1}],)", Never},
    {R"("unique": [["a", @]],)", Name},
    {R"("indexes": [["b", @]],)", Name},
    {R"("resource": {)"},
    {R"("path": @,)", Slug},
    {R"("under": @,)", Never},
    {R"("filter": [@],)", Name},
    {R"("sort": [@],)", Name},
    {R"(@: 1}}]})", Never},
};

// A definition apart: where a name is broken, nothing is said of places that may mean it.
constexpr Place kNames[] = {
    {R"({"ingot": 1, "app": {"name": "names", "auth": "none"},)"},
    {R"("enums": [{"values": ["x"], "name": @}],)", Name},
    {R"("models": [)"},
    {R"({"fields": [{"name": "x", "type": "int"}], "name": @},)", Name},
    {R"({"name": "Main", "fields": [)"},
    {R"({"type": "string", "name": @}]}]})", Name},
};

void Replace(std::string& line, char slot, const std::string& by) {
  const size_t at = line.find(slot);
  if (at != std::string::npos) line.replace(at, 1, by);
}

auto DefinitionWith(const NaughtyString& string, std::span<const Place> places) -> std::string {
  const std::string expression = test::JsonLiteral(test::ExpressionText(string.text.value_or("")));
  std::string definition;
  for (const Place& place : places) {
    std::string line(place.line);
    if (line.find('%') != std::string::npos) {
      Replace(line, '%', expression.substr(1, expression.size() - 2));
    } else {
      Replace(line, '@', string.literal);
    }
    definition += line + "\n";
  }
  return definition;
}

// The codes that `check` gave, by line.
auto CodesOf(const json& findings) -> std::multimap<size_t, std::string> {
  std::multimap<size_t, std::string> codes;
  for (const json& finding : findings["diagnostics"]) {
    EXPECT_TRUE(finding["code"].get<std::string>().starts_with("ING")) << finding;
    if (finding["severity"] == "error" && finding["line"].is_number()) codes.emplace(finding["line"].get<size_t>(), finding["code"].get<std::string>());
  }
  return codes;
}

void ExpectFates(const NaughtyString& string, std::span<const Place> places, const json& findings) {
  const auto codes = CodesOf(findings);
  if (!string.text) {
    EXPECT_FALSE(codes.empty());
    for (const auto& [line, code] : codes) EXPECT_EQ(code, "ING0107") << line;
    return;
  }
  const bool holds_nul = string.text->find('\0') != std::string::npos;
  for (size_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    if (place.fate == nullptr) continue;
    const auto found = codes.find(i + 1);
    const std::string got = found == codes.end() ? "nothing" : found->second;
    const Fate fate = holds_nul ? Fate::kRefused : place.fate(*string.text);
    EXPECT_FALSE(fate == Fate::kTaken && got != "nothing") << place.line << " got " << got;
    EXPECT_FALSE(fate == Fate::kRefused && got == "nothing") << place.line << " is not refused";
  }
}

// What a terminal would obey, or show at another place.
auto FirstHidden(const std::string& output) -> size_t {
  for (size_t i = 0; i < output.size(); ++i) {
    const auto c = static_cast<unsigned char>(output[i]);
    const std::string_view rest = std::string_view(output).substr(i);
    const bool turns = rest.starts_with("\u202e") || rest.starts_with("\u202d") || rest.starts_with("\u2066") || rest.starts_with("\u2028");
    if ((c < 0x20 && c != '\n') || c == 0x7f || turns) return i;
  }
  return std::string::npos;
}

TEST(NaughtyCorpus, IsRead) {
  if (!test::HasNaughtyCorpus()) GTEST_SKIP() << "INGOT_CORPORA names no folder of corpora; only our own strings are tried";
  EXPECT_GT(test::NaughtyStrings().size(), 500U);
}

void CheckWith(const NaughtyString& string, std::span<const Place> places, const std::string& folder) {
  test::WriteFile(folder + "/app.json", DefinitionWith(string, places));
  const auto machine = test::RunCommand(folder, Quoted(kIngot) + " check app.json --format json");
  ASSERT_TRUE(machine.code == 0 || machine.code == 1) << machine.output;
  const json findings = json::parse(machine.output, nullptr, false);
  ASSERT_TRUE(findings.is_object()) << machine.output;
  ExpectFates(string, places, findings);
}

TEST(NaughtyDefinition, IsTakenAsDataOrRefusedWhereItStands) {
  test::TemporaryFolder folder;
  for (const NaughtyString& string : test::NaughtyStrings()) {
    SCOPED_TRACE(string.literal.substr(0, 200));
    CheckWith(string, kNames, folder.path());
    CheckWith(string, kPlaces, folder.path());
    const auto human = test::RunCommand(folder.path(), Quoted(kIngot) + " check app.json");
    EXPECT_EQ(human.code, 1);
    const size_t hidden = FirstHidden(human.output);
    EXPECT_EQ(hidden, std::string::npos) << "a terminal obeys byte " << hidden;
  }
}

}  // namespace
}  // namespace ingot
