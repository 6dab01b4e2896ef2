#include "tests/hostile/oracles.h"

#include <algorithm>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/hostile/cpp_tokens.h"
#include "tests/hostile/sql_shape.h"

namespace ingot::test::hostile {
namespace {

using nlohmann::json;
using Kind = Token::Kind;

auto LooksLikeSql(const std::string& text) -> bool {
  for (const char* word : {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "}) {
    if (text.starts_with(word)) return true;
  }
  return false;
}

// Code, of which every text but SQL is left open.
auto Difference(const Token& harmless, const Token& hostile) -> std::string {
  if (harmless.kind != hostile.kind) return "a token is another one: `" + harmless.text + "` became `" + hostile.text + "`";
  if (harmless.text == hostile.text) return "";
  if (harmless.kind != Kind::kString) return "`" + harmless.text + "` became `" + hostile.text + "`";
  if (!LooksLikeSql(harmless.text)) return "";
  const Shape was = PostgresShape(harmless.text);
  const Shape is = PostgresShape(hostile.text);
  if (was.parts == is.parts && was.error.empty() == is.error.empty()) return "";
  return "SQL is another statement: " + hostile.text;
}

auto BadToken(const std::vector<Token>& tokens, const Question& question) -> std::string {
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.kind == Kind::kFault) return token.text;
    if (token.kind == Kind::kPunctuation && std::string_view("({[").find(token.text[0]) != std::string_view::npos) ++depth;
    if (token.kind == Kind::kPunctuation && std::string_view(")}]").find(token.text[0]) != std::string_view::npos && --depth < 0) return "a bracket too many";
    if (token.kind != Kind::kString && question.likeness == Likeness::kSame && token.text.find(question.canary) != std::string::npos) return "the canary is code: " + token.text;
    if (token.kind == Kind::kString && LooksLikeSql(token.text) && token.text.find(question.canary) != std::string::npos && PostgresShape(token.text).parts.size() > 1) {
      return "SQL is more than one statement: " + token.text;
    }
  }
  return depth == 0 ? "" : "brackets do not match";
}

// Values that a description repeats: data of any shape.
auto IsData(const std::string& key) -> bool { return key == "default" || key == "example" || key == "examples" || key == "const"; }

auto JsonDifference(const json& harmless, const json& hostile, const std::string& at) -> std::string {
  if (harmless.type() != hostile.type()) return at + " is of another type";
  if (harmless.is_array()) {
    if (harmless.size() != hostile.size()) return at + " has another size";
    for (size_t i = 0; i < harmless.size(); ++i) {
      if (auto difference = JsonDifference(harmless[i], hostile[i], at + "/" + std::to_string(i)); !difference.empty()) return difference;
    }
  } else if (harmless.is_object()) {
    for (const auto& [key, item] : hostile.items()) {
      if (!harmless.contains(key)) return at + " has a member `" + key + "`";
    }
    for (const auto& [key, item] : harmless.items()) {
      if (!hostile.contains(key)) return at + " has no member `" + key + "`";
      if (IsData(key)) continue;
      if (auto difference = JsonDifference(item, hostile[key], at + "/" + key); !difference.empty()) return difference;
    }
  } else if (!harmless.is_string() && harmless != hostile) {
    return at + " is another value";
  }
  return "";
}

auto Lines(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Every byte that Markdown may take for markup has a backslash before it.
auto IsPlainMarkdown(const std::string& line) -> bool {
  for (size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0x20 || byte == 0x7f) return false;
    if (line[i] == '\\') {
      ++i;
    } else if (std::string_view("`*_{}[]<>|&$~").find(line[i]) != std::string_view::npos) {
      return false;
    }
  }
  return !line.starts_with('#') && !line.starts_with("- ") && !line.starts_with('=') && !line.starts_with("    ");
}

auto IsPlainPath(const std::string& path) -> bool {
  const bool letters = std::ranges::all_of(path, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("/._-").find(c) != std::string_view::npos; });
  return letters && path.find("..") == std::string::npos && !path.starts_with('/') && path.size() < 120;
}

