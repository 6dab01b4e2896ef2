#include "compiler/base/names.h"

#include <vector>

namespace ingot {
namespace {

auto StartsWord(std::string_view name, size_t at) -> bool {
  if (at == 0 || !IsAsciiUpper(name[at])) return false;
  const char before = name[at - 1];
  if (IsAsciiLower(before) || IsAsciiDigit(before)) return true;
  return IsAsciiUpper(before) && at + 1 < name.size() && IsAsciiLower(name[at + 1]);
}

auto LowerWords(std::string_view name) -> std::vector<std::string> {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '_' || name[i] == '-') {
      finish();
      continue;
    }
    if (StartsWord(name, i)) finish();
    word += ToAsciiLower(name[i]);
  }
  finish();
  return words;
}

auto Joined(std::string_view name, char separator) -> std::string {
  std::string joined;
  for (const std::string& word : LowerWords(name)) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

}  // namespace

auto AsciiLower(std::string_view text) -> std::string {
  std::string lower(text);
  for (char& c : lower) c = ToAsciiLower(c);
  return lower;
}

auto FoldName(std::string_view name) -> std::string {
  std::string folded;
  folded.reserve(name.size());
  for (const char c : name) {
    if (c != '_') folded += ToAsciiLower(c);
  }
  return folded;
}

auto SnakeCase(std::string_view name) -> std::string { return Joined(name, '_'); }

auto KebabCase(std::string_view name) -> std::string { return Joined(name, '-'); }

auto PascalCase(std::string_view name) -> std::string {
  std::string joined;
  for (std::string& word : LowerWords(name)) {
    word.front() = ToAsciiUpper(word.front());
    joined += word;
  }
  return joined;
}

auto CamelCase(std::string_view name) -> std::string {
  std::string joined = PascalCase(name);
  if (!joined.empty()) joined.front() = ToAsciiLower(joined.front());
  return joined;
}

}  // namespace ingot
