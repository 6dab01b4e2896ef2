#include "compiler/frontend/expr/places.h"

#include <algorithm>

#include "compiler/base/utf8.h"

namespace ingot::frontend {
namespace {

constexpr uint32_t kShortEscape = 2;  // \n
constexpr uint32_t kLongEscape = 6;   // \u000a
constexpr uint32_t kEscapedPair = 12;

// Bytes that JSON needs at least for one byte or code point.
auto LeastRawSize(CodePoint point) -> uint32_t {
  switch (point.value) {
    case '"':
    case '\\':
    case '\b':
    case '\f':
    case '\n':
    case '\r':
    case '\t': return kShortEscape;
    default: return point.value < 0x20 ? kLongEscape : static_cast<uint32_t>(point.size);
  }
}

auto RawSizeAt(CodePoint point, std::string_view raw) -> uint32_t {
  if (raw.empty() || raw[0] != '\\') return static_cast<uint32_t>(point.size);
  if (raw.size() > 1 && raw[1] != 'u') return kShortEscape;
  return point.value > 0xFFFF ? kEscapedPair : kLongEscape;
}

}  // namespace

TextPlaces::TextPlaces(Span string, std::string_view decoded, std::string_view raw) : string_(string) {
  offsets_.reserve(decoded.size() + 1);
  uint32_t at = 0;
  for (size_t i = 0; i < decoded.size();) {
    const CodePoint point = DecodeUtf8(decoded.substr(i)).value_or(CodePoint{0xFFFD, 1});
    offsets_.insert(offsets_.end(), point.size, at);
    at += raw.empty() ? LeastRawSize(point) : RawSizeAt(point, raw.substr(std::min<size_t>(at, raw.size())));
    i += point.size;
  }
  offsets_.push_back(at);
  if (at + 2 != string.size()) offsets_.clear();
}

auto TextPlaces::At(size_t begin, size_t end) const -> Span {
  if (offsets_.empty()) return string_;
  const size_t last = offsets_.size() - 1;
  Span span = string_;
  span.begin = string_.begin + 1 + offsets_[std::min(begin, last)];
  span.end = string_.begin + 1 + offsets_[std::min(end, last)];
  return span;
}

auto TextPlaces::Whole() const -> Span {
  if (offsets_.empty()) return string_;
  return At(0, offsets_.size() - 1);
}

}  // namespace ingot::frontend
