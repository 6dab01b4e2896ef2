// Turns a span's offset into the place that a person reads; sources implement it.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/base/span.h"

namespace ingot::diag {

struct Place {
  std::string_view file;       // logical name, relative to the root that was compiled
  uint32_t line = 0;           // 1-based
  uint32_t column = 0;         // 1-based, in code points
  std::string_view line_text;  // without its line end
  uint32_t line_begin = 0;     // offset of line_text in the source, bytes
};

// The views in a Place stay good as long as the locator lives and gets no new source.
class Locator {
 public:
  Locator() = default;
  Locator(const Locator&) = default;
  auto operator=(const Locator&) -> Locator& = default;
  virtual ~Locator() = default;

  // `offset` may be the end of the text.
  virtual auto Locate(SourceId source, uint32_t offset) const -> Place = 0;
};

}  // namespace ingot::diag
