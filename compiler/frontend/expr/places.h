// Finds the place in the source of a part of a string: what stands between the quotes of JSON is longer than
// the text it means when it holds escapes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"

namespace ingot::frontend {

class TextPlaces {
 public:
  // `string` is the span of a JSON string with its quotes, `decoded` the text that it means, `raw` what
  // stands between the quotes. Without `raw` the places are exact too, unless a character is written longer
  // than it must be (`\u0061`, `\/`); then every place is the whole string.
  TextPlaces(Span string, std::string_view decoded, std::string_view raw = {});

  // The span of bytes [begin, end) of the decoded text; an empty one is widened by nothing.
  auto At(size_t begin, size_t end) const -> Span;
  // The whole text, between the quotes.
  auto Whole() const -> Span;

 private:
  Span string_;
  // For each byte of the decoded text where it begins in the raw one, and the end; empty: no place is known.
  std::vector<uint32_t> offsets_;
};

}  // namespace ingot::frontend
