#include "compiler/check/pattern_sample.h"

#include <algorithm>
#include <array>
#include <vector>

#include <re2/re2.h>

#include "compiler/base/names.h"
#include "compiler/base/utf8.h"

namespace ingot::check {
namespace {

constexpr int kMostRepeats = 1000;
constexpr size_t kMostSampleBytes = 4096;
constexpr int kMostDepth = 64;

auto Re2Piece(std::string_view text) -> re2::StringPiece { return {text.data(), text.size()}; }

// A character that the one-character expression `atom` matches.
auto CharacterOf(std::string_view atom, char letter) -> std::optional<std::string> {
  re2::RE2::Options options(re2::RE2::Quiet);
  const re2::RE2 expression(Re2Piece(atom), options);
  if (!expression.ok()) return std::nullopt;
  const std::string lower(1, letter);
  const std::string upper(1, ToAsciiUpper(letter));
  const std::string digit(1, static_cast<char>('0' + (letter - 'a' + 1) % 10));
  for (const std::string& text : {lower, digit, upper}) {
    if (re2::RE2::FullMatch(text, expression)) return text;
  }
  for (char c = '~'; c >= ' '; --c) {
    const std::string text(1, c);
    if (re2::RE2::FullMatch(text, expression)) return text;
  }
  for (const std::string text : {"\t", "\n", "é", "É", "ж", "Ж", "中", "あ", "ع", "א", "α", "€", "😀"}) {
    if (re2::RE2::FullMatch(text, expression)) return text;
  }
  for (char32_t value = 1; value <= 0xFF; ++value) {  // what `\x0B` asks for
    std::string text;
    AppendUtf8(text, value);
    if (re2::RE2::FullMatch(text, expression)) return text;
  }
  return std::nullopt;
}

using Characters = std::map<std::pair<std::string, char>, std::optional<std::string>>;

struct Bounds {
  int least = 1;
  int most = 1;
};

// Walks through an expression once and writes a text beside it.
class Sampler {
 public:
  Sampler(std::string_view pattern, SampleShape shape, Characters& characters)
      : rest_(pattern), shape_(shape), characters_(characters) {}

  auto Run() -> std::optional<std::string> {
    std::string text = Alternatives();
    if (failed_ || !rest_.empty() || text.size() > kMostSampleBytes) return std::nullopt;
    return text;
  }

 private:
  auto Fail() -> std::string {
    failed_ = true;
    rest_ = {};
    return {};
  }

  auto Take(std::string_view text) -> bool {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  auto Alternatives() -> std::string {
    if (++depth_ > kMostDepth) return Fail();
    std::vector<std::string> branches{Sequence()};
    while (Take("|")) branches.push_back(Sequence());
    --depth_;
    return branches[static_cast<size_t>(shape_.choice) % branches.size()];
  }

  auto Sequence() -> std::string {
    std::string text;
    while (!rest_.empty() && rest_[0] != '|' && rest_[0] != ')') {
      const std::string atom = Atom();
      const Bounds bounds = Repetition();
      if (failed_) return {};
      const int times = TimesOf(bounds);
      for (int i = 0; i < times; ++i) {
        text += atom;
        if (text.size() > kMostSampleBytes) return Fail();
      }
    }
    return text;
  }

  auto TimesOf(Bounds bounds) -> int {
    if (bounds.least == bounds.most) return bounds.least;
    const int number = repetition_++;
    const bool grows = shape_.which < 0 || shape_.which == number;
    return grows ? std::min(bounds.least + shape_.repeats, bounds.most) : bounds.least;
  }

  auto Atom() -> std::string {
    if (Take("(")) return Group();
    if (rest_[0] == '[') return OneOf(ClassLength());
    if (rest_[0] == '\\') return Escape();
    if (Take("^") || Take("$")) return {};
    if (rest_[0] == '.') return OneOf(1);
    if (std::string_view("*+?").find(rest_[0]) != std::string_view::npos) return Fail();
    const auto point = DecodeUtf8(rest_);
    if (!point) return Fail();
    std::string text(rest_.substr(0, point->size));
    rest_.remove_prefix(point->size);
    return text;
  }

  auto Group() -> std::string {
    if (Take("?P<")) {
      const size_t end = rest_.find('>');
      if (end == std::string_view::npos) return Fail();
      rest_.remove_prefix(end + 1);
    } else if (Take("?")) {
      const size_t end = rest_.find_first_of(":)");
      if (end == std::string_view::npos) return Fail();
      const bool flags_only = rest_[end] == ')';
      rest_.remove_prefix(end + 1);
      if (flags_only) return {};
    }
    std::string text = Alternatives();
    return Take(")") ? text : Fail();
  }

  // Bytes of the class that begins here.
  auto ClassLength() const -> size_t {
    size_t at = 1;
    if (at < rest_.size() && rest_[at] == '^') ++at;
    if (at < rest_.size() && rest_[at] == ']') ++at;
    while (at < rest_.size() && rest_[at] != ']') {
      if (rest_[at] == '\\') ++at;
      if (rest_.substr(at).starts_with("[:")) {
        const size_t end = rest_.find(":]", at);
        if (end == std::string_view::npos) return rest_.size();
        at = end + 1;
      }
      ++at;
    }
    return std::min(at + 1, rest_.size());
  }

  auto OneOf(size_t bytes) -> std::string {
    const std::string_view atom = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    const auto [found, is_new] = characters_.try_emplace({std::string(atom), shape_.letter});
    if (is_new) found->second = CharacterOf(atom, shape_.letter);
    return found->second ? *found->second : Fail();
  }

  auto Escape() -> std::string {
    if (rest_.size() < 2) return Fail();
    const char kind = rest_[1];
    if (std::string_view("AzbB").find(kind) != std::string_view::npos) {
      rest_.remove_prefix(2);
      return {};
    }
    if (kind == 'Q' || kind == 'E' || kind == 'C') return Fail();
    const bool takes_braces = (kind == 'p' || kind == 'P' || kind == 'x') && rest_.size() > 2;
    if (!takes_braces) return OneOf(2);
    if (rest_[2] == '{') return OneOf(std::min(rest_.find('}', 2), rest_.size() - 1) + 1);
    return OneOf(std::min<size_t>(kind == 'x' ? 4 : 3, rest_.size()));
  }

  auto Number() -> int {
    int value = 0;
    while (!rest_.empty() && IsAsciiDigit(rest_[0])) {
      value = std::min(value * 10 + (rest_[0] - '0'), kMostRepeats);
      rest_.remove_prefix(1);
    }
    return value;
  }

  auto Repetition() -> Bounds {
    Bounds bounds;
    if (failed_) return bounds;
    if (Take("*")) {
      bounds = {0, kMostRepeats};
    } else if (Take("+")) {
      bounds = {1, kMostRepeats};
    } else if (Take("?")) {
      bounds = {0, 1};
    } else if (rest_.size() > 1 && rest_[0] == '{' && IsAsciiDigit(rest_[1])) {
      Take("{");
      bounds.least = bounds.most = Number();
      if (Take(",")) bounds.most = rest_.starts_with('}') ? kMostRepeats : Number();
      if (!Take("}")) Fail();
    } else {
      return bounds;
    }
    Take("?");
    return bounds;
  }

  std::string_view rest_;
  SampleShape shape_;
  Characters& characters_;
  int repetition_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

auto PatternSampler::Sample(SampleShape shape) -> std::optional<std::string> {
  return Sampler(pattern_, shape, characters_).Run();
}

}  // namespace ingot::check
