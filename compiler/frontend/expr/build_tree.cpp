#include "compiler/frontend/expr/build_tree.h"

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/base/utf8.h"
#include "compiler/frontend/expr/tokens.h"

namespace ingot::frontend {
namespace {

using Parser = generated::IngotExpressionParser;
using Built = std::optional<ExprNode>;

// The character that an escape means; NUL for an unknown one.
auto EscapedCharacter(char letter) -> char {
  switch (letter) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '\\':
    case '\'':
    case '"': return letter;
    default: return '\0';
  }
}

// Recursion is bounded: the nesting of the tokens was checked.
class TreeBuilder {
 public:
  TreeBuilder(const SourceText& source, diag::Emitter& emitter) : source_(source), emitter_(emitter) {}

  auto Conditional(Parser::ConditionalContext* context) -> Built {
    Built condition = Disjunction(context->disjunction());
    if (context->QUESTION() == nullptr || !condition) return condition;
    Built yes = Conditional(context->conditional(0));
    Built no = Conditional(context->conditional(1));
    if (!yes || !no) return std::nullopt;
    std::vector<ExprNode> parts;
    parts.push_back(std::move(*condition));
    parts.push_back(std::move(*yes));
    parts.push_back(std::move(*no));
    return Operator("?:", context->QUESTION()->getSymbol(), SpanOf(context), std::move(parts));
  }

 private:
  auto SpanOf(const antlr4::Token* first, const antlr4::Token* last) const -> Span {
    return source_.places.At(source_.offsets[first->getStartIndex()],
                             source_.offsets[last->getStopIndex() + 1]);
  }
  auto SpanOf(const antlr4::Token* token) const -> Span { return SpanOf(token, token); }
  auto SpanOf(const antlr4::ParserRuleContext* context) const -> Span {
    return SpanOf(context->start, context->stop);
  }

  auto Operator(std::string_view name, const antlr4::Token* token, Span span, std::vector<ExprNode> operands)
      -> Built {
    return Finish({ExprKind::kOperator, span, SpanOf(token), std::string(name), std::move(operands)});
  }

  auto Finish(ExprNode node) -> Built {
    for (const ExprNode& child : node.children) node.depth = std::max(node.depth, child.depth + 1);
    if (node.depth <= kMostExpressionDepth) return node;
    ReportTooDeep(node.name_span, emitter_);
    return std::nullopt;
  }

  auto Disjunction(Parser::DisjunctionContext* context) -> Built {
    const auto operands = context->conjunction();
    if (operands.size() == 1) return Conjunction(operands[0]);
    return Chain("||", context->OR(0)->getSymbol(), context, operands, &TreeBuilder::Conjunction);
  }

  auto Conjunction(Parser::ConjunctionContext* context) -> Built {
    const auto operands = context->comparison();
    if (operands.size() == 1) return Comparison(operands[0]);
    return Chain("&&", context->AND(0)->getSymbol(), context, operands, &TreeBuilder::Comparison);
  }

  auto Coalescing(Parser::CoalescingContext* context) -> Built {
    const auto operands = context->sum();
    if (operands.size() == 1) return Sum(operands[0]);
    return Chain("??", context->COALESCE(0)->getSymbol(), context, operands, &TreeBuilder::Sum);
  }

  template <typename Context>
  auto Chain(std::string_view name, const antlr4::Token* token, const antlr4::ParserRuleContext* whole,
             const std::vector<Context*>& operands, Built (TreeBuilder::*build)(Context*)) -> Built {
    std::vector<ExprNode> parts;
    bool ok = true;
    for (Context* operand : operands) {
      Built part = (this->*build)(operand);
      ok = ok && part.has_value();
      if (part) parts.push_back(std::move(*part));
    }
    if (!ok) return std::nullopt;
    return Operator(name, token, SpanOf(whole), std::move(parts));
  }

  auto Comparison(Parser::ComparisonContext* context) -> Built {
    if (context->op == nullptr && context->IN() == nullptr) return Coalescing(context->coalescing(0));
    const antlr4::Token* op = context->op != nullptr ? context->op : context->IN()->getSymbol();
    std::vector<ExprNode> parts;
    bool ok = true;
    const auto take = [&](Built part) {
      ok = ok && part.has_value();
      if (part) parts.push_back(std::move(*part));
    };
    for (auto* operand : context->coalescing()) take(Coalescing(operand));
    for (auto* item : context->conditional()) take(Conditional(item));
    if (!ok) return std::nullopt;
    return Operator(op->getText(), op, SpanOf(context), std::move(parts));
  }

  auto Sum(Parser::SumContext* context) -> Built {
    return LeftToRight(context->product(), context->ops, &TreeBuilder::Product);
  }

  auto Product(Parser::ProductContext* context) -> Built {
    return LeftToRight(context->prefix(), context->ops, &TreeBuilder::Prefix);
  }

  template <typename Context>
  auto LeftToRight(const std::vector<Context*>& operands, const std::vector<antlr4::Token*>& ops,
                   Built (TreeBuilder::*build)(Context*)) -> Built {
    Built left = (this->*build)(operands[0]);
    for (size_t i = 0; i < ops.size(); ++i) {
      Built right = (this->*build)(operands[i + 1]);
      if (!left || !right) return std::nullopt;
      std::vector<ExprNode> parts;
      parts.push_back(std::move(*left));
      parts.push_back(std::move(*right));
      left = Operator(ops[i]->getText(), ops[i], SpanOf(operands[0]->start, operands[i + 1]->stop),
                      std::move(parts));
    }
    return left;
  }

