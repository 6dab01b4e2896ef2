#include "codegen/text/markdown.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "codegen/text/bug.h"
#include "compiler/base/names.h"
#include "compiler/base/utf8.h"

namespace ingot::codegen {
namespace {

// One line of visible text: white space folded, hidden characters dropped.
auto OneLine(std::string_view utf8) -> std::string {
  std::string line;
  bool space = false;
  for (std::string_view rest = utf8; !rest.empty();) {
    const auto point = DecodeUtf8(rest);
    if (!point) Bug("Markdown cannot hold this text", utf8);
    const std::string_view bytes = rest.substr(0, point->size);
    rest.remove_prefix(point->size);
    const bool breaks =
        point->value <= 0x20 || point->value == 0x85 || point->value == 0x2028 || point->value == 0x2029;
    if (breaks) {
      space = !line.empty();
    } else if (!IsHidden(point->value)) {
      if (space) line += ' ';
      space = false;
      line += bytes;
    }
  }
  return line;
}

auto OpensMarkup(char c) -> bool {
  return std::string_view("\\`*_{}[]()#+-!|<>&~$:@=").find(c) != std::string_view::npos;
}

// `1.` at the start of a line begins a list.
auto EndsNumber(std::string_view line, std::size_t at) -> bool {
  return line[at] == '.' && at > 0 && std::ranges::all_of(line.substr(0, at), IsAsciiDigit);
}

}  // namespace

auto MarkdownText::Plain(std::string_view utf8) -> Safe<MarkdownText> {
  const std::string line = OneLine(utf8);
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (OpensMarkup(line[i]) || EndsNumber(line, i)) text += '\\';
    text += line[i];
  }
  return Safe<MarkdownText>(std::move(text));
}

auto MarkdownText::Code(std::string_view utf8) -> Safe<MarkdownText> {
  const std::string line = OneLine(utf8);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : line) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string padding = longest > 0 ? " " : "";
  return Safe<MarkdownText>(fence + padding + (line.empty() ? " " : line) + padding + fence);
}

}  // namespace ingot::codegen
