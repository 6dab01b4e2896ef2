#include "compiler/source/source_map.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ingot::source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Every code point has one byte that is no continuation byte.
auto CountLeads(std::string_view text) -> uint32_t {
  uint32_t count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace

auto SourceMap::Add(std::string name, std::string text) -> SourceId {
  assert(text.size() < UINT32_MAX);
  Source source;
  source.shown_name = folder_ + name;
  source.name = std::move(name);
  source.marks = MarksOf(text);
  source.text = std::move(text);
  sources_.push_back(std::move(source));
  return SourceId(static_cast<uint32_t>(sources_.size() - 1));
}

auto SourceMap::AddRow(std::string name, std::string text, std::vector<RowRule> rules) -> SourceId {
  const SourceId source = Add(std::move(name), std::move(text));
  sources_.back().rules = std::move(rules);
  return source;
}

auto SourceMap::Name(SourceId source) const -> std::string_view { return sources_.at(source.index()).name; }

auto SourceMap::Text(SourceId source) const -> std::string_view { return sources_.at(source.index()).text; }

auto SourceMap::Ids() const -> std::vector<SourceId> {
  std::vector<SourceId> ids;
  for (uint32_t i = 0; i < sources_.size(); ++i) ids.emplace_back(i);
  return ids;
}

auto SourceMap::MarksOf(std::string_view text) -> std::vector<Mark> {
  std::vector<Mark> marks;
  marks.reserve(text.size() / kBlock + 1);
  Mark mark;
  // The mark belongs to no line: the first line begins behind it.
  if (text.starts_with(kByteOrderMark)) mark.line_begin = kByteOrderMark.size();
  for (size_t begin = 0; begin <= text.size(); begin += kBlock) {
    marks.push_back(mark);
    const std::string_view block = text.substr(begin, kBlock);
    mark.lines += static_cast<uint32_t>(std::ranges::count(block, '\n'));
    mark.code_points += CountLeads(block);
    const size_t last = block.rfind('\n');
    if (last != std::string_view::npos) mark.line_begin = static_cast<uint32_t>(begin + last + 1);
  }
  return marks;
}

auto SourceMap::CodePointsBefore(const Source& source, uint32_t offset) -> uint32_t {
  const uint32_t block = offset / kBlock * kBlock;
  const std::string_view text = source.text;
  return source.marks[offset / kBlock].code_points + CountLeads(text.substr(block, offset - block));
}

auto SourceMap::LineEnd(const Source& source, uint32_t offset) -> uint32_t {
  const std::string_view text = source.text;
  const uint32_t block = offset / kBlock;
  const size_t near =
      text.substr(0, std::min<size_t>(text.size(), (block + 1) * size_t{kBlock})).find('\n', offset);
  if (near != std::string_view::npos) return static_cast<uint32_t>(near);
  if (block + 1 >= source.marks.size()) return static_cast<uint32_t>(text.size());
  // The first mark with more lines has the next line end in the block before it.
  const uint32_t lines = source.marks[block + 1].lines;
  const auto after = std::upper_bound(source.marks.begin() + block + 1, source.marks.end(), lines,
                                      [](uint32_t wanted, const Mark& mark) { return wanted < mark.lines; });
  const size_t from = static_cast<size_t>(after - source.marks.begin() - 1) * kBlock;
  return static_cast<uint32_t>(std::min(text.find('\n', from), text.size()));
}

auto SourceMap::Locate(SourceId id, uint32_t offset) const -> diag::Place {
  const Source& source = sources_.at(id.index());
  const std::string_view text = source.text;
  offset = std::min(offset, static_cast<uint32_t>(text.size()));
  const Mark& mark = source.marks[offset / kBlock];
  const uint32_t block = offset / kBlock * kBlock;
  const std::string_view before = text.substr(block, offset - block);

  diag::Place place;
  place.file = source.shown_name;
  place.line = 1 + mark.lines + static_cast<uint32_t>(std::ranges::count(before, '\n'));
  const size_t last = before.rfind('\n');
  place.line_begin =
      last == std::string_view::npos ? mark.line_begin : static_cast<uint32_t>(block + last + 1);
  offset = std::max(offset, place.line_begin);
  place.column = 1 + CodePointsBefore(source, offset) - CodePointsBefore(source, place.line_begin);
  place.line_text = text.substr(place.line_begin, LineEnd(source, offset) - place.line_begin);
  if (place.line_text.ends_with('\r')) place.line_text.remove_suffix(1);
  return place;
}

auto SourceMap::LocateRow(SourceId id, uint32_t offset) const -> std::optional<diag::RowPlace> {
  const Source& source = sources_.at(id.index());
  if (source.rules.empty()) return std::nullopt;
  return RowPlaceOf(source.rules, JsonPathAt(source.text, offset));
}

}  // namespace ingot::source
