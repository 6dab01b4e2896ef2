#include <random>
#include <string>

#include <gtest/gtest.h>

#include "compiler/base/utf8.h"
#include "compiler/source/source_map.h"

namespace ingot::source {
namespace {

// The same answer by looking at every byte.
auto SlowLocate(std::string_view text, uint32_t offset) -> diag::Place {
  diag::Place place;
  place.line = 1;
  place.line_begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (uint32_t i = 0; i < offset; ++i) {
    if (text[i] != '\n') continue;
    ++place.line;
    place.line_begin = i + 1;
  }
  offset = std::max(offset, place.line_begin);
  place.column =
      1 + static_cast<uint32_t>(CountCodePoints(text.substr(place.line_begin, offset - place.line_begin)));
  place.line_text = text.substr(place.line_begin, text.find('\n', offset) - place.line_begin);
  if (place.line_text.ends_with('\r')) place.line_text.remove_suffix(1);
  return place;
}

void ExpectSame(const SourceMap& sources, SourceId id, uint32_t offset) {
  const diag::Place got = sources.Locate(id, offset);
  const diag::Place wanted = SlowLocate(sources.Text(id), offset);
  ASSERT_EQ(got.line, wanted.line) << offset;
  ASSERT_EQ(got.column, wanted.column) << offset;
  ASSERT_EQ(got.line_begin, wanted.line_begin) << offset;
  ASSERT_EQ(got.line_text, wanted.line_text) << offset;
}

TEST(SourceMap, FindsEveryPlaceOfSmallTexts) {
  for (const std::string text :
       {"", "\n", "a", "a\n", "\na", "a\r\nb\r\n", "\xEF\xBB\xBFx\ny", "\xC3\xA9x\n\n\xE2\x82\xAC"}) {
    SourceMap sources;
    const SourceId id = sources.Add("x.json", text);
    for (uint32_t offset = 0; offset <= text.size(); ++offset) {
      if (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) continue;
      ExpectSame(sources, id, offset);
    }
  }
}

TEST(SourceMap, FindsPlacesAcrossBlocks) {
  std::mt19937 random(7);
  for (const uint32_t rarity : {3U, 200U, 9000U}) {
    std::string text;
    while (text.size() < 50'000) text += random() % rarity == 0 ? "\n" : random() % 5 == 0 ? "\xC3\xA9" : "a";
    SourceMap sources;
    const SourceId id = sources.Add("x.json", text);
    for (int i = 0; i < 2000; ++i) {
      uint32_t offset = static_cast<uint32_t>(random() % (text.size() + 1));
      while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) ++offset;
      ExpectSame(sources, id, offset);
    }
  }
}

TEST(SourceMap, ShowsTheFolderButNamesWithoutIt) {
  SourceMap sources;
  sources.SetFolder("samples/x/");
  const SourceId id = sources.Add("app.json", "{}");
  EXPECT_EQ(sources.Name(id), "app.json");
  EXPECT_EQ(sources.Locate(id, 0).file, "samples/x/app.json");
}

}  // namespace
}  // namespace ingot::source