auto HasEnding(const std::string& path, std::initializer_list<std::string_view> endings) -> bool {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

auto FileComplaint(const std::string& path, const std::string& harmless, const std::string& hostile, const Question& question) -> std::string {
  if (harmless == hostile) return "";
  if (HasEnding(path, {".cpp", ".hpp"})) return CppComplaint(path, harmless, hostile, question);
  if (path.ends_with(".sql")) return SqlComplaint(path, harmless, hostile, question);
  if (path.ends_with(".json") && path != "CMakePresets.json") return JsonComplaint(harmless, hostile, question.likeness);
  if (path == "README.md") return question.likeness == Likeness::kSame ? MarkdownComplaint(harmless, hostile) : "";
  const auto lines = Lines(harmless);
  const std::set<std::string> known(lines.begin(), lines.end());
  const auto is_known = [&](const std::string& line) { return known.contains(line); };
  const auto theirs = Lines(hostile);  // without secrets, say, there are fewer lines
  if (question.likeness == Likeness::kValid && std::ranges::all_of(theirs, is_known)) return "";
  return "a file that holds nothing of the user is another one";  // build files, Dockerfile, YAML, settings of editors
}

// What both have in common, when the payload is a name: a new model is a new file.
auto PathComplaints(const Files& harmless, const Files& hostile, const Question& question) -> std::vector<std::string> {
  std::vector<std::string> complaints;
  for (const auto& [path, text] : hostile) {
    if (!IsPlainPath(path)) complaints.push_back(path + ": no path of ours");
    if (question.likeness == Likeness::kSame && !harmless.contains(path)) complaints.push_back(path + ": a file that nobody asked for");
  }
  if (question.likeness == Likeness::kSame && harmless.size() != hostile.size()) complaints.emplace_back("a file is missing");
  return complaints;
}

}  // namespace

auto CppComplaint(const std::string& path, const std::string& harmless, const std::string& hostile, const Question& question) -> std::string {
  const auto is = CppTokens(hostile);
  if (auto bad = BadToken(is, question); !bad.empty() || question.likeness == Likeness::kValid) return bad;
  const auto was = CppTokens(harmless);
  std::set<std::string> known;  // a test counts rows that are equal or less, and names the first: what differs is said with words that it has anyway
  for (const Token& token : was) {
    if (path.starts_with("tests/") && token.kind == Kind::kWord) known.insert(token.text);
  }
  for (size_t i = 0; i < was.size() && i < is.size(); ++i) {
    const bool both_numbers = was[i].kind == Kind::kNumber && is[i].kind == Kind::kNumber;
    if ((both_numbers && !known.empty()) || (known.contains(was[i].text) && known.contains(is[i].text))) continue;
    if (auto difference = Difference(was[i], is[i]); !difference.empty()) return difference;
  }
  return was.size() == is.size() ? "" : "it has another number of tokens";
}

auto SqlComplaint(const std::string& path, const std::string& harmless, const std::string& hostile, const Question& question) -> std::string {
  Shape was;
  Shape is;
  if (path.find(".postgres.") != std::string::npos) {
    was = PostgresShape(harmless);
    is = PostgresShape(hostile);
    for (const std::string& kind : is.kinds) {
      if (!MigrationStatements().contains(kind)) return "a statement `" + kind + "`";
    }
  } else if (path.ends_with(".up.sql")) {
    std::vector<std::string> before;
    if (path.starts_with("evolution")) before.push_back(question.earlier.sqlite_up);
    before.push_back(harmless);
    was = SqliteShape(before);
    before.back() = hostile;
    is = SqliteShape(before);
  }
  if (!is.error.empty()) return is.error;
  if (question.likeness == Likeness::kValid) return "";
  if (was.kinds != is.kinds) return "it has other statements";
  return was.parts == is.parts ? "" : "a statement is another one";
}

auto JsonComplaint(const std::string& harmless, const std::string& hostile, Likeness likeness) -> std::string {
  const json is = json::parse(hostile, nullptr, false);
  if (is.is_discarded()) return "it is no JSON";
  if (hostile.find("</script") != std::string::npos) return "it ends a script";
  return likeness == Likeness::kValid ? "" : JsonDifference(json::parse(harmless), is, "");
}

auto MarkdownComplaint(const std::string& harmless, const std::string& hostile) -> std::string {
  const auto was = Lines(harmless);
  const auto is = Lines(hostile);
  if (was.size() != is.size()) return "it has another number of lines";
  for (size_t i = 0; i < was.size(); ++i) {
    const auto differ = std::mismatch(was[i].begin(), was[i].end(), is[i].begin(), is[i].end()).second;
    if (was[i] != is[i] && !IsPlainMarkdown(std::string(differ, is[i].end()))) return "markup: " + is[i];
  }
  return "";
}

auto Complaints(const Question& question) -> std::vector<std::string> {
  std::vector<std::string> complaints;
  const std::pair<const Files*, const Files*> pairs[] = {{&*question.harmless.files, &*question.hostile.files}, {&question.harmless.evolution, &question.hostile.evolution}};
  for (const auto& [harmless, hostile] : pairs) {
    for (auto& complaint : PathComplaints(*harmless, *hostile, question)) complaints.push_back(std::move(complaint));
    for (const auto& [path, text] : *hostile) {
      const auto twin = harmless->find(path);
      if (auto complaint = FileComplaint(path, twin == harmless->end() ? "" : twin->second, text, question); !complaint.empty()) complaints.push_back(path + ": " + complaint);
    }
  }
  return complaints;
}

}  // namespace ingot::test::hostile
