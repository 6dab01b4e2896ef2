#include "compiler/frontend/expr/tokens.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/utf8.h"
#include "compiler/frontend/expr/tree.h"

namespace ingot::frontend {
namespace {

constexpr diag::Message<std::string_view> kUnexpectedCharacter{
    diag::Code::ExpressionCharacter, diag::Severity::kError, "{0} means nothing in an expression"};
constexpr diag::Message<> kOpenText{diag::Code::ExpressionOpenText, diag::Severity::kError,
                                    "this text has no closing quote"};
constexpr diag::Message<> kNulInText{diag::Code::ExpressionCharacter, diag::Severity::kError,
                                     "a text cannot hold the character U+0000"};
constexpr diag::Message<std::string_view> kNumberIntoName{
    diag::Code::ExpressionNumber, diag::Severity::kError, "the number `{0}` runs into a name"};
constexpr diag::Message<std::string_view> kLeadingZero{diag::Code::ExpressionNumber, diag::Severity::kError,
                                                       "the number `{0}` begins with a zero"};
constexpr diag::Message<std::string_view, std::string_view> kUnexpected{
    diag::Code::ExpressionSyntax, diag::Severity::kError, "expected {0}, found {1}"};
constexpr diag::Message<> kEmpty{diag::Code::ExpressionSyntax, diag::Severity::kError,
                                 "the expression is empty"};
constexpr diag::Message<std::string_view> kChained{diag::Code::ExpressionChainedComparison,
                                                   diag::Severity::kError,
                                                   "comparisons do not chain: `{0}` follows another one"};

struct Habit {
  std::string_view written;
  std::string_view meant;
};
// What other languages write.
constexpr auto kCharacterHabits = std::to_array<Habit>({
    {"=", "=="},
    {"&", "&&"},
    {"|", "||"},
    {"~", "!"},
    {"{", "("},
    {"}", ")"},
    {";", ""},
    {"`", "'"},
    {"\u2018", "'"},
    {"\u2019", "'"},
    {"\u201C", "\""},
    {"\u201D", "\""},
});
constexpr auto kWordHabits = std::to_array<Habit>({
    {"and", "&&"},
    {"or", "||"},
    {"not", "!"},
    {"is", "=="},
    {"mod", "%"},
    {"AND", "&&"},
    {"OR", "||"},
    {"NOT", "!"},
    {"IN", "in"},
    {"like", "matches"},
    {"LIKE", "matches"},
    {"eq", "=="},
});

// A second sign where a value should stand: `a === b`, `a <> b`, `a ** b`.
constexpr auto kRepeatHabits = std::to_array<Habit>({{"=", "=="}, {">", "!="}, {"*", "*"}});

template <size_t N>
auto MeantBy(const std::array<Habit, N>& habits, std::string_view written) -> std::string_view {
  for (const Habit& habit : habits) {
    if (habit.written == written) return habit.meant;
  }
  return {};
}

auto Quoted(std::string_view text) -> std::string { return fmt::format("`{}`", text); }

auto DescribeCharacter(std::string_view text) -> std::string {
  const auto point = DecodeUtf8(text);
  if (!point) return "a byte that is not UTF-8";
  if (IsHidden(point->value))
    return fmt::format("the character U+{:04X}", static_cast<uint32_t>(point->value));
  return Quoted(text);
}

// `follows`: the token before is unknown, too. A sentence in a foreign script is one mistake, not one a letter.
void CheckCharacter(const Token& token, Span span, bool follows, diag::Emitter& emitter) {
  const auto meant = MeantBy(kCharacterHabits, token.text);
  if (follows && meant.empty()) return;
  auto draft = emitter.Emit(span, kUnexpectedCharacter, DescribeCharacter(token.text));
  if (!meant.empty()) draft.Help("write `{0}`", meant);
}

// A bound of the parser's recursion: the brackets, prefixes and conditionals that are open at one place.
class NestingCounter {
 public:
  auto Next(const Token& token) -> size_t {
    switch (token.kind) {
      case TokenKind::kOpen:
        open_.push_back({here_, here_ + prefixes_ + 1});
        here_ = open_.back().inside;
        prefixes_ = 0;
        break;
      case TokenKind::kComma:
        if (!open_.empty()) here_ = open_.back().inside;
        break;
      case TokenKind::kClose:
        if (!open_.empty()) {
          here_ = open_.back().before;
          open_.pop_back();
        }
        break;
      case TokenKind::kQuestion: ++here_; break;
      case TokenKind::kPrefix:
      case TokenKind::kMinus:
        if (!after_operand_) ++prefixes_;
        break;
      default: break;
    }
    const size_t depth = here_ + prefixes_;
    after_operand_ = EndsOperand(token);
    if (after_operand_) prefixes_ = 0;
    return depth;
  }

