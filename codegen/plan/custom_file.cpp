#include "codegen/plan/custom_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

namespace ingot::codegen {
namespace {

constexpr std::array<std::string_view, 2> kBegins{"// ingot:hook ", "// ingot:function "};
constexpr std::string_view kSignature = "// ingot:signature ";
constexpr std::string_view kEnd = "// ingot:end";
constexpr std::size_t kContext = 3;

// The lines of a text with their ends.
auto Lines(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

auto WithoutEnd(std::string_view line) -> std::string_view {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The word that a block begins with; empty when the line begins none.
auto BeginOf(std::string_view line) -> std::string_view {
  const auto found = std::ranges::find_if(kBegins, [&](std::string_view begin) { return line.starts_with(begin); });
  return found == kBegins.end() ? std::string_view() : *found;
}

// The lines [begin, end) of the block; none when there is no whole one.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

auto FindBlock(const std::vector<std::string_view>& lines) -> Range {
  for (std::size_t begin = 0; begin < lines.size(); ++begin) {
    if (BeginOf(lines[begin]).empty()) continue;
    for (std::size_t end = begin; end < lines.size() && lines[end].starts_with("//"); ++end) {
      if (WithoutEnd(lines[end]) == kEnd) return {begin, end + 1};
    }
    return {begin, begin + 1};  // its end was taken away
  }
  return {};
}

void AppendLine(std::string& text, char mark, std::string_view line) {
  text += mark;
  text += line;
  if (!line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
}

// "1,3"; a range of nothing is said by the line before it.
auto Place(std::size_t begin, std::size_t count) -> std::string {
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

}  // namespace

auto BlockOf(std::string_view text) -> std::optional<StubBlock> {
  const auto lines = Lines(text);
  const Range range = FindBlock(lines);
  if (range.begin == range.end) return std::nullopt;
  const std::string_view words = WithoutEnd(lines[range.begin]).substr(BeginOf(lines[range.begin]).size());
  const std::size_t space = words.find(' ');
  StubBlock block{std::string(words.substr(0, space)), space == std::string_view::npos ? "" : std::string(words.substr(space + 1)), {}};
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (lines[i].starts_with(kSignature)) block.signature = WithoutEnd(lines[i]).substr(kSignature.size());
  }
  return block;
}

auto PatchFor(std::string_view path, std::string_view stub, std::string_view text) -> std::optional<std::string> {
  const auto has = BlockOf(text);
  const auto wanted = BlockOf(stub);
  if (!wanted || (has && has->fingerprint == wanted->fingerprint && has->name == wanted->name)) return std::nullopt;
  const auto old_lines = Lines(text);
  const auto new_lines = Lines(stub);
  const Range old_range = FindBlock(old_lines);
  const Range new_range = FindBlock(new_lines);
  const std::size_t first = old_range.begin - std::min(old_range.begin, kContext);
  const std::size_t last = std::min(old_range.end + kContext, old_lines.size());
  const std::size_t around = (last - first) - (old_range.end - old_range.begin);
  std::string patch = fmt::format("--- a/{0}\n+++ b/{0}\n@@ -{1} +{2} @@\n", path, Place(first, last - first),
                                  Place(first, around + new_range.end - new_range.begin));
  for (std::size_t i = first; i < old_range.begin; ++i) AppendLine(patch, ' ', old_lines[i]);
  for (std::size_t i = old_range.begin; i < old_range.end; ++i) AppendLine(patch, '-', old_lines[i]);
  for (std::size_t i = new_range.begin; i < new_range.end; ++i) AppendLine(patch, '+', new_lines[i]);
  for (std::size_t i = old_range.end; i < last; ++i) AppendLine(patch, ' ', old_lines[i]);
  return patch;
}

}  // namespace ingot::codegen
