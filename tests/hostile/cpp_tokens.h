// Reads emitted C++ as a strict reader does: what is legal but has no business in emitted code is a fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ingot::test::hostile {

struct Token {
  enum class Kind { kWord, kNumber, kString, kPunctuation, kComment, kDirective, kFault };
  Kind kind = Kind::kFault;
  std::string text;  // of a string its value, neighbours joined; of a fault what is wrong

  friend auto operator==(const Token&, const Token&) -> bool = default;
};

// Faults: a trigraph, a spliced line, a raw string, a string or comment without an end, an escape that is not one of \n \" \\ and
// three octal digits, a byte that is neither printable ASCII nor a line end.
auto CppTokens(std::string_view text) -> std::vector<Token>;

}  // namespace ingot::test::hostile
