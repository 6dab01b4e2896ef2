#include "compiler/ir/evaluate_texts.h"

#include <re2/re2.h>

#include "compiler/base/sha256.h"
#include "compiler/base/utf8.h"

namespace ingot::ir {
namespace {


auto AsInt(const Value& value) -> int64_t { return std::get<int64_t>(value); }
auto AsText(const Value& value) -> const std::string& { return std::get<std::string>(value); }

auto Utf8(std::u32string_view points) -> std::string {
  std::string text;
  for (const char32_t point : points) AppendUtf8(text, point);
  return text;
}

auto Part(const std::u32string& text, int64_t start, int64_t count) -> MaybeValue {
  if (start < 0 || count < 0) return std::nullopt;
  std::u32string part;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto at = static_cast<int64_t>(i);
    if (at >= start && at - start < count) part += text[i];
  }
  return Value(Utf8(part));
}

auto Replaced(const std::u32string& text, const std::u32string& what, const std::u32string& with)
    -> MaybeValue {
  std::u32string result;
  for (size_t i = 0; i < text.size();) {
    const bool here = !what.empty() && text.compare(i, what.size(), what) == 0;
    result += here ? with : text.substr(i, 1);
    i += here ? what.size() : 1;
  }
  return Value(Utf8(result));
}

auto ToInt(const std::string& text) -> MaybeValue {
  static const re2::RE2 kForm("-?(0|[1-9][0-9]{0,15})");
  if (!re2::RE2::FullMatch(text, kForm) || text == "-0") return std::nullopt;
  const int64_t value = std::stoll(text);
  constexpr int64_t kMost = 9007199254740991;
  return value > kMost || value < -kMost ? std::nullopt : MaybeValue(value);
}

auto Changed(Function function, const std::u32string& text) -> std::u32string {
  std::u32string result;
  const auto shift = [](char32_t c, char32_t least, char32_t most, int by) {
    return c >= least && c <= most ? static_cast<char32_t>(static_cast<int>(c) + by) : c;
  };
  if (function == Function::kTrim) {
    const std::u32string_view space = U" \t\n\v\f\r";
    const size_t first = text.find_first_not_of(space);
    return first == std::u32string::npos ? U"" : text.substr(first, text.find_last_not_of(space) - first + 1);
  }
  for (const char32_t c : text) {
    if (function == Function::kUpper) result += shift(c, 'a', 'z', -32);
    if (function == Function::kLower) result += shift(c, 'A', 'Z', 32);
    if (function != Function::kSlugify) continue;
    const char32_t small = shift(c, 'A', 'Z', 32);
    const bool kept = (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9');
    if (kept) result += small;
    if (!kept && !result.empty() && result.back() != '-') result += '-';
  }
  if (function == Function::kSlugify && !result.empty() && result.back() == '-') result.pop_back();
  return result;
}

}  // namespace

auto CodePoints(const std::string& text) -> std::u32string {
  std::u32string points;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(std::string_view(text).substr(at)).value();
    points += point.value;
    at += point.size;
  }
  return points;
}

auto EvaluateText(Function function, const std::vector<Value>& values) -> MaybeValue {
  const std::u32string text = CodePoints(AsText(values[0]));
  const auto second = [&] { return CodePoints(AsText(values[1])); };
  switch (function) {
    case Function::kConcat: return Value(AsText(values[0]) + AsText(values[1]));
    case Function::kLength: return Value(static_cast<int64_t>(text.size()));
    case Function::kStartsWith: return Value(text.substr(0, second().size()) == second());
    case Function::kEndsWith:
      return Value(text.size() >= second().size() && text.substr(text.size() - second().size()) == second());
    case Function::kContains: return Value(text.find(second()) != std::u32string::npos);
    case Function::kSha256: return Value(Sha256Hex(AsText(values[0])));
    case Function::kSubstring: return Part(text, AsInt(values[1]), AsInt(values[2]));
    case Function::kReplace: return Replaced(text, second(), CodePoints(AsText(values[2])));
    case Function::kToInt: return ToInt(AsText(values[0]));
    default: return Value(Utf8(Changed(function, text)));
  }
}

}  // namespace ingot::ir
