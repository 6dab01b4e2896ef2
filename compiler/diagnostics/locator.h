// Turns a span's offset into the place that a person reads; sources implement it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

// The same of a text that comes from a row of a database.
struct RowPlace {
  std::string table;
  std::string row;     // its id
  std::string column;  // empty: the row as a whole
  std::string path;    // inside the JSON of the column, `[2].max`; empty: all of it

  // `fields[2].max`
  auto Path() const -> std::string { return column + (path.empty() || path.starts_with('[') ? "" : ".") + path; }
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

  // Nothing when the source is a file.
  virtual auto LocateRow(SourceId, uint32_t) const -> std::optional<RowPlace> { return std::nullopt; }
};

}  // namespace ingot::diag
