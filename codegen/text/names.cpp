#include "codegen/text/names.h"

#include <algorithm>
#include <cstddef>

#include "codegen/text/bug.h"
#include "compiler/base/names.h"

namespace ingot::codegen {
namespace {
constexpr std::size_t kLongestName = 48;
}

auto IsName(std::string_view text) -> bool {
  return !text.empty() && text.size() <= kLongestName && IsAsciiLetter(text.front()) &&
         std::ranges::all_of(text, [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); });
}

auto IsSlug(std::string_view text) -> bool {
  return !text.empty() && text.size() <= kLongestName && IsAsciiLower(text.front()) && text.back() != '-' &&
         text.find("--") == std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-'; });
}

void RequireName(std::string_view text) {
  if (!IsName(text)) Bug("this is no name of a definition", text);
}

void RequireSlug(std::string_view text) {
  if (!IsSlug(text)) Bug("this is no slug", text);
}

}  // namespace ingot::codegen
