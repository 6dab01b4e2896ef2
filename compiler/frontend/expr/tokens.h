// The tokens of one expression with their places, and the checks that come before the grammar.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/expr/places.h"

namespace ingot::frontend {

enum class TokenKind : uint8_t {
  kOperand,     // a name or a literal
  kNumber,      // an operand too
  kText,        // an operand too
  kOperator,    // between operands
  kPrefix,      // `!`
  kMinus,       // either of both
  kComparison,  // an operator that does not chain
  kQuestion,
  kColon,
  kPoint,
  kComma,
  kOpen,   // ( [
  kClose,  // ) ]
  kOpenText,
  kUnknown,
  kEnd,
};

struct Token {
  TokenKind kind{};
  size_t begin = 0;  // bytes of the text
  size_t end = 0;
  std::string_view text;
};

// May an operator follow this token?
auto EndsOperand(const Token& token) -> bool;

// Reports characters that no expression holds, texts without an end, numbers that run into names, and nesting
// that is too deep for the parser. False when there was any.
auto CheckTokens(const std::vector<Token>& tokens, const TextPlaces& places, diag::Emitter& emitter) -> bool;

void ReportTooDeep(Span span, diag::Emitter& emitter);

// Reports that the grammar does not allow tokens[at] where it stands.
void ReportUnexpected(const std::vector<Token>& tokens, size_t at, const TextPlaces& places,
                      diag::Emitter& emitter);

}  // namespace ingot::frontend
