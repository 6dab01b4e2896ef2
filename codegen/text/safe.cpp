#include "codegen/text/safe.h"

namespace ingot::codegen {
namespace {

auto PaddingAfter(std::string_view out, Layout layout) -> std::size_t {
  if (layout == Layout::kVerbatim) return 0;
  const std::string_view line = out.substr(out.rfind('\n') + 1);
  if (layout == Layout::kColumn) return line.size();
  const std::size_t indent = line.find_first_not_of(' ');
  return indent == std::string_view::npos ? line.size() : indent;
}

}  // namespace

void AppendLaidOut(std::string& out, std::string_view text, Layout layout) {
  const std::size_t padding = PaddingAfter(out, layout);
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    const bool line_follows = text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n';
    if (line_follows) out.append(padding, ' ');
  }
}

auto FillShape(std::string_view shape, const Part* parts) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] != '@') {
      text += shape[i];
    } else if (i + 1 < shape.size() && shape[i + 1] == '@') {
      text += shape[++i];
    } else {
      AppendLaidOut(text, parts->text, parts->layout);
      ++parts;
    }
  }
  return text;
}

}  // namespace ingot::codegen