  auto Prefix(Parser::PrefixContext* context) -> Built {
    if (context->op == nullptr) return Member(context->member());
    Built operand = Prefix(context->prefix());
    if (!operand) return std::nullopt;
    const std::string op = context->op->getText();
    const bool number = operand->kind == ExprKind::kInteger || operand->kind == ExprKind::kDecimal;
    if (op == "-" && number && operand->text[0] != '-') {
      // The smallest integer has no positive counterpart, so the sign belongs to the literal.
      operand->text.insert(0, 1, '-');
      operand->span = operand->name_span = SpanOf(context);
      return operand;
    }
    std::vector<ExprNode> parts;
    parts.push_back(std::move(*operand));
    return Operator(op, context->op, SpanOf(context), std::move(parts));
  }

  auto Member(Parser::MemberContext* context) -> Built {
    Built value = Primary(context->primary());
    for (const antlr4::Token* name : context->names) {
      if (!value) return std::nullopt;
      std::vector<ExprNode> parts;
      parts.push_back(std::move(*value));
      value = Finish(
          {ExprKind::kMember, SpanOf(context->start, name), SpanOf(name), name->getText(), std::move(parts)});
    }
    return value;
  }

  auto Primary(Parser::PrimaryContext* context) -> Built {
    if (auto* group = dynamic_cast<Parser::GroupContext*>(context)) return Conditional(group->conditional());
    if (auto* name = dynamic_cast<Parser::NameOrCallContext*>(context)) return NameOrCall(name);
    return Literal(static_cast<Parser::LiteralContext*>(context)->value);
  }

  auto NameOrCall(Parser::NameOrCallContext* context) -> Built {
    const antlr4::Token* name = context->NAME()->getSymbol();
    ExprNode node{ExprKind::kName, SpanOf(context), SpanOf(name), name->getText(), {}};
    if (context->LEFT_PAREN() == nullptr) return node;
    node.kind = ExprKind::kCall;
    bool ok = true;
    if (context->arguments() != nullptr) {
      for (auto* argument : context->arguments()->conditional()) {
        Built part = Conditional(argument);
        ok = ok && part.has_value();
        if (part) node.children.push_back(std::move(*part));
      }
    }
    if (!ok) return std::nullopt;
    return Finish(std::move(node));
  }

  auto Literal(const antlr4::Token* token) -> Built {
    const Span span = SpanOf(token);
    const std::string text = token->getText();
    switch (token->getType()) {
      case Parser::TRUE: return ExprNode{ExprKind::kTrue, span, span, text, {}};
      case Parser::FALSE: return ExprNode{ExprKind::kFalse, span, span, text, {}};
      case Parser::NULL_: return ExprNode{ExprKind::kNull, span, span, text, {}};
      case Parser::INTEGER: return ExprNode{ExprKind::kInteger, span, span, text, {}};
      case Parser::DECIMAL: return ExprNode{ExprKind::kDecimal, span, span, text, {}};
      case Parser::RAW_TEXT:
        return ExprNode{ExprKind::kText, span, span, text.substr(2, text.size() - 3), {}};
      default: return Text(token, text, span);
    }
  }

  auto Text(const antlr4::Token* token, const std::string& quoted, Span span) -> Built {
    static constexpr diag::Message<std::string_view> kUnknownEscape{
        diag::Code::ExpressionEscape, diag::Severity::kError, "unknown escape `{0}` in a text"};
    ExprNode node{ExprKind::kText, span, span, {}, {}};
    const size_t begin = source_.offsets[token->getStartIndex()];
    bool ok = true;
    for (size_t i = 1; i + 1 < quoted.size(); ++i) {
      if (quoted[i] != '\\') {
        node.text += quoted[i];
        continue;
      }
      const std::string_view rest = std::string_view(quoted).substr(i + 1);
      const size_t size = DecodeUtf8(rest).value_or(CodePoint{0, 1}).size;
      const char character = EscapedCharacter(rest[0]);
      if (character == '\0') {
        ok = false;
        emitter_
            .Emit(source_.places.At(begin + i, begin + i + 1 + size), kUnknownEscape,
                  quoted.substr(i, 1 + size))
            .Help(
                "escapes are \\\\ \\' \\\" \\n \\r \\t; a text with r before its quote takes every `\\` as "
                "it is");
      }
      node.text += character;
      i += size;
    }
    if (!ok) return std::nullopt;
    return node;
  }

  const SourceText& source_;
  diag::Emitter& emitter_;
};

}  // namespace

auto CodePointOffsets(std::string_view text) -> std::vector<size_t> {
  std::vector<size_t> offsets;
  for (size_t at = 0; at < text.size();) {
    offsets.push_back(at);
    at += DecodeUtf8(text.substr(at)).value_or(CodePoint{0xFFFD, 1}).size;
  }
  offsets.push_back(text.size());
  return offsets;
}

auto BuildTree(Parser::StartContext& start, const SourceText& source, diag::Emitter& emitter)
    -> std::optional<ExprNode> {
  return TreeBuilder(source, emitter).Conditional(start.conditional());
}

}  // namespace ingot::frontend
