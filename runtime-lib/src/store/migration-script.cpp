#include "store/migration-script.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace ingot::rt::store {
namespace {

constexpr std::string_view kMark = "-- step ";
constexpr std::string_view kAsks = "-- asks";
constexpr int kMostSteps = 100'000;

std::string_view takeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

bool isBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string_view takeWord(std::string_view& words) {
  const std::size_t end = words.find(", ");
  const std::string_view word = words.substr(0, end);
  words.remove_prefix(end == std::string_view::npos ? words.size() : end + 2);
  return word;
}

bool takeWordIf(std::string_view& words, std::string_view word) {
  std::string_view rest = words;
  if (takeWord(rest) != word) return false;
  words = rest;
  return true;
}

// "3: expand, in batches, writes every row of docs"; false when it is none.
bool readMark(std::string_view words, MigrationStep& step) {
  const char* const end = words.data() + words.size();
  const auto [next, error] = std::from_chars(words.data(), end, step.number);
  if (error != std::errc() || step.number < 1 || step.number > kMostSteps) return false;
  words.remove_prefix(static_cast<std::size_t>(next - words.data()));
  if (!words.starts_with(": ")) return false;
  words.remove_prefix(2);
  step.contracts = takeWordIf(words, "contract");
  if (!step.contracts && !takeWordIf(words, "expand")) return false;
  if (takeWordIf(words, "concurrently")) step.mode = MigrationStep::Mode::concurrently;
  if (takeWordIf(words, "in batches")) step.mode = MigrationStep::Mode::batches;
  std::string_view rest = words;
  const std::string_view condition = takeWord(rest);
  if (condition.starts_with("if ") && condition.ends_with(" exists")) {
    step.condition = condition.substr(3, condition.size() - 10);
    words = rest;
  }
  step.about = words;
  return true;
}

// " for none: rows of docs without title: SELECT ..."; false when it is none.
bool readQuestion(std::string_view words, MigrationQuestion& question) {
  constexpr std::string_view kForNone = " for none";
  question.forNone = words.starts_with(kForNone);
  if (question.forNone) words.remove_prefix(kForNone.size());
  if (!words.starts_with(": ")) return false;
  words.remove_prefix(2);
  const std::size_t colon = words.find(": ");
  if (colon == std::string_view::npos) return false;
  question.about = words.substr(0, colon);
  question.sql = words.substr(colon + 2);
  return true;
}

// Behind a quoted text that begins at `at`: '...', "..." or $tag$...$tag$. Where none begins, `at`.
std::size_t behindQuoted(std::string_view text, std::size_t at) {
  std::string_view end = text.substr(at, 1);
  if (end == "$") {
    const std::size_t tag = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", at + 1);
    if (tag == std::string_view::npos || text[tag] != '$') return at;
    end = text.substr(at, tag + 1 - at);
  } else if (end != "'" && end != "\"") {
    return at;
  }
  const std::size_t found = text.find(end, at + end.size());
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// Behind `what`, outside of quoted texts, from `at` on; npos when it is not there.
std::size_t behind(std::string_view text, std::string_view what, std::size_t at) {
  while (at < text.size()) {
    if (text.substr(at).starts_with(what)) return at + what.size();
    const std::size_t next = behindQuoted(text, at);
    at = next == at ? at + 1 : next;
  }
  return std::string_view::npos;
}

// `quantity > 0` of `ALTER TABLE docs ADD CONSTRAINT positive CHECK (quantity > 0)`; empty when it is not there.
std::string_view ruleOf(std::string_view table, std::string_view name, std::string_view sql) {
  std::size_t at = behind(sql, "TABLE " + std::string(table) + " ", 0);
  if (at != std::string_view::npos) at = behind(sql, "CONSTRAINT " + std::string(name) + " CHECK (", at);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at;
  for (int open = 1; at < sql.size();) {
    open += sql[at] == '(' ? 1 : sql[at] == ')' ? -1 : 0;
    if (open == 0) return sql.substr(begin, at - begin);
    const std::size_t next = behindQuoted(sql, at);
    at = next == at ? at + 1 : next;
  }
  return {};
}

// `SELECT id FROM docs` of `CREATE TABLE kept AS SELECT id FROM docs;`; empty when it is not there.
std::string_view rowsIn(std::string_view table, std::string_view sql) {
  const std::size_t begin = behind(sql, "CREATE TABLE " + std::string(table) + " AS ", 0);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = behind(sql, ";", begin);
  return end == std::string_view::npos ? std::string_view() : sql.substr(begin, end - 1 - begin);
}

// Where the lines begin that begin a step. What looks like one inside of a quoted text is none: it may be anybody's.
std::vector<std::size_t> marksIn(std::string_view text) {
  std::vector<std::size_t> marks;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || text[at - 1] == '\n';
    if (begins && text.substr(at).starts_with(kMark)) marks.push_back(at);
    if (text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    const std::size_t behind = behindQuoted(text, at);
    at = behind == at ? at + 1 : behind;
  }
  return marks;
}

std::vector<MigrationStep> stepsOf(std::string_view name, std::string_view text) {
  const auto fail = [&](const std::string& why) { throw std::runtime_error("the migration " + std::string(name) + " cannot be read: " + why); };
  const std::vector<std::size_t> marks = marksIn(text);
  std::vector<MigrationStep> steps;
  if (marks.empty()) {
    if (!isBlank(text)) steps.push_back({.sql = text});
    return steps;
  }
  if (!statementsOf(text.substr(0, marks.front())).empty()) fail("statements stand before its first step");
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::string_view part = text.substr(marks[i], i + 1 < marks.size() ? marks[i + 1] - marks[i] : std::string_view::npos);
    const std::string_view line = takeLine(part);
    MigrationStep& step = steps.emplace_back();
    if (!readMark(line.substr(kMark.size()), step)) fail("`" + std::string(line) + "` begins no step");
    while (part.starts_with(kAsks)) {
      const std::string_view asked = takeLine(part);
      if (!readQuestion(asked.substr(kAsks.size()), step.questions.emplace_back())) fail("`" + std::string(asked) + "` asks for nothing");
    }
    step.sql = part;
  }
  return steps;
}

}  // namespace

