#include "compiler/source/row_origin.h"

#include <algorithm>

#include "compiler/base/json_text.h"
#include "compiler/base/names.h"

namespace ingot::source {
namespace {

auto IsName(std::string_view key) -> bool {
  return !key.empty() && key.size() <= 100 && std::ranges::all_of(key, [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '_'; });
}

// An object or an array that is open where the walk stands.
struct Frame {
  bool object = false;
  bool has_key = false;    // of an object: the walk is at or behind this key
  size_t index = 0;        // of an array
  std::string_view key{};  // between its quotes, as written
};

class Walk {
 public:
  Walk(std::string_view text, size_t offset) : text_(text), offset_(offset) {}

  auto Run() -> std::string {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ':';
      if (!blank && c != ',' && Token(c)) break;
      if (c == ',') Next();
      if (blank || c == ',') ++at_;
    }
    return Path();
  }

 private:
  // Whether the offset lies in the token, or before it.
  auto Token(char c) -> bool {
    if (c == '}' || c == ']') {
      if (!frames_.empty()) frames_.pop_back();
      return offset_ <= at_++;
    }
    const size_t end = EndOf(c);
    const bool key = c == '"' && !frames_.empty() && frames_.back().object && !frames_.back().has_key;
    if (key) {
      frames_.back().has_key = true;
      frames_.back().key = text_.substr(at_ + 1, end - at_ - 2);
    }
    if (offset_ < end) return true;
    if (c == '{' || c == '[') frames_.push_back({.object = c == '{'});
    at_ = end;
    return false;
  }

  auto EndOf(char c) const -> size_t {
    if (c == '{' || c == '[') return at_ + 1;
    if (c != '"') return std::max(at_ + 1, std::min(text_.find_first_of(",:]} \t\r\n", at_), text_.size()));
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == '"')
        return i + 1;
    }
    return std::max(text_.size(), at_ + 2);
  }

  void Next() {
    if (frames_.empty()) return;
    frames_.back().has_key = false;
    ++frames_.back().index;
  }

  auto Path() const -> std::string {
    std::string path;
    for (const Frame& frame : frames_) {
      if (!frame.object) path += "[" + std::to_string(frame.index) + "]";
      if (frame.object && frame.has_key) path = MemberPath(path, frame.key);
    }
    return path;
  }

  std::string_view text_;
  size_t offset_;
  size_t at_ = 0;
  std::vector<Frame> frames_;
};

auto Fits(const RowRule& rule, const std::string& path) -> bool {
  if (!path.starts_with(rule.prefix) || (rule.below_only && path.size() == rule.prefix.size())) return false;
  return path.size() == rule.prefix.size() || path[rule.prefix.size()] == '.' || path[rule.prefix.size()] == '[';
}

}  // namespace

auto JsonPathAt(std::string_view text, uint32_t offset) -> std::string { return Walk(text, offset).Run(); }

auto MemberPath(std::string_view path, std::string_view key) -> std::string {
  return std::string(path) + (IsName(key) ? "." + std::string(key) : "[" + JsonString(key.substr(0, 100)) + "]");
}

auto RowPlaceOf(const std::vector<RowRule>& rules, const std::string& path) -> diag::RowPlace {
  const RowRule* best = nullptr;
  for (const RowRule& rule : rules) {
    if (Fits(rule, path) && (best == nullptr || rule.prefix.size() > best->prefix.size())) best = &rule;
  }
  if (best == nullptr) return {};
  diag::RowPlace place = best->row;
  place.path += place.column.empty() ? "" : path.substr(best->prefix.size());
  if (place.path.starts_with('.')) place.path.erase(0, 1);
  return place;
}

}  // namespace ingot::source
