#include "codegen/tmplc/template.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <sstream>
#include <utility>

namespace ingot::tmplc {
namespace {

auto Trimmed(std::string_view text) -> std::string_view {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

auto Words(std::string_view text) -> std::vector<std::string> {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

auto IsWord(std::string_view text) -> bool {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::ranges::all_of(
             text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

// `field` or `field.type.name`.
auto IsMemberPath(std::string_view text) -> bool {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!IsWord(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

class Reader {
 public:
  Reader(Template& result, std::vector<Fault>& faults) : template_(result), faults_(faults) {}

  void Read(std::string_view text) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      ++line_;
      ReadLine(text.substr(start, end - start));
      start = end + 1;
    }
    if (line_ == 0) ReadHeader({});
    for (const Block& block : blocks_) faults_.push_back({block.line, block.opener + " has no @end"});
  }

 private:
  struct Block {
    int line;
    std::string opener;  // @for, @if or @else
    std::string variable;
  };

  void Report(std::string what) { faults_.push_back({line_, std::move(what)}); }

  void ReadLine(std::string_view line) {
    const bool foreign =
        std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; });
    if (foreign) Report("a control character; templates hold lines of plain text that end in a line feed");
    const std::string_view trimmed = Trimmed(line);
    if (line_ == 1) {
      ReadHeader(trimmed);
    } else if (trimmed.size() > 1 && trimmed[0] == '@' && trimmed[1] != '@' && trimmed[1] != '{') {
      ReadDirective(trimmed);
    } else {
      ReadText(line, *template_.syntax, template_.body);
      AddText("\n", template_.body);
    }
  }

  void ReadHeader(std::string_view line) {
    template_.syntax = FindSyntax("plain");
    std::vector<std::string> words = Words(line);
    template_.kind = "kGenerated";
    if (words.size() == 6 && words[4] == "once") template_.kind = "kOnce";
    if (words.size() == 6 && words[4] == "append-only") template_.kind = "kAppendOnly";
    if (words.size() == 6 && template_.kind != "kGenerated") words.erase(words.begin() + 4);
    if (words.size() != 5 || words[0] != "@template" || words[3] != "emits" || !IsWord(words[1])) {
      Report("the first line must be `@template VIEW LANGUAGE emits [once|append-only] PATH`");
      return;
    }
    template_.view = words[1];
    ReadText(words[4], *template_.syntax, template_.path);
    if (const Syntax* syntax = FindSyntax(words[2])) {
      template_.syntax = syntax;
    } else {
      Report("unknown language `" + words[2] + "`; there are " + SyntaxNames());
    }
  }

  void ReadDirective(std::string_view line) {
    const std::vector<std::string> words = Words(line);
    if (words[0] == "@for") {
      ReadFor(line, words);
    } else if (words[0] == "@if") {
      ReadIf(words);
    } else if (line == "@else") {
      ReadElse();
    } else if (line == "@end") {
      ReadEnd();
    } else if (words[0] == "@else" || words[0] == "@end") {
      Report(words[0] + " stands alone on its line");
    } else if (words[0] == "@template") {
      Report("@template belongs on the first line");
    } else {
      Report("unknown directive `" + words[0] + "`; a literal `@` is written `@@`");
    }
  }

  void ReadFor(std::string_view line, const std::vector<std::string>& words) {
    Step step{.kind = StepKind::kFor, .line = line_, .text = {}};
    const bool blank = words.size() == 5 && words[4] == "blank";
    const bool separated = words.size() > 5 && words[4] == "sep";
    Block block{line_, "@for", words.size() > 1 ? words[1] : std::string()};
    if (words.size() < 4 || words[2] != "in" || !IsWord(words[1]) ||
        (words.size() > 4 && !blank && !separated)) {
      Report("expected `@for NAME in LIST`, then nothing, `sep TEXT` or `blank`");
    } else if (words[1] == "view" || words[1] == "out" || IsVariable(words[1])) {
      Report("`" + words[1] + "` is taken; give the loop another variable");
    } else {
      step.variable = words[1];
      step.text = Expression(words[3]);
    }
    if (blank) step.separator = "\n";
    if (separated) step.separator = Trimmed(line.substr(line.find(" sep ") + 5));
    blocks_.push_back(std::move(block));
    template_.body.push_back(std::move(step));
  }

  void ReadIf(const std::vector<std::string>& words) {
    Step step{.kind = StepKind::kIf, .line = line_, .text = {}};
    blocks_.push_back({line_, "@if", {}});
    if (words.size() != 2) {
      Report("expected `@if NAME` or `@if !NAME`; decisions are made in the view");
      return;
    }
    step.negated = words[1].starts_with('!');
    step.text = Expression(words[1].substr(step.negated ? 1 : 0));
    template_.body.push_back(std::move(step));
  }

  void ReadElse() {
    if (blocks_.empty() || blocks_.back().opener != "@if") {
      Report("@else without @if");
      return;
    }
    blocks_.back().opener = "@else";
    template_.body.push_back({.kind = StepKind::kElse, .line = line_, .text = {}});
  }

  void ReadEnd() {
    if (blocks_.empty()) {
      Report("@end without @for or @if");
      return;
    }
    const StepKind kind = blocks_.back().opener == "@for" ? StepKind::kEndFor : StepKind::kEndIf;
    blocks_.pop_back();
    template_.body.push_back({.kind = kind, .line = line_, .text = {}});
  }

  void ReadText(std::string_view line, const Syntax& syntax, std::vector<Step>& steps) {
    LineScanner scanner(syntax);
    while (!line.empty()) {
      const std::string_view text = line.substr(0, line.find('@'));
      scanner.Skip(text);
      AddText(text, steps);
      line.remove_prefix(text.size());
      if (line.empty()) return;
      if (line.starts_with("@@")) {
        AddText("@", steps);
        line.remove_prefix(2);
        continue;
      }
      const std::size_t close = line.find('}');
      if (!line.starts_with("@{") || close == std::string_view::npos) {
        Report(line.starts_with("@{") ? "this slot has no `}`" : "a lone `@`; a literal `@` is written `@@`");
        return;
      }
      steps.push_back({StepKind::kSlot, line_, Expression(line.substr(2, close - 2)), scanner.At()});
      line.remove_prefix(close + 1);
    }
  }

  void AddText(std::string_view text, std::vector<Step>& steps) {
    if (text.empty()) return;
    if (steps.empty() || steps.back().kind != StepKind::kText) steps.push_back({StepKind::kText, line_, {}});
    steps.back().text += text;
  }

  auto IsVariable(std::string_view name) const -> bool {
    return std::ranges::any_of(blocks_, [&](const Block& block) { return block.variable == name; });
  }

  // What a loop does not name is a member of the view.
  auto Expression(std::string_view text) -> std::string {
    if (!IsMemberPath(text))
      Report("`" + std::string(text) + "` is no member; slots hold names joined by dots");
    return (IsVariable(text.substr(0, text.find('.'))) ? "" : "view.") + std::string(text);
  }

  Template& template_;
  std::vector<Fault>& faults_;
  std::vector<Block> blocks_;
  int line_ = 0;
};

}  // namespace

auto ReadTemplate(std::string_view file, std::string_view text, Template& result) -> std::vector<Fault> {
  std::vector<Fault> faults;
  result.file = file;
  Reader(result, faults).Read(text);
  std::ranges::stable_sort(faults, {}, &Fault::line);
  return faults;
}

}  // namespace ingot::tmplc
