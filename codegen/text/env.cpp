#include "codegen/text/env.h"

#include <algorithm>
#include <string>

#include "codegen/text/bug.h"
#include "codegen/text/names.h"
#include "compiler/base/names.h"
#include "compiler/base/utf8.h"

namespace ingot::codegen {
namespace {

auto IsPlain(char c) -> bool {
  return IsAsciiLetter(c) || IsAsciiDigit(c) ||
         std::string_view("_./:@%+,-").find(c) != std::string_view::npos;
}

auto IsControl(char c) -> bool { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

auto EnvName::Named(std::string_view name) -> Safe<EnvName> {
  RequireName(name);
  std::string text = SnakeCase(name);
  std::ranges::transform(text, text.begin(), ToAsciiUpper);
  return Safe<EnvName>(std::move(text));
}

auto EnvName::Fixed(Constant text) -> Safe<EnvName> { return Safe<EnvName>(std::string(text.View())); }

auto EnvText::Value(std::string_view utf8) -> Safe<EnvText> {
  if (std::ranges::all_of(utf8, IsPlain)) return Safe<EnvText>(std::string(utf8));
  if (!IsUtf8(utf8)) Bug("an environment file cannot hold this value", utf8);
  std::string text = "\"";
  for (const char c : utf8) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (IsControl(c)) Bug("an environment file cannot hold this value", utf8);
    if (c == '\\' || c == '"' || c == '$' || c == '`') text += '\\';
    text += c;
  }
  return Safe<EnvText>(text + '"');
}

}  // namespace ingot::codegen
