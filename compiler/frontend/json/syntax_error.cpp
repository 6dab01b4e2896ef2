#include "compiler/frontend/json/syntax_error.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/utf8.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/json/parse.h"

namespace ingot::frontend::internal {
namespace {

using diag::Code;
using diag::Message;
using diag::Severity;

constexpr Message<std::string_view> kInvalidUtf8{Code::InvalidUtf8, Severity::kError,
                                                 "the file is not UTF-8: byte {0}"};
constexpr Message<> kEmptyFile{Code::EmptyFile, Severity::kError, "the file is empty"};
constexpr Message<std::string_view> kUnexpectedCharacter{Code::UnexpectedCharacter, Severity::kError,
                                                         "unexpected character `{0}`"};
constexpr Message<> kUnterminatedString{Code::UnterminatedString, Severity::kError,
                                        "the string is not closed on its line"};
constexpr Message<std::string_view> kControlCharacter{Code::ControlCharacterInString, Severity::kError,
                                                      "control character {0} in a string"};
constexpr Message<std::string_view> kInvalidEscape{Code::InvalidEscape, Severity::kError,
                                                   "invalid escape `{0}`"};
constexpr Message<> kLoneSurrogate{Code::LoneSurrogate, Severity::kError,
                                   "half of a surrogate pair stands alone, which is no character"};
constexpr Message<std::string_view> kInvalidNumber{Code::InvalidNumber, Severity::kError,
                                                   "invalid number `{0}`"};
constexpr Message<std::string_view> kInvalidLiteral{Code::InvalidLiteral, Severity::kError,
                                                    "`{0}` is not a JSON value"};
constexpr Message<> kSingleQuotes{Code::SingleQuotes, Severity::kError,
                                  "JSON strings stand in double quotes"};
constexpr Message<> kComment{Code::CommentInJson, Severity::kError, "JSON has no comments"};
constexpr Message<std::string_view> kExpectedValue{Code::ExpectedValue, Severity::kError,
                                                   "expected a value before `{0}`"};
constexpr Message<> kExpectedKey{Code::ExpectedKey, Severity::kError, "expected a key in double quotes"};
constexpr Message<> kExpectedColon{Code::ExpectedColon, Severity::kError,
                                   "expected `:` between the key and its value"};
constexpr Message<std::string_view> kExpectedComma{Code::ExpectedComma, Severity::kError,
                                                   "expected `,` or `{0}`"};
constexpr Message<std::string_view> kTrailingComma{Code::TrailingComma, Severity::kError,
                                                   "JSON allows no comma before `{0}`"};
constexpr Message<std::string_view> kUnclosedBracket{Code::UnclosedBracket, Severity::kError,
                                                     "the file ends before `{0}` is closed"};
constexpr Message<std::string_view, std::string_view> kMismatchedBracket{
    Code::MismatchedBracket, Severity::kError, "`{0}` cannot close the open `{1}`"};
constexpr Message<std::string_view> kClosesNothing{Code::MismatchedBracket, Severity::kError,
                                                   "`{0}` closes nothing that is open"};
constexpr Message<> kTextAfterDocument{Code::TextAfterDocument, Severity::kError,
                                       "text after the end of the document"};
constexpr Message<size_t> kNestingTooDeep{Code::NestingTooDeep, Severity::kError,
                                          "nesting deeper than {0} levels"};
constexpr Message<size_t> kTooManyValues{Code::TooManyValues, Severity::kError,
                                         "the definition holds more than {0} keys and values"};

auto IsWordByte(char c) -> bool {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '_' || c == '+' || c == '-' || c == '.' || c == '$';
}

class Explainer {
 public:
  Explainer(std::string_view text, SourceId source, const ReadError& error, const ast::Builder& builder,
            diag::Sink& diagnostics)
      : text_(text), source_(source), error_(error), builder_(builder), emitter_(diagnostics) {}

