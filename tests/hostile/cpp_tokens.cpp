#include "tests/hostile/cpp_tokens.h"

#include <algorithm>
#include <utility>

namespace ingot::test::hostile {
namespace {

using Kind = Token::Kind;

auto IsDigit(char c) -> bool { return c >= '0' && c <= '9'; }
auto IsOctal(char c) -> bool { return c >= '0' && c <= '7'; }
auto IsWordStart(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
auto IsWord(char c) -> bool { return IsWordStart(c) || IsDigit(c); }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  auto Run() -> std::vector<Token> {
    while (at_ < text_.size()) {
      Bytes();
      Next();
    }
    return std::move(tokens_);
  }

 private:
  auto Here(size_t ahead = 0) const -> char { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  auto StartsWith(std::string_view word) const -> bool { return text_.substr(at_).starts_with(word); }

  void Add(Kind kind, std::string text) {
    if (kind == Kind::kString && !tokens_.empty() && tokens_.back().kind == Kind::kString) {
      tokens_.back().text += text;  // neighbours are one string
    } else {
      tokens_.push_back({kind, std::move(text)});
    }
  }

  // The byte that comes and the one after it, wherever they stand.
  void Bytes() {
    for (; checked_ <= at_ && checked_ < text_.size(); ++checked_) {
      const auto byte = static_cast<unsigned char>(text_[checked_]);
      if ((byte < 0x20 && byte != '\n') || byte > 0x7E) Add(Kind::kFault, "a byte that is not printable");
      const std::string_view rest = text_.substr(checked_);
      if (rest.size() > 2 && rest.starts_with("??") && std::string_view("=/'()!<>-").find(rest[2]) != std::string_view::npos) Add(Kind::kFault, "a trigraph");
      if (rest.starts_with("\\\n")) Add(Kind::kFault, "a spliced line");
    }
  }

  void Advance(size_t count = 1) {
    for (size_t i = 0; i < count; ++i) {
      ++at_;
      Bytes();
    }
  }

  void Next() {
    const char c = Here();
    if (c == ' ' || c == '\n') {
      line_starts_ = line_starts_ || c == '\n';
      return Advance();
    }
    const bool line_starts = std::exchange(line_starts_, false);
    if (c == '#' && line_starts) return Line(Kind::kDirective);
    if (StartsWith("//")) return Line(Kind::kComment);
    if (StartsWith("/*")) return Block();
    if (c == '"' || c == '\'') return String(c);
    if (IsWordStart(c)) return Word();
    if (IsDigit(c)) return Number();
    Add(c == '\\' || c == '`' || c == '@' || c == '$' ? Kind::kFault : Kind::kPunctuation, std::string(1, c));
    Advance();
  }

  void Line(Kind kind) {
    const size_t begin = at_;
    while (at_ < text_.size() && Here() != '\n') Advance();
    Add(kind, std::string(text_.substr(begin, at_ - begin)));
  }

  void Block() {
    const size_t begin = at_;
    Advance(2);
    while (at_ < text_.size() && !StartsWith("*/")) Advance();
    if (at_ >= text_.size()) return Add(Kind::kFault, "a comment without an end");
    Advance(2);
    Add(Kind::kComment, std::string(text_.substr(begin, at_ - begin)));
  }

  void Word() {
    const size_t begin = at_;
    while (IsWord(Here())) Advance();
    const std::string word(text_.substr(begin, at_ - begin));
    if (Here() == '"' && word.ends_with('R')) Add(Kind::kFault, "a raw string");
    if (Here() == '"' || Here() == '\'') Add(Kind::kFault, "a prefix of a string");
    Add(Kind::kWord, word);
  }

  void Number() {
    const size_t begin = at_;
    const auto goes_on = [&] {
      const bool sign = (Here() == '+' || Here() == '-') && std::string_view("eEpP").find(text_[at_ - 1]) != std::string_view::npos;
      return IsWord(Here()) || Here() == '.' || sign || (Here() == '\'' && IsWord(Here(1)));
    };
    while (goes_on()) Advance();
    Add(Kind::kNumber, std::string(text_.substr(begin, at_ - begin)));
  }

  void String(char quote) {
    Advance();
    std::string value;
    while (at_ < text_.size() && Here() != quote && Here() != '\n') {
      if (Here() == '\\') {
        Escape(value);
      } else {
        value += Here();
        Advance();
      }
    }
    if (Here() != quote) return Add(Kind::kFault, "a string without an end");
    Advance();
    if (IsWord(Here())) Add(Kind::kFault, "a suffix of a string");
    Add(Kind::kString, std::move(value));
  }

  void Escape(std::string& value) {
    const char c = Here(1);
    if (IsOctal(c) && IsOctal(Here(2)) && IsOctal(Here(3))) {
      value += static_cast<char>((c - '0') * 64 + (Here(2) - '0') * 8 + (Here(3) - '0'));
      return Advance(4);
    }
    if (c == 'n' || c == '"' || c == '\\') {
      value += c == 'n' ? '\n' : c;
      return Advance(2);
    }
    Add(Kind::kFault, std::string("an escape `\\") + c + "`");
    Advance();
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t checked_ = 0;
  bool line_starts_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

auto CppTokens(std::string_view text) -> std::vector<Token> { return Reader(text).Run(); }

}  // namespace ingot::test::hostile
