#include "tests/emitted/naughty_strings.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

namespace ingot::test {
namespace {

using nlohmann::json;

// What the languages that are emitted, the store, HTTP and terminals take for something else.
constexpr std::string_view kOurs[] = {
    R"("")", R"(" ")", R"("\n")", R"("\t")", R"("\r\n")", R"("one\r\ntwo")", R"("one\u0000two")", R"("\u0000")",
    R"("??/")", R"("what??!")", R"("*/")", R"("/*")", R"("// ends with \\")", R"("\\")", R"("\\\\")", R"("\"")", R"("'")",
    R"("`")", R"("\"; DROP TABLE samples; --")", R"("' OR '1'='1")", R"("x'; DELETE FROM samples; --")", R"("${X}")",
    R"("$ENV{PATH}")", R"j("$(id)")j", R"("a;b")", R"("@{x}")", R"("@@")", R"("@for x in y")", R"("@end")", R"("%s%n")",
    R"("%00")", R"("%2e%2e%2f")", R"("{}")", R"("{0}")", R"("{{x}}")", R"j(")--\"")j", R"j("R\"(x)\"")j", R"("\\x1ff")",
    R"("#include \"/etc/passwd\"")", R"("#define true false")", R"("__FILE__")", R"("a\u2028b\u2029c")", R"("\ufeffbom")",
    R"("\u202egnp.exe")", R"("\u0085")", R"("\u007f")", R"("\ufffe")", R"("\udbff\udfff")", R"("e\u0301")", R"("\u00e9")",
    R"("</script>")", R"("<!--")", R"("]]>")", R"("..")", R"("../../x")", R"("/")", R"("-")", R"("null")", R"("[]")",
    R"("yes")", R"("1.10")", R"("12:30:45")", R"("\u001b[2J")", R"("*")", R"("W/\"1\"")", R"("a,b")", R"("a&b=c#d")",
    R"("\ud800")", R"("\udc00")", R"("a\udfff\ud800b")"};

auto CorpusPath() -> std::optional<std::string> {
  const char* folder = std::getenv("INGOT_CORPORA");
  if (folder == nullptr) return std::nullopt;
  return std::string(folder) + "/naughty-strings/blns.json";
}

auto Read(const std::string& literal) -> NaughtyString {
  const json value = json::parse(literal, nullptr, false);
  return {literal, value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt};
}

}  // namespace

auto HasNaughtyCorpus() -> bool {
  const auto path = CorpusPath();
  return path && std::ifstream(*path).good();
}

auto JsonLiteral(const std::string& text) -> std::string { return json(text).dump(); }

auto Length(std::string_view text) -> size_t {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

auto NaughtyStrings() -> std::vector<NaughtyString> {
  std::vector<NaughtyString> strings;
  for (const std::string_view literal : kOurs) strings.push_back(Read(std::string(literal)));
  strings.push_back(Read('"' + std::string(20'000, 'x') + '"'));
  std::string wide;
  for (int i = 0; i < 700; ++i) wide += "\\u00e9";
  strings.push_back(Read('"' + wide + '"'));
  if (HasNaughtyCorpus()) {
    std::ifstream file(*CorpusPath());
    for (const json& text : json::parse(file)) strings.push_back(Read(text.dump()));
  }
  std::set<std::string> seen;
  std::erase_if(strings, [&](const NaughtyString& each) { return !seen.insert(each.text.value_or(each.literal)).second; });
  return strings;
}

auto NaughtyTexts() -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (NaughtyString& each : NaughtyStrings()) {
    if (each.text && each.text->find('\0') == std::string::npos) texts.push_back(*std::move(each.text));
  }
  return texts;
}

}  // namespace ingot::test