  void Explain() {
    switch (error_.fault) {
      case Fault::kNesting: emitter_.Emit(Here(1), kNestingTooDeep, kMostNesting); return;
      case Fault::kNodes: emitter_.Emit(From(error_.token_begin, 1), kTooManyValues, ast::kMostNodes); return;
      case Fault::kDocument:
        if (error_.last_end >= text_.size() || IsBlankFrom(error_.last_end)) {
          emitter_.Emit(From(error_.last_end, 0), kEmptyFile).Help("begin with `{{ \"ingot\": 1, ... }}`");
          return;
        }
        return InPlaceOfToken();
      case Fault::kQuote:
      case Fault::kEscape:
      case Fault::kHexDigits:
      case Fault::kSurrogate:
      case Fault::kEncoding: return InString();
      case Fault::kDigits:
      case Fault::kNumberTooLarge: return BadWord(Word(error_.token_begin));
      case Fault::kEnd:
      case Fault::kKey:
      case Fault::kColon:
      case Fault::kCommaOrEnd:
      case Fault::kValue: return InPlaceOfToken();
    }
  }

 private:
  auto From(uint32_t begin, size_t size) const -> Span {
    const size_t end = std::min(begin + size, text_.size());
    return {source_, begin, static_cast<uint32_t>(end)};
  }
  auto Here(size_t size) const -> Span { return From(error_.offset, size); }
  auto ByteAt(size_t at) const -> char { return at < text_.size() ? text_[at] : '\0'; }
  auto IsBlankFrom(size_t at) const -> bool {
    return text_.find_first_not_of(" \t\r\n", at) == std::string_view::npos;
  }

  // The run of word bytes around `at`.
  auto Word(uint32_t at) const -> Span {
    uint32_t begin = at;
    uint32_t end = at;
    while (begin > error_.token_begin && IsWordByte(ByteAt(begin - 1))) --begin;
    // A word glued to the token before it (`0123`, `nullx`) is told as one word.
    if (begin == error_.last_end && begin > 0) {
      while (begin > 0 && IsWordByte(ByteAt(begin - 1))) --begin;
    }
    while (end < text_.size() && IsWordByte(text_[end])) ++end;
    return {source_, begin, end};
  }

  auto Bracket() const -> std::string_view {
    return builder_.innermost().kind == ast::Kind::kObject ? "{" : "[";
  }
  auto Closing() const -> std::string_view {
    return builder_.innermost().kind == ast::Kind::kObject ? "}" : "]";
  }
  auto OpeningSpan() const -> Span { return From(builder_.innermost().begin, 1); }

  void InString() {
    const uint32_t begin = error_.token_begin;
    const char at = ByteAt(error_.offset);
    if (error_.offset >= text_.size() || at == '\n' || at == '\r') {
      emitter_.Emit({source_, begin, std::max(error_.offset, begin)}, kUnterminatedString)
          .Help("close it with `\"`; a line break inside a string is written `\\n`");
      return;
    }
    if (error_.fault == Fault::kSurrogate) {
      emitter_.Emit(LoneSurrogate(), kLoneSurrogate)
          .Help("write the character itself, or both halves of the pair");
      return;
    }
    if (at != '\\') {
      const auto value = static_cast<unsigned char>(at);
      emitter_.Emit(Here(1), kControlCharacter, fmt::format("U+{:04X}", value))
          .Help("write it as `{}`", at == '\t' ? std::string("\\t") : fmt::format("\\u{:04x}", value));
      return;
    }
    if (error_.fault == Fault::kHexDigits) {
      emitter_.Emit(Here(6), kInvalidEscape, text_.substr(error_.offset, 2))
          .Help("`\\u` needs four hexadecimal digits");
      return;
    }
    const auto escaped = DecodeUtf8(text_.substr(error_.offset + 1));
    const size_t size = 1 + (escaped ? escaped->size : 0);
    emitter_.Emit(Here(size), kInvalidEscape, text_.substr(error_.offset, size))
        .Help(
            "a backslash itself is written `\\\\`; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
            "\\uXXXX");
  }

