#include "compiler/diagnostics/message.h"

#include "compiler/base/utf8.h"

namespace ingot::diag::internal {

auto Excerpt(std::string_view text) -> std::string {
  constexpr size_t kMostBytes = 400;
  if (text.size() <= kMostBytes) return std::string(text);
  size_t size = kMostBytes;
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  while (size > kMostBytes - 4 && is_continuation(text[size])) --size;
  return std::string(text.substr(0, size)) + "\xE2\x80\xA6";
}

}  // namespace ingot::diag::internal
