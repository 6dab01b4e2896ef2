#include "compiler/base/edit_distance.h"

#include <algorithm>
#include <array>

#include "compiler/base/names.h"

namespace ingot {
namespace {

constexpr size_t kLongest = 64;
using Row = std::array<size_t, kLongest + 1>;

}  // namespace

auto EditDistance(std::string_view a, std::string_view b, size_t limit) -> size_t {
  const size_t over = limit + 1;
  if (a.size() > kLongest || b.size() > kLongest) return over;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return over;

  const auto same = [](char x, char y) { return ToAsciiLower(x) == ToAsciiLower(y); };
  Row before_last{};
  Row last{};
  Row row{};
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t best = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return over;
    before_last = last;
    last = row;
  }
  return std::min(last[b.size()], over);
}

auto NearestName(std::string_view word, std::span<const std::string_view> candidates)
    -> std::optional<std::string_view> {
  const size_t limit = std::clamp<size_t>(word.size() / 3, 1, 3);
  std::optional<std::string_view> nearest;
  size_t nearest_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    const size_t distance = EditDistance(word, candidate, limit);
    // A one-letter word is one replacement away from every other one: that is no likeness.
    if (distance >= nearest_distance || distance >= std::max(word.size(), candidate.size())) continue;
    nearest = candidate;
    nearest_distance = distance;
  }
  return nearest;
}

}  // namespace ingot