 private:
  struct Bracket {
    size_t before;
    size_t inside;
  };
  std::vector<Bracket> open_;
  size_t here_ = 0;
  size_t prefixes_ = 0;
  bool after_operand_ = false;
};

auto CheckToken(const std::vector<Token>& tokens, size_t at, const TextPlaces& places, diag::Emitter& emitter)
    -> bool {
  const Token& token = tokens[at];
  const Token& next = tokens[at + 1];
  const Span span = places.At(token.begin, token.end);
  if (token.kind == TokenKind::kUnknown) {
    CheckCharacter(token, span, at > 0 && tokens[at - 1].kind == TokenKind::kUnknown, emitter);
    return false;
  }
  if (token.kind == TokenKind::kOpenText) {
    emitter.Emit(span, kOpenText)
        .Help("close it with {0}", token.text[0] == 'r' ? token.text[1] : token.text[0]);
    return false;
  }
  if (token.kind == TokenKind::kText && token.text.find('\0') != std::string_view::npos) {
    emitter.Emit(span, kNulInText);
    return false;
  }
  if (token.kind != TokenKind::kNumber) return true;
  if (next.kind == TokenKind::kOperand && next.begin == token.end) {
    emitter.Emit(places.At(token.begin, next.end), kNumberIntoName, token.text)
        .Help("a name begins with a letter; put an operator between them");
    return false;
  }
  if (token.text.size() > 1 && token.text[0] == '0' && IsAsciiDigit(token.text[1])) {
    emitter.Emit(span, kLeadingZero, token.text).Help("numbers are decimal: leave the zero out");
    return false;
  }
  return true;
}

// What may stand at tokens[at], in words.
auto Expected(const std::vector<Token>& tokens, size_t at) -> std::string_view {
  if (at > 0 && tokens[at - 1].kind == TokenKind::kPoint) return "a name";
  if (at == 0 || !EndsOperand(tokens[at - 1])) {
    return at > 0 && tokens[at - 1].text == "in" ? "`[`" : "a value";
  }
  std::vector<std::string_view> open;
  for (size_t i = 0; i < at; ++i) {
    if (tokens[i].kind == TokenKind::kOpen || tokens[i].kind == TokenKind::kQuestion)
      open.push_back(tokens[i].text);
    const bool closes = tokens[i].kind == TokenKind::kClose || tokens[i].kind == TokenKind::kColon;
    if (closes && !open.empty()) open.pop_back();
  }
  if (open.empty()) return "an operator or the end of the expression";
  if (open.back() == "[") return "an operator, `,` or `]`";
  if (open.back() == "?") return "an operator or `:`";
  return "an operator or `)`";
}

}  // namespace

auto EndsOperand(const Token& token) -> bool {
  return token.kind == TokenKind::kOperand || token.kind == TokenKind::kNumber ||
         token.kind == TokenKind::kText || token.kind == TokenKind::kClose;
}

auto CheckTokens(const std::vector<Token>& tokens, const TextPlaces& places, diag::Emitter& emitter) -> bool {
  if (tokens.size() == 1) {
    emitter.Emit(places.Whole(), kEmpty);
    return false;
  }
  bool ok = true;
  NestingCounter nesting;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!CheckToken(tokens, i, places, emitter)) ok = false;
    if (nesting.Next(tokens[i]) < kMostExpressionDepth) continue;
    ReportTooDeep(places.At(tokens[i].begin, tokens[i].end), emitter);
    return false;
  }
  return ok;
}

void ReportTooDeep(Span span, diag::Emitter& emitter) {
  static constexpr diag::Message<size_t> kTooDeep{diag::Code::ExpressionTooDeep, diag::Severity::kError,
                                                  "the expression nests deeper than {0} levels here"};
  emitter.Emit(span, kTooDeep, kMostExpressionDepth)
      .Help("split it over several computed values, or group a long chain with parentheses");
}

void ReportUnexpected(const std::vector<Token>& tokens, size_t at, const TextPlaces& places,
                      diag::Emitter& emitter) {
  const Token& token = tokens[at];
  const Span span = places.At(token.begin, token.end);
  const bool after_operand = at > 0 && EndsOperand(tokens[at - 1]);
  if (after_operand && token.kind == TokenKind::kComparison) {
    emitter.Emit(span, kChained, token.text)
        .Help("join two comparisons with `&&`, or group them with parentheses");
    return;
  }
  const std::string found = token.kind == TokenKind::kEnd ? "the end" : Quoted(token.text);
  auto draft = emitter.Emit(span, kUnexpected, Expected(tokens, at), found);
  std::string_view meant = MeantBy(kWordHabits, token.text);
  if (meant.empty() && at > 0 && !after_operand) meant = MeantBy(kRepeatHabits, token.text);
  if (meant.empty() && after_operand) meant = MeantBy(kWordHabits, tokens[at - 1].text);
  if (!meant.empty()) {
    draft.Help("write `{0}`", meant);
  } else if (token.text == "(" && at > 1 && tokens[at - 2].kind == TokenKind::kPoint) {
    draft.Help("a function takes its value as an argument: `{0}(...)`", tokens[at - 1].text);
  } else if (token.kind == TokenKind::kPoint && !after_operand) {
    draft.Help("a number has a digit before its point");
  }
}

}  // namespace ingot::frontend
