// What tmplc knows of the output languages: how they are named, and where in a line a slot stands.
#pragma once

#include <string>
#include <string_view>

namespace ingot::tmplc {

struct Syntax {
  std::string_view name;     // in a template's first line
  std::string_view type;     // ingot::codegen::...
  std::string_view comment;  // begins a comment up to the end of the line
  std::string_view quotes;   // each begins and ends a quoted text
  bool backslash = false;    // escapes inside quotes
};

auto FindSyntax(std::string_view name) -> const Syntax*;
auto SyntaxNames() -> std::string;

// Follows one line from left to right, told of the text between its slots.
class LineScanner {
 public:
  explicit LineScanner(const Syntax& syntax) : syntax_(syntax) {}
  void Skip(std::string_view text);
  auto At() const -> std::string_view;  // kCode, kQuoted or kComment

 private:
  const Syntax& syntax_;
  char quote_ = 0;
  bool comment_ = false;
};

}  // namespace ingot::tmplc
