// The encoders of Markdown: a user's text that stays one line of plain words, and a code span.
#pragma once

#include <string_view>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

struct MarkdownText : KindOf<Markdown> {
  // Every character that could open markup is escaped; runs of white space and controls become one space;
  // characters that change the direction or cannot be seen are left out.
  static auto Plain(std::string_view utf8) -> Safe<MarkdownText>;
  // Between as many backticks as it takes; characters that no code span can hold become spaces or are left
  // out, as above.
  static auto Code(std::string_view utf8) -> Safe<MarkdownText>;
};

}  // namespace ingot::codegen
