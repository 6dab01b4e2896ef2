#include "json/diagnose.hpp"

#include <algorithm>
#include <charconv>

#include <ingot/rt/types.hpp>

#include "types/text.hpp"

namespace ingot::rt::json {
namespace {

class Diagnosis {
 public:
  explicit Diagnosis(std::string_view text) : text_(text) {}

  Fault run() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      fail("the text begins with a byte order mark");
    } else if (value(0)) {
      space();
      if (at_ < text_.size()) fail("nothing may follow the value");
    }
    return {at_, words_};
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }

  bool fail(std::string words) {
    if (words_.empty()) words_ = ended() ? "the text ends too early; " + words : std::move(words);
    return false;
  }

  void space() {
    while (!ended() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++at_;
  }

  bool value(std::size_t depth) {
    space();
    if (ended()) return fail("a value is expected");
    if (depth > kMostDepth)
      return fail("values may be nested at most " + format(std::int64_t{kMostDepth}) + " deep");
    switch (peek()) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: break;
    }
    if (peek() == '-' || isDigit(peek())) return number();
    return fail(shown(text_.substr(at_, 1)) + " does not begin a value");
  }

  bool word(std::string_view wanted) {
    if (!text_.substr(at_).starts_with(wanted)) return fail("only true, false and null may stand here");
    at_ += wanted.size();
    return true;
  }

  bool digits() {
    if (!isDigit(peek())) return fail("a digit is expected");
    while (isDigit(peek())) ++at_;
    return true;
  }

  bool number() {
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    const bool zero = peek() == '0';
    const std::size_t first = at_;
    if (!digits()) return false;
    if (zero && at_ > first + 1) {
      at_ = first;
      return fail("a number may not begin with 0");
    }
    if (peek() == '.') {
      ++at_;
      if (!digits()) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!digits()) return false;
    }
    return inRange(start);
  }

  bool inRange(std::size_t start) {
    const std::string_view digits = text_.substr(start, at_ - start);
    double real = 0;
    const bool isWhole = digits.find_first_of(".eE") == std::string_view::npos;
    if (isWhole ? fits64Bits(digits) : parse(digits, real)) return true;
    at_ = start;
    return fail("the number " + shown(digits, 30) + " is out of range");
  }

  static bool fits64Bits(std::string_view digits) {
    std::int64_t whole = 0;
    std::uint64_t natural = 0;
    const char* end = digits.data() + digits.size();
    return std::from_chars(digits.data(), end, whole).ec == std::errc{} ||
           std::from_chars(digits.data(), end, natural).ec == std::errc{};
  }

  bool string() {
    ++at_;
    while (!ended()) {
      const auto byte = static_cast<unsigned char>(peek());
      if (byte == '"') {
        ++at_;
        return true;
      }
      if (byte < 0x20) return fail("a control character in a string must be escaped");
      if (byte == '\\') {
        if (!escape()) return false;
        continue;
      }
      const std::size_t length = sequenceLength(text_.substr(at_));
      if (length == 0) return fail("the text is not UTF-8");
      at_ += length;
    }
    return fail("a closing quotation mark is expected");
  }

  bool escape() {
    const std::size_t start = at_++;
    if (ended()) return fail("an escape is expected");
    if (std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos) {
      ++at_;
      return true;
    }
    if (peek() != 'u') return fail("there is no such escape");
    unsigned unit = 0;
    if (!codeUnit(unit)) return false;
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    bool lone = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high) {
      lone = true;
      if (text_.substr(at_).starts_with("\\u")) {
        ++at_;
        if (!codeUnit(unit)) return false;
        lone = unit < 0xDC00 || unit > 0xDFFF;
      }
    }
    if (!lone) return true;
    at_ = start;
    return fail("a \\u escape is half of a surrogate pair");
  }

  // At the `u` of an escape.
  bool codeUnit(unsigned& unit) {
    ++at_;
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const int digit = hexDigit(peek());
      if (ended() || digit < 0) return fail("four hexadecimal digits are expected");
      unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return true;
  }

  bool array(std::size_t depth) {
    ++at_;
    space();
    if (peek() == ']') return ++at_, true;
    while (value(depth + 1)) {
      space();
      if (peek() == ']') return ++at_, true;
      if (peek() != ',') return fail("`,` or `]` is expected");
      ++at_;
    }
    return false;
  }

  bool object(std::size_t depth) {
    ++at_;
    space();
    if (peek() == '}') return ++at_, true;
    while (true) {
      space();
      if (peek() != '"') return fail("a name in quotation marks is expected");
      if (!string()) return false;
      space();
      if (peek() != ':') return fail("`:` is expected");
      ++at_;
      if (!value(depth + 1)) return false;
      space();
      if (peek() == '}') return ++at_, true;
      if (peek() != ',') return fail("`,` or `}` is expected");
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string words_;
};

}  // namespace

Fault diagnose(std::string_view text) { return Diagnosis(text).run(); }

std::string describe(std::string_view text, const Fault& fault) {
  const std::string_view before = text.substr(0, fault.offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t lineStart = lines == 0 ? 0 : before.rfind('\n') + 1;
  const auto column = codePoints(before.substr(lineStart)) + 1;
  return "line " + format(std::int64_t{lines + 1}) + ", column " + format(static_cast<std::int64_t>(column)) +
         ": " + fault.words;
}

}  // namespace ingot::rt::json
