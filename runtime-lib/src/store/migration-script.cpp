#include "store/migration-script.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace ingot::rt::store {
namespace {

constexpr std::string_view kMark = "-- step ";
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

std::vector<std::string> statementsOf(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  while (!sql.empty()) {
    const std::string_view line = takeLine(sql);
    if (isBlank(line) || line.starts_with("--")) continue;
    statement.append(statement.empty() ? "" : "\n").append(line);
    if (!line.ends_with(';')) continue;
    statement.pop_back();
    statements.push_back(std::move(statement));
    statement.clear();
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace ingot::rt::store