  // The first escape of the string that is half a pair.
  auto LoneSurrogate() const -> Span {
    const auto unit = [&](size_t at) -> unsigned {
      if (ByteAt(at) != '\\' || ByteAt(at + 1) != 'u') return 0;
      unsigned value = 0;
      for (size_t i = at + 2; i < at + 6; ++i) {
        const char digit = ToAsciiLower(ByteAt(i));
        value = value * 16 + static_cast<unsigned>(IsAsciiDigit(digit) ? digit - '0' : digit - 'a' + 10);
      }
      return value;
    };
    const auto is_high = [](unsigned value) { return value >= 0xD800 && value <= 0xDBFF; };
    const auto is_low = [](unsigned value) { return value >= 0xDC00 && value <= 0xDFFF; };
    for (size_t at = error_.token_begin + 1; at < text_.size() && text_[at] != '"';) {
      if (text_[at] != '\\') {
        ++at;
        continue;
      }
      const unsigned first = unit(at);
      const bool pair = is_high(first) && is_low(unit(at + 6));
      if (!pair && (is_high(first) || is_low(first))) return From(static_cast<uint32_t>(at), 6);
      at += pair ? 12 : first != 0 ? 6 : 2;
    }
    return Here(6);
  }

  // The reader wanted one token and found another, or the end.
  void InPlaceOfToken() {
    const uint32_t at = error_.offset;
    if (at >= text_.size()) return AtEnd();
    const char c = text_[at];
    const bool glued = at > 0 && at == error_.last_end && IsWordByte(text_[at - 1]) && IsWordByte(c);
    const bool inside = error_.fault == Fault::kValue && at > error_.token_begin;
    if (glued || inside) return BadWord(Word(at));
    if (c == '\'') {
      emitter_.Emit(Here(1), kSingleQuotes).Help("write `\"` for `'`");
    } else if (c == '#' || (c == '/' && (ByteAt(at + 1) == '/' || ByteAt(at + 1) == '*'))) {
      emitter_.Emit(Here(c == '#' ? 1 : 2), kComment).Help("remove it; say it in a `description`");
    } else if (c == '}' || c == ']') {
      AtClosing(c);
    } else if (error_.fault == Fault::kEnd) {
      emitter_.Emit(Here(CharacterSize()), kTextAfterDocument)
          .Help("a file holds one document; remove the rest");
    } else if (error_.fault == Fault::kKey) {
      AtKey();
    } else if (error_.fault == Fault::kColon) {
      emitter_.Emit(Here(CharacterSize()), kExpectedColon);
    } else if (error_.fault == Fault::kCommaOrEnd) {
      AtMissingComma(c);
    } else if (c == ',' || c == ':') {
      emitter_.Emit(Here(1), kExpectedValue, std::string_view(&c, 1));
    } else if (IsWordByte(c)) {
      BadWord(Word(at));
    } else {
      Unexpected();
    }
  }

  void AtEnd() {
    if (builder_.depth() == 0) return BadWord(Word(static_cast<uint32_t>(text_.size())));
    emitter_.Emit(From(static_cast<uint32_t>(text_.size()), 0), kUnclosedBracket, Bracket())
        .Note(OpeningSpan(), "opened here")
        .Help("add the missing `{}`", Closing());
  }

  void AtClosing(char c) {
    const std::string_view found(&c, 1);
    if (builder_.depth() == 0) {
      emitter_.Emit(Here(1), kClosesNothing, found).Help("remove it");
      return;
    }
    const size_t before = text_.find_last_not_of(" \t\r\n", error_.offset - 1);
    const bool after_comma =
        before != std::string_view::npos && text_[before] == ',' && before >= error_.last_end;
    if (found != Closing()) {
      emitter_.Emit(Here(1), kMismatchedBracket, found, Bracket())
          .Note(OpeningSpan(), "opened here")
          .Help("close it with `{}` first", Closing());
    } else if (after_comma) {
      emitter_.Emit(From(static_cast<uint32_t>(before), 1), kTrailingComma, found).Help("remove the comma");
    } else if (error_.fault == Fault::kColon) {
      emitter_.Emit(From(error_.last_end, 0), kExpectedColon);
    } else {
      emitter_.Emit(Here(1), kExpectedValue, found);
    }
  }

