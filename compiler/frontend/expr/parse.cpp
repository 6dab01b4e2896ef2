#include "compiler/frontend/expr/parse.h"

#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/base/utf8.h"
#include "compiler/frontend/expr/build_tree.h"
#include "compiler/frontend/expr/tokens.h"
#include "grammars/generated/IngotExpressionLexer.h"
#include "grammars/generated/IngotExpressionParser.h"

namespace ingot::frontend {
namespace {

using Parser = generated::IngotExpressionParser;

auto KindOfToken(size_t type) -> TokenKind {
  switch (type) {
    case Parser::INTEGER:
    case Parser::DECIMAL: return TokenKind::kNumber;
    case Parser::TEXT:
    case Parser::RAW_TEXT: return TokenKind::kText;
    case Parser::NAME:
    case Parser::TRUE:
    case Parser::FALSE:
    case Parser::NULL_: return TokenKind::kOperand;
    case Parser::MATCHES:
    case Parser::IN:
    case Parser::EQ:
    case Parser::NE:
    case Parser::LE:
    case Parser::LT:
    case Parser::GE:
    case Parser::GT: return TokenKind::kComparison;
    case Parser::MINUS: return TokenKind::kMinus;
    case Parser::NOT: return TokenKind::kPrefix;
    case Parser::QUESTION: return TokenKind::kQuestion;
    case Parser::COLON: return TokenKind::kColon;
    case Parser::DOT: return TokenKind::kPoint;
    case Parser::COMMA: return TokenKind::kComma;
    case Parser::LEFT_PAREN:
    case Parser::LEFT_BRACKET: return TokenKind::kOpen;
    case Parser::RIGHT_PAREN:
    case Parser::RIGHT_BRACKET: return TokenKind::kClose;
    case Parser::OPEN_TEXT: return TokenKind::kOpenText;
    case Parser::UNKNOWN: return TokenKind::kUnknown;
    case antlr4::Token::EOF: return TokenKind::kEnd;
    default: return TokenKind::kOperator;
  }
}

// The visible tokens; the numbers of the tokens in the stream count hidden ones too, so they are kept beside.
struct Tokens {
  std::vector<Token> list;
  std::vector<size_t> stream_index;

  auto Find(size_t index) const -> size_t {
    for (size_t i = 0; i < stream_index.size(); ++i) {
      if (stream_index[i] >= index) return i;
    }
    return list.size() - 1;
  }
};

auto ReadTokens(antlr4::CommonTokenStream& stream, std::string_view text) -> Tokens {
  const std::vector<size_t> offsets = CodePointOffsets(text);
  stream.fill();
  Tokens tokens;
  for (const antlr4::Token* token : stream.getTokens()) {
    if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    const TokenKind kind = KindOfToken(token->getType());
    const size_t begin = kind == TokenKind::kEnd ? text.size() : offsets[token->getStartIndex()];
    const size_t end = kind == TokenKind::kEnd ? text.size() : offsets[token->getStopIndex() + 1];
    tokens.list.push_back({kind, begin, end, text.substr(begin, end - begin)});
    tokens.stream_index.push_back(token->getTokenIndex());
  }
  return tokens;
}

// Stops at the first token that does not fit: a guessed repair would report what the user did not do.
class StopAtFirstFault : public antlr4::DefaultErrorStrategy {
 public:
  explicit StopAtFirstFault(size_t& fault) : fault_(fault) {}

  void recover(antlr4::Parser* parser, std::exception_ptr) override { Stop(parser); }
  auto recoverInline(antlr4::Parser* parser) -> antlr4::Token* override { Stop(parser); }
  void sync(antlr4::Parser*) override {}
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}

 private:
  // ANTLR's own way to leave a parse; caught where the parse was started.
  [[noreturn]] void Stop(antlr4::Parser* parser) {
    fault_ = parser->getCurrentToken()->getTokenIndex();
    throw antlr4::ParseCancellationException();
  }

  size_t& fault_;  // index in the stream of the token that does not fit
};

}  // namespace

auto ParseExpression(std::string_view text, const TextPlaces& places, diag::Emitter& emitter)
    -> std::optional<ExprNode> {
  static constexpr diag::Message<size_t, size_t> kTooLong{
      diag::Code::ExpressionTooLong, diag::Severity::kError, "the expression has {0} bytes; {1} are allowed"};
  static constexpr diag::Message<> kNotUtf8{diag::Code::ExpressionCharacter, diag::Severity::kError,
                                            "the expression is not UTF-8"};
  if (text.size() > kMostExpressionBytes) {
    emitter.Emit(places.Whole(), kTooLong, text.size(), kMostExpressionBytes)
        .Help("split it over several computed values");
    return std::nullopt;
  }
  if (!IsUtf8(text)) {
    emitter.Emit(places.Whole(), kNotUtf8);
    return std::nullopt;
  }
  antlr4::ANTLRInputStream input{std::string(text)};
  generated::IngotExpressionLexer lexer(&input);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream stream(&lexer);
  const Tokens tokens = ReadTokens(stream, text);
  if (!CheckTokens(tokens.list, places, emitter)) return std::nullopt;

  size_t fault = 0;
  Parser parser(&stream);
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<StopAtFirstFault>(fault));
  try {
    return BuildTree(*parser.start(), SourceText{text, CodePointOffsets(text), places}, emitter);
  } catch (const antlr4::ParseCancellationException&) {
    ReportUnexpected(tokens.list, tokens.Find(fault), places, emitter);
    return std::nullopt;
  }
}

}  // namespace ingot::frontend
