#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/visible_text.h"

namespace ingot::diag {
namespace {

constexpr size_t kWindowColumns = 100;
constexpr size_t kColumnsBefore = 60;
constexpr std::string_view kCut = "\xE2\x80\xA6";  // one column wide

enum class Style : uint8_t { kError, kWarning, kHelp, kQuiet };

// Part of a source line around a span, and the marks that go under it.
struct Window {
  std::string text;
  std::string marks;
};

auto IsContinuation(char c) -> bool { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The offset that lies `columns` code points before `at`, or 0.
auto StepBack(std::string_view line, size_t at, size_t columns) -> size_t {
  while (at > 0 && columns > 0) {
    --at;
    if (!IsContinuation(line[at])) --columns;
  }
  return at;
}

// `begin` and `end` are offsets in `line`. The work is bounded by the window, however long the line is.
auto MakeWindow(std::string_view line, size_t begin, size_t end, char mark) -> Window {
  begin = std::min(begin, line.size());
  end = std::min(std::max(end, begin + 1), line.size());  // an empty span marks one character
  size_t at = begin <= kColumnsBefore ? 0 : StepBack(line, begin, kColumnsBefore);
  Window window;
  size_t columns = 0;
  size_t marked = 0;
  const auto add = [&](std::string_view text, size_t width, bool under) {
    window.text += text;
    window.marks.append(width, under ? mark : ' ');
    columns += width;
    marked += under ? width : 0;
  };
  if (at > 0) add(kCut, 1, false);
  while (at < line.size() && columns < kWindowColumns) {
    const VisibleUnit unit = FirstVisible(line.substr(at));
    add(unit.text, unit.width, at >= begin && at < end);
    at += unit.bytes;
  }
  if (at < line.size()) window.text += kCut;
  if (marked == 0) window.marks += mark;  // behind the end of the line
  while (!window.marks.empty() && window.marks.back() == ' ') window.marks.pop_back();
  return window;
}

class Console {
 public:
  Console(const Locator& locator, ConsoleOptions options) : locator_(locator), options_(options) {}

  void Add(const Diagnostic& diagnostic) {
    const Style style = diagnostic.severity == Severity::kError ? Style::kError : Style::kWarning;
    const std::string head =
        fmt::format("{}[{}]", SeverityName(diagnostic.severity), CodeText(diagnostic.code));
    out_ += fmt::format("{}: {}\n", Painted(style, head), Visible(diagnostic.message));
    const size_t gutter = GutterOf(diagnostic);
    if (diagnostic.span.valid()) AddSnippet(diagnostic.span, gutter, style, '^', {});
    for (const Label& label : diagnostic.labels)
      AddSnippet(label.span, gutter, Style::kHelp, '-', label.text);
    for (const std::string& help : diagnostic.help) {
      out_ += fmt::format("{:>{}} {} {}\n", "=", gutter + 3, Painted(Style::kHelp, "help:"), Visible(help));
    }
    out_ += '\n';
  }

  void AddSummary(const Findings& findings) {
    const auto count = [](size_t n, std::string_view noun) {
      return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
    };
    std::string summary;
    if (findings.errors > 0) summary = count(findings.errors, "error");
    if (findings.warnings > 0) summary += (summary.empty() ? "" : ", ") + count(findings.warnings, "warning");
    if (findings.not_shown > 0) summary += fmt::format(" ({} not shown)", findings.not_shown);
    out_ += summary + "\n";
  }

  auto Take() -> std::string { return std::move(out_); }

 private:
  auto GutterOf(const Diagnostic& diagnostic) const -> size_t {
    uint32_t line =
        diagnostic.span.valid() ? locator_.Locate(diagnostic.span.source, diagnostic.span.begin).line : 0;
    for (const Label& label : diagnostic.labels) {
      if (label.span.valid())
        line = std::max(line, locator_.Locate(label.span.source, label.span.begin).line);
    }
    return std::max<size_t>(fmt::formatted_size("{}", line), 1);
  }

  void AddSnippet(Span span, size_t gutter, Style style, char mark, std::string_view note) {
    if (!span.valid()) {
      out_ += fmt::format("{:>{}} note: {}\n", "=", gutter + 3, Visible(note));
      return;
    }
    const Place place = locator_.Locate(span.source, span.begin);
    const size_t begin = span.begin - place.line_begin;
    const Window window = MakeWindow(place.line_text, begin, begin + span.size(), mark);
    const std::string bar = Painted(Style::kQuiet, "|");
    out_ += fmt::format("{:>{}} {}\n", "-->", gutter + 4, Where(span, place));
    out_ += fmt::format("{:>{}} {}\n", "", gutter + 1, bar);
    out_ +=
        fmt::format(" {:>{}} {}{}{}\n", place.line, gutter, bar, window.text.empty() ? "" : " ", window.text);
    const std::string marks = window.marks + (note.empty() ? "" : " ") + Visible(note);
    out_ += fmt::format("{:>{}} {} {}\n", "", gutter + 1, bar, Painted(style, marks));
  }

  auto Where(Span span, const Place& place) const -> std::string {
    const auto row = locator_.LocateRow(span.source, span.begin);
    if (!row) return fmt::format("{}:{}:{}", Visible(place.file), place.line, place.column);
    const std::string path = row->Path();
    return Visible(fmt::format("{} {}{}{}", row->table, row->row, path.empty() ? "" : ": ", path));
  }

  auto Painted(Style style, std::string_view text) const -> std::string {
    if (!options_.color) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", Escape(style), text);
  }

  static auto Escape(Style style) -> std::string_view {
    switch (style) {
      case Style::kError: return "1;31";
      case Style::kWarning: return "1;33";
      case Style::kHelp: return "1;36";
      case Style::kQuiet: return "2";
    }
    return "0";
  }

  const Locator& locator_;
  ConsoleOptions options_;
  std::string out_;
};

}  // namespace

auto RenderConsole(const Findings& findings, const Locator& locator, ConsoleOptions options) -> std::string {
  if (findings.diagnostics.empty()) return {};
  Console console(locator, options);
  for (const Diagnostic& diagnostic : findings.diagnostics) console.Add(diagnostic);
  console.AddSummary(findings);
  return console.Take();
}

}  // namespace ingot::diag