  void AtKey() {
    const Span word = Word(error_.offset);
    if (word.size() == 0) {
      emitter_.Emit(Here(CharacterSize()), kExpectedKey);
      return;
    }
    emitter_.Emit(word, kExpectedKey).Help("write `\"{}\"`", text_.substr(word.begin, word.size()));
  }

  void AtMissingComma(char c) {
    const bool starts_value = c == '"' || c == '{' || c == '[' || IsWordByte(c);
    if (!starts_value && c != ':' && c != ';') return Unexpected();
    // The comma is missing behind the last token, not before this one, which may be lines away.
    const Span place = starts_value ? From(error_.last_end, 0) : Here(1);
    emitter_.Emit(place, kExpectedComma, Closing());
  }

  void BadWord(Span word) {
    const std::string_view text = text_.substr(word.begin, word.size());
    if (text.empty()) return Unexpected();
    const char first =
        text.find_first_not_of("+-.") == std::string_view::npos ? '0' : text[text.find_first_not_of("+-.")];
    if (IsAsciiDigit(first)) {
      emitter_.Emit(word, kInvalidNumber, text).Help("{}", NumberHelp(text));
      return;
    }
    auto draft = emitter_.Emit(word, kInvalidLiteral, text);
    const std::string lower = AsciiLower(text);
    if (lower == "true" || lower == "false" || lower == "null") {
      draft.Help("write `{}`", lower);
    } else if (lower == "none" || lower == "nil" || lower == "undefined") {
      draft.Help("write `null`");
    } else {
      draft.Help(
          "a value is a string in double quotes, a number, `true`, `false`, `null`, an object or an array");
    }
  }

  auto NumberHelp(std::string_view number) const -> std::string_view {
    if (error_.fault == Fault::kNumberTooLarge) return "the number is too large for every type";
    if (number.starts_with('+')) return "a number has no `+` before it";
    const std::string_view digits = number.substr(number.starts_with('-') ? 1 : 0);
    if (digits.size() > 1 && digits[0] == '0' &&
        (IsAsciiDigit(digits[1]) || ToAsciiLower(digits[1]) == 'x')) {
      return "a number is decimal and has no zero before it";
    }
    return "write digits before and after a decimal point, and after `e`";
  }

  void Unexpected() {
    const size_t size = CharacterSize();
    emitter_.Emit(Here(size), kUnexpectedCharacter, text_.substr(error_.offset, size));
  }

  auto CharacterSize() const -> size_t {
    const auto code_point = DecodeUtf8(text_.substr(std::min<size_t>(error_.offset, text_.size())));
    return code_point ? code_point->size : 1;
  }

  std::string_view text_;
  SourceId source_;
  const ReadError& error_;
  const ast::Builder& builder_;
  diag::Emitter emitter_;
};

}  // namespace

void ReportSyntaxError(std::string_view text, SourceId source, const ReadError& error,
                       const ast::Builder& builder, diag::Sink& diagnostics) {
  Explainer(text, source, error, builder, diagnostics).Explain();
}

void ReportInvalidUtf8(std::string_view text, SourceId source, uint32_t offset, diag::Sink& diagnostics) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  const Span span{source, offset, offset + 1};
  diag::Emitter(diagnostics)
      .Emit(span, kInvalidUtf8, fmt::format("{:02X}", byte))
      .Help("{}", utf16 ? "it looks like UTF-16; save it as UTF-8" : "save it as UTF-8");
}

}  // namespace ingot::frontend::internal
