// Which row of a database, and which place inside it, a byte of a text comes from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/locator.h"

namespace ingot::source {

// The value at `prefix` of a JSON text, `.models[0].fields`, and what is below it, is kept in a column of a row: all of it, or at `row.path`
// in it.
struct RowRule {
  std::string prefix;  // empty: the whole text
  diag::RowPlace row;
  bool below_only = false;  // what is at the prefix itself is of another rule
};

// The path of the value or key at `offset`: `.models[0].fields[2].max`; a key that is no name stands in brackets and quotes. `text` is valid JSON
// as far as `offset`; anything else gives some path.
auto JsonPathAt(std::string_view text, uint32_t offset) -> std::string;

// A member below a path, as JsonPathAt writes it.
auto MemberPath(std::string_view path, std::string_view key) -> std::string;

// By the longest prefix. At least one rule fits everything.
auto RowPlaceOf(const std::vector<RowRule>& rules, const std::string& path) -> diag::RowPlace;

}  // namespace ingot::source