int MigrationScript::expanding() const {
  const auto first = std::find_if(up.begin(), up.end(), [](const MigrationStep& step) { return step.contracts; });
  return static_cast<int>(first - up.begin());
}

const MigrationStep* MigrationScript::undoing(int number) const {
  const auto found = std::find_if(down.begin(), down.end(), [&](const MigrationStep& step) { return step.number == number; });
  return found == down.end() ? nullptr : &*found;
}

MigrationScript readScript(std::string_view name, const MigrationText& text) {
  MigrationScript script{stepsOf(name, text.up), stepsOf(name, text.down), false};
  script.marked = !script.up.empty() && script.up.front().sql.data() != text.up.data();
  if (script.up.empty()) script.up.push_back({.sql = text.up});
  const auto fail = [&](const std::string& why) { throw std::runtime_error("the migration " + std::string(name) + " cannot be read: " + why); };
  for (std::size_t i = 0; i < script.up.size(); ++i) {
    if (script.up[i].number != static_cast<int>(i) + 1) fail("its steps are not numbered 1, 2, 3");
    if (i > 0 && script.up[i - 1].contracts && !script.up[i].contracts) fail("a step of `expand` comes after one of `contract`");
  }
  int last = kMostSteps + 1;
  for (const MigrationStep& step : script.down) {
    if (step.number >= last) fail("its way down does not go back step by step");
    last = step.number;
  }
  return script;
}

std::optional<std::string> sqlOf(const MigrationQuestion& question, const MigrationScript& script) {
  constexpr std::string_view kRule = ":check ";
  constexpr std::string_view kRows = ":rows ";
  std::string sql(question.sql);
  const bool rows = sql.find(kRows) != std::string::npos;
  const std::size_t at = sql.find(rows ? kRows : kRule);
  if (at == std::string::npos) return sql;
  const std::size_t end = sql.find(')', at);
  if (end == std::string::npos) return std::nullopt;
  const std::string_view name = std::string_view(sql).substr(0, end).substr(sql.find(' ', at) + 1);
  const std::size_t dot = std::min(name.find('.'), name.size());
  for (const MigrationStep& step : script.up) {
    const std::string_view found = rows ? rowsIn(name, step.sql) : ruleOf(name.substr(0, dot), name.substr(std::min(dot + 1, name.size())), step.sql);
    if (!found.empty()) return sql.replace(at, end - at, found);
  }
  return std::nullopt;
}

std::vector<std::string> statementsOf(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  while (!sql.empty()) {
    const std::string_view line = takeLine(sql);
    if (isBlank(line) || line.starts_with("--")) continue;
    statement.append(statement.empty() ? "" : "\n").append(line);
    if (!line.ends_with(';')) continue;
    statement.pop_back();
    if (!isBlank(statement)) statements.push_back(std::move(statement));  // a semicolon too many is none
    statement.clear();
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace ingot::rt::store
