// The public corpora, found through INGOT_CORPORA: JSONTestSuite and the Big List of Naughty Strings.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>

#include "json/diagnose.hpp"
#include "json/judge.hpp"

namespace ingot::rt {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

class Corpus : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("INGOT_CORPORA");
    if (folder == nullptr) GTEST_SKIP() << "INGOT_CORPORA names no folder of corpora";
    folder_ = folder;
  }
  fs::path folder_;
};

TEST_F(Corpus, JudgesTheJsonTestSuite) {
  int accepted = 0;
  int refused = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "json-test-suite/test_parsing")) {
    const std::string name = entry.path().filename().string();
    const std::string text = contents(entry.path());
    const bool well = json::isWellFormed(text);
    const bool found = json::diagnose(text).words.empty();
    if (name.starts_with("y_")) {
      EXPECT_TRUE(well) << name;
      EXPECT_TRUE(found) << name << ": " << json::diagnose(text).words;
      ++accepted;
    } else if (name.starts_with("n_")) {
      EXPECT_FALSE(well) << name;
      EXPECT_FALSE(found) << name << " has no words for what is wrong";
      ++refused;
    } else if (!well) {
      EXPECT_FALSE(found) << name << " has no words for what is wrong";
    }
  }
  EXPECT_EQ(accepted, 95);
  EXPECT_EQ(refused, 188);
}

TEST_F(Corpus, NaughtyStringsSurvive) {
  const std::string list = contents(folder_ / "naughty-strings/blns.json");
  const auto opening = list.find('[');
  ASSERT_NE(opening, std::string::npos);
  Checks checks(Write::create);
  ObjectReader reader("{\"all\":" + list + "}", checks);
  Input<Json> all;
  reader.field("all", all);
  ASSERT_TRUE(all.hasValue());
  int count = 0;
  // Each string alone, as the value of a field: what is read and written again is what was sent.
  std::istringstream lines(list);
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find('"');
    if (first == std::string::npos) continue;
    const std::string literal = line.substr(first, line.rfind('"') - first + 1);
    ObjectReader one("{\"text\":" + literal + "}", checks);
    Input<std::string> text;
    one.field("text", text);
    ASSERT_TRUE(text.hasValue()) << literal;
    JsonWriter json;
    json.value(*text);
    ObjectReader again("{\"text\":" + json.text() + "}", checks);
    Input<std::string> same;
    again.field("text", same);
    ASSERT_EQ(*same, *text);
    ++count;
  }
  EXPECT_GT(count, 400);
  EXPECT_NO_THROW(checks.finish());
}

}  // namespace
}  // namespace ingot::rt
