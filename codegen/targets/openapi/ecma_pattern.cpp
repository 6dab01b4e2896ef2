#include "codegen/targets/openapi/ecma_pattern.h"

#include "compiler/base/names.h"

namespace ingot::codegen::openapi {
namespace {

constexpr std::string_view kSyntax = "^$\\.*+?()[]{}|/";  // what the flag `u` allows behind a backslash
constexpr std::string_view kBlanks = "\\t\\n\\f\\r ";     // RE2's `\s`; that of ECMA-262 has more

auto IsHexDigit(char c) -> bool { return IsAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Translator {
 public:
  explicit Translator(std::string_view re2) : rest_(re2) {}

  auto Translate() -> std::optional<std::string> {
    while (!rest_.empty()) {
      if (!Item()) return std::nullopt;
    }
    return "^(?:" + out_ + ")$";
  }

 private:
  // What was written last, as far as it decides what may follow.
  enum class Last { kNothing, kAtom, kRepeat };

  auto Starts(std::string_view text) const -> bool { return rest_.starts_with(text); }

  void Copy(size_t count) {
    out_ += rest_.substr(0, count);
    rest_.remove_prefix(count);
  }

  auto Write(std::string_view text, Last last = Last::kAtom) -> bool {
    out_ += text;
    last_ = last;
    return true;
  }

  auto Item() -> bool {
    const char c = rest_.front();
    if (c == '[') return Class();
    if (c == '\\') return Escape();
    if (c == '*' || c == '+' || c == '?' || c == '{') return Repeat();
    if (c == '(') return Open();
    rest_.remove_prefix(1);
    if (c == '.') return Write("[^\\n]");
    if (c == '^' || c == '$' || c == '|') return Write(std::string_view(&c, 1), Last::kNothing);
    if (c == ']' || c == '}' || c == '/') out_ += '\\';
    return Write(std::string_view(&c, 1));
  }

  auto Open() -> bool {
    if (Starts("(?") && !Starts("(?:")) return false;
    Copy(Starts("(?:") ? 3 : 1);
    last_ = Last::kNothing;
    return true;
  }

  // `{` is a repetition in RE2 only where it looks like one.
  auto BracesLength() const -> size_t {
    size_t at = 1;
    const auto digits = [&] {
      const size_t from = at;
      while (at < rest_.size() && IsAsciiDigit(rest_[at])) ++at;
      return at > from;
    };
    if (!digits()) return 0;
    if (at < rest_.size() && rest_[at] == ',') {
      ++at;
      digits();
    }
    return at < rest_.size() && rest_[at] == '}' ? at + 1 : 0;
  }

  auto Repeat() -> bool {
    size_t length = 1;
    if (rest_.front() == '{') {
      length = BracesLength();
      if (length == 0) {
        rest_.remove_prefix(1);
        return Write("\\{");
      }
    }
    if (last_ != Last::kAtom) return false;
    Copy(length);
    if (Starts("?")) Copy(1);
    last_ = Last::kRepeat;
    return true;
  }

  // An escape that stands for one character, the backslash and what follows it; nothing when it does not.
  auto Character() -> std::optional<std::string> {
    if (rest_.size() < 2) return std::nullopt;
    const char c = rest_[1];
    if (std::string_view("tnrfv").find(c) != std::string_view::npos) return Take(2);
    if (c == 'a') {
      Take(2);
      return "\\x07";
    }
    if (c == 'x') {
      const bool two = rest_.size() >= 4 && IsHexDigit(rest_[2]) && IsHexDigit(rest_[3]);
      return two ? std::optional(Take(4)) : std::nullopt;
    }
    const bool word = IsAsciiLetter(c) || IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (word) return std::nullopt;
    const std::string taken = Take(2);
    return kSyntax.find(c) != std::string_view::npos ? taken : taken.substr(1);
  }

  auto Take(size_t count) -> std::string {
    std::string taken(rest_.substr(0, count));
    rest_.remove_prefix(count);
    return taken;
  }

  auto Escape() -> bool {
    for (const std::string_view same : {"\\d", "\\D", "\\w", "\\W"}) {
      if (Starts(same)) return Write(Take(2));
    }
    for (const std::string_view edge : {"\\b", "\\B"}) {
      if (Starts(edge)) return Write(Take(2), Last::kNothing);
    }
    if (Starts("\\s") || Starts("\\S")) {
      const bool negated = Starts("\\S");
      rest_.remove_prefix(2);
      return Write((negated ? "[^" : "[") + std::string(kBlanks) + "]");
    }
    const auto character = Character();
    return character && Write(*character);
  }

  auto Class() -> bool {
    Copy(1);
    if (Starts("^")) Copy(1);
    for (bool first = true; first || !Starts("]"); first = false) {
      if (rest_.empty() || Starts("[:")) return false;
      if (!ClassItem()) return false;
    }
    Copy(1);
    last_ = Last::kAtom;
    return true;
  }

  // A hyphen behind a whole class of characters is a literal in RE2 and an error in ECMA-262, but at the end.
  auto OpensRange(size_t behind) const -> bool {
    const std::string_view next = rest_.substr(behind);
    return next.starts_with("-") && !next.starts_with("-]");
  }

  auto ClassItem() -> bool {
    if (rest_.front() == '\\') {
      for (const std::string_view same : {"\\d", "\\D", "\\w", "\\W"}) {
        if (Starts(same)) return !OpensRange(2) && Write(Take(2));
      }
      if (Starts("\\s")) {
        if (OpensRange(2)) return false;
        rest_.remove_prefix(2);
        return Write(kBlanks);
      }
      if (Starts("\\-")) return Write(Take(2));
      const auto character = Character();
      return character && Write(*character);
    }
    const std::string c = Take(1);
    if (c == "[" || c == "]" || c == "{" || c == "}" || c == "(" || c == ")" || c == "|" || c == "/") out_ += '\\';
    return Write(c);
  }

  std::string_view rest_;
  std::string out_;
  Last last_ = Last::kNothing;
};

}  // namespace

auto EcmaPattern(std::string_view re2) -> std::optional<std::string> { return Translator(re2).Translate(); }

}  // namespace ingot::codegen::openapi
