// A migration of an SQLite file that ends in the middle, at each write and at each sync: what is left is the whole schema of before or the whole
// new one, with all rows, and the next start goes on from there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "tests/postgres/pair_expectations.h"
#include "tests/postgres/sqlite_images.h"

namespace ingot::test {
namespace {

constexpr uint64_t kUsualPairs = 4;
constexpr size_t kMostImages = 80;  // of one migration one way, spread evenly, unless all are wanted

// A schema and the rows in it.
struct State {
  std::string schema;
  Cells cells;
  friend auto operator==(const State&, const State&) -> bool = default;
};

auto StateOf(TriedDatabase& database, const Schema& schema) -> State { return {database.Schema(), CellsOf(database, schema)}; }

class SqliteImages : public testing::Test {
 protected:
  // Whether one way or the other is tried on all images is a matter of time.
  static auto Some(std::vector<FileImage> images) -> std::vector<FileImage> {
    const auto twice = std::ranges::unique(images);
    images.erase(twice.begin(), twice.end());
    if (std::getenv("INGOT_PAIRS") != nullptr || images.size() <= kMostImages) return images;
    std::vector<FileImage> some;
    for (size_t i = 0; i < kMostImages; ++i) some.push_back(images[i * images.size() / kMostImages]);
    some.push_back(images.back());
    return some;
  }

  static auto PathOf(const TriedDatabase& database) -> std::string { return database.Url().substr(std::string("sqlite:").size()); }

  void Try(const Pair& pair, uint64_t seed) {
    const auto database = NewSqlite();
    RowMaker rows(seed, false);
    const std::string empty = database->Schema();
    const auto first = ImagesDuring(PathOf(*database), [&] { EXPECT_EQ(Up(*database, {pair.first}, true), ""); });
    for (const FileImage& image : Some(first)) Expect(image, empty, database->Schema(), [&](TriedDatabase& left) { return Up(left, {pair.first}); });
    EXPECT_EQ(database->Apply(rows.Insert(pair.first.schema)), "");
    EXPECT_EQ(database->Apply(rows.Delete(pair.first.schema)), "");

    const State before = StateOf(*database, pair.first.schema);
    const std::vector<Migration> both{pair.first, pair.second};
    std::string refused;
    const auto up = ImagesDuring(PathOf(*database), [&] { refused = Up(*database, both, true); });
    if (!refused.empty()) {
      EXPECT_TRUE(MayRefuseUp(pair, before.cells, refused)) << refused;
      return;
    }
    const State above = StateOf(*database, pair.second.schema);
    for (const FileImage& image : Some(up)) {
      Expect(image, before.schema, above.schema, [&](TriedDatabase& left) { return Up(left, both); });
      ExpectRows(pair, before, above, image);
    }
    const auto down = ImagesDuring(PathOf(*database), [&] { EXPECT_EQ(Down(*database, both, true), ""); });
    for (const FileImage& image : Some(down)) {
      Expect(image, above.schema, before.schema, [&](TriedDatabase& left) { return left.Schema() == before.schema ? "" : Down(left, both); });
    }
    const State back = StateOf(*database, pair.first.schema);
    EXPECT_TRUE(Differences(before.cells, back.cells, FilledBelow(pair)).empty()) << seed;
  }

  // Of `before` and `after` it has one, and `on` leads to the latter.
  template <typename On>
  void Expect(const FileImage& image, const std::string& before, const std::string& after, const On& on) {
    const auto left = NewSqlite(image);
    ++images_;
    const std::string schema = left->Schema();
    EXPECT_TRUE(schema == before || schema == after) << schema;
    schema == after ? ++after_ : ++before_;
    EXPECT_EQ(on(*left), "");
    EXPECT_EQ(left->Schema(), after);
    EXPECT_EQ(left->Query("PRAGMA integrity_check") + left->Query("PRAGMA foreign_key_check"), "ok\n");
  }

  static void ExpectRows(const Pair& pair, const State& before, const State& above, const FileImage& image) {
    const auto left = NewSqlite(image);
    const bool is_above = left->Schema() == above.schema;
    EXPECT_TRUE(is_above || CellsOf(*left, pair.first.schema) == before.cells);
    EXPECT_EQ(Up(*left, {pair.first, pair.second}), "");
    for (const std::string& each : Differences(Above(pair, before.cells), CellsOf(*left, pair.second.schema), FilledAbove(pair))) ADD_FAILURE() << each;
  }

  size_t images_ = 0;
  size_t before_ = 0;
  size_t after_ = 0;
};

TEST_F(SqliteImages, AreOfTheSchemaBeforeOrBehind) {
  const char* wanted = std::getenv("INGOT_PAIRS");
  const uint64_t count = wanted == nullptr ? kUsualPairs : std::stoul(wanted) / 50;
  for (uint64_t seed = 1; seed <= count; ++seed) {
    const auto pair = NewPair(seed);
    if (!pair || pair->second.texts.empty()) continue;
    Try(*pair, seed);
    if (HasFailure()) std::cout << "seed " << seed << std::endl;
    if (HasFailure()) return;
  }
  std::cout << images_ << " images: " << before_ << " from before, " << after_ << " from behind\n";
  EXPECT_GT(before_, 0U);
  EXPECT_GT(after_, 0U);
}

}  // namespace
}  // namespace ingot::test
