// The untyped, spanned tree of one expression: what the parser makes and the checks give types to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/base/span.h"

namespace ingot::frontend {

// Limits of one expression; a definition that needs more is told so.
inline constexpr size_t kMostExpressionBytes = 4096;
inline constexpr size_t kMostExpressionDepth = 64;

enum class ExprKind : uint8_t {
  kNull,
  kTrue,
  kFalse,
  kInteger,   // `text` holds the digits, with a sign when one stands before them
  kDecimal,   // the same, with a point or an exponent
  kText,      // `text` is the decoded text
  kName,      // a name alone
  kMember,    // `text` is the name after the point of the one child
  kCall,      // `text` is the function, children its arguments
  kOperator,  // `text` is the operator as in ir/functions.def, children its operands in order; the operands
              // of
              // `&&`, `||` and `??` are all those of a chain; those of `in` are the value and then the items
};

struct ExprNode {
  ExprKind kind{};
  Span span;       // of the whole, without parentheses around it
  Span name_span;  // of the name, the function or the operator
  std::string text;
  std::vector<ExprNode> children;
  size_t depth = 1;  // of the tree below and with this node
};

}  // namespace ingot::frontend
