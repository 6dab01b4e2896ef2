#include <chrono>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "compiler/base/utf8.h"
#include "compiler/source/load.h"
#include "compiler/source/memory_file_store.h"
#include "tests/compiler-front/front.h"

namespace ingot::frontend {
namespace {

using front_test::Parse;
using ::testing::HasSubstr;

auto Nested(size_t depth) -> std::string { return std::string(depth, '[') + std::string(depth, ']'); }

auto PeakMiB() -> long {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

TEST(Nesting, HasALimit) {
  EXPECT_TRUE(Parse(Nested(63))->ok());
  EXPECT_TRUE(Parse(Nested(64))->ok());
  EXPECT_EQ(Parse(Nested(65))->FirstError(), "NestingTooDeep 1:65");
  EXPECT_EQ(Parse(Nested(100'000))->FirstError(), "NestingTooDeep 1:65");
  EXPECT_EQ(Parse(std::string(100'000, '['))->FirstError(), "NestingTooDeep 1:65");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(Parse(objects)->FirstError(), "NestingTooDeep 1:321");
}

TEST(Budget, OfNodesIsExact) {
  EXPECT_TRUE(Parse("[1,2]", 3)->ok());
  EXPECT_EQ(Parse("[1,2,3]", 3)->FirstError(), "TooManyValues 1:6");
  EXPECT_EQ(Parse("{\"a\":1}", 2)->FirstError(), "TooManyValues 1:6");
  EXPECT_EQ(Parse("[[]]", 1)->FirstError(), "TooManyValues 1:2");
}

TEST(Budget, SharedByTheFilesOfAFolder) {
  std::string half = "{\"ingot\": 1, \"x\": [0";
  for (int i = 0; i < 2'100'000; ++i) half += ",0";
  half += "]}";
  front_test::Parsed parsed;
  parsed.sources.Add("a.json", half);
  parsed.sources.Add("b.json", half);
  EXPECT_FALSE(ParseJson(parsed.sources, parsed.sink));
  EXPECT_THAT(parsed.FirstError(), HasSubstr("TooManyValues"));
}

TEST(Huge, ArraysAreRefusedInBoundedMemoryAndTime) {
  [[maybe_unused]] const long before = PeakMiB();
  const auto start = std::chrono::steady_clock::now();
  std::string text;
  text.reserve(source::kMostSourceBytes);
  text += "[1";
  while (text.size() + 3 <= source::kMostSourceBytes) text += ",1";
  text += ']';
  const auto parsed = Parse(std::move(text));
  EXPECT_THAT(parsed->FirstError(), HasSubstr("TooManyValues 1:"));
  EXPECT_LT(parsed->Console().size(), 1000U);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(PeakMiB() - before, 400);
#endif
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Huge, OneStringOfAllBytesIsRead) {
  std::string text = "\"" + std::string((64U << 20) - 2, 'x') + "\"";
  const auto parsed = Parse(std::move(text));
  ASSERT_TRUE(parsed->ok());
  EXPECT_EQ(parsed->tree->root().text().size(), (64U << 20) - 2);
}

TEST(Huge, FilesAreMeasuredBeforeTheyAreRead) {
  source::MemoryFileStore store;
  store.Plant("a.json", std::string(40U << 20, ' '));
  store.Plant("b.json", std::string(25U << 20, ' '));
  front_test::Parsed parsed;
  EXPECT_FALSE(source::LoadSources(store, "", parsed.sink));
  EXPECT_THAT(parsed.Console(), HasSubstr("ING0005"));
}

// A document that has every kind of token.
constexpr std::string_view kSeed =
    R"({"ingot": 1, "app": {"name": "x-y", "version": "1.0.0"}, "models": [{"name": "Doc", "fields": [)"
    "\n"
    R"({"name": "a\u00e9\ud83d\ude00\\\"", "n": -12.50e+3, "t": true, "f": false, "z": null, "k": [[], {}]}]}]})";

void Survives(const std::string& text) {
  const auto parsed = Parse(text);
  ASSERT_EQ(parsed->ok(), parsed->sink.errors() == 0);
  if (!parsed->ok()) {
    ASSERT_EQ(parsed->sink.errors(), 1U);
    ASSERT_TRUE(IsUtf8(parsed->Console()));
    ASSERT_TRUE(IsUtf8(diag::RenderJson(parsed->sink.Collected(), parsed->sources)));
    return;
  }
  const std::string printed = ast::Print(parsed->tree->root());
  const auto again = Parse(printed);
  ASSERT_TRUE(again->ok()) << printed;
  ASSERT_EQ(ast::Print(again->tree->root()), printed);
}

TEST(Mutations, OfOneByteNeverCrash) {
  for (size_t at = 0; at < kSeed.size(); ++at) {
    for (int byte = 0; byte < 256; byte += 9) {
      std::string text(kSeed);
      text[at] = static_cast<char>(byte);
      Survives(text);
    }
    Survives(std::string(kSeed.substr(0, at)));
    Survives(std::string(kSeed.substr(at)));
  }
}

TEST(Mutations, OfManyBytesNeverCrash) {
  std::mt19937 random(20260101);
  constexpr std::string_view kTokens = "{}[],:\"\\'/+-.eE0159tfnul \n\t\x01\x7f\xC3\xA9\xED\xF0";
  for (int round = 0; round < 5'000; ++round) {
    std::string text(kSeed);
    const size_t changes = 1 + random() % 6;
    for (size_t i = 0; i < changes && !text.empty(); ++i) {
      const size_t at = random() % text.size();
      const char token = kTokens[random() % kTokens.size()];
      switch (random() % 4) {
        case 0: text[at] = token; break;
        case 1: text.insert(at, 1 + random() % 3, token); break;
        case 2: text.erase(at, 1 + random() % 9); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
      }
    }
    Survives(text);
  }
}

}  // namespace
}  // namespace ingot::frontend
