// A place in a source text: which source, and which bytes of it.
#pragma once

#include <compare>
#include <cstdint>

#include "compiler/base/id.h"

namespace ingot {

struct SourceTag;
using SourceId = Id<SourceTag>;

// Bytes [begin, end) of one source. A span without a source says "no place": a missing file, a whole run.
struct Span {
  SourceId source;
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr auto valid() const -> bool { return source.valid(); }
  constexpr auto size() const -> uint32_t { return end - begin; }

  friend constexpr auto operator==(const Span&, const Span&) -> bool = default;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace ingot
