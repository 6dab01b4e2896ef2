// Finds what a misspelt word was probably meant to be, for the `help:` of a diagnostic.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace ingot {

// Damerau-Levenshtein distance in bytes (insert, delete, replace, swap of neighbours), ignoring ASCII case.
// Returns `limit + 1` as soon as the distance is known to exceed `limit`.
auto EditDistance(std::string_view a, std::string_view b, size_t limit) -> size_t;

// The candidate nearest to `word`, the first one on a tie; nothing when all are too different to be meant
// (more than a third of the word's length, or more than three edits). Words over 64 bytes have no neighbour.
auto NearestName(std::string_view word, std::span<const std::string_view> candidates)
    -> std::optional<std::string_view>;

}  // namespace ingot
