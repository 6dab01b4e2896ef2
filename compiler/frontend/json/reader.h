// Drives the packaged JSON reader over one text and fills a tree builder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/ast/builder.h"

namespace ingot::frontend::internal {

// What the reader expected where it stopped.
enum class Fault : uint8_t {
  kDocument,  // any value; the text is blank
  kEnd,       // nothing more after the root
  kKey,
  kColon,
  kCommaOrEnd,  // of the innermost container
  kValue,
  kQuote,   // the end of a string
  kEscape,  // a legal escape, or no control character
  kHexDigits,
  kSurrogate,  // the other half of a pair
  kDigits,     // after `.` or `e`
  kNumberTooLarge,
  kEncoding,
  kNesting,  // a limit of ours
  kNodes,    // a limit of ours
};

struct ReadError {
  Fault fault = Fault::kValue;
  uint32_t offset = 0;       // where the reader stopped
  uint32_t token_begin = 0;  // of the token it was in or before
  uint32_t last_end = 0;     // behind the last whole token
};

// Reads `text` from `begin` on, strictly and without recursion. NUL bytes are text like any other: an error.
auto ReadInto(ast::Builder& builder, std::string_view text, uint32_t begin) -> std::optional<ReadError>;

}  // namespace ingot::frontend::internal
