// Text forms of numbers and ids, code points.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include <ingot/rt/types.hpp>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

template <typename T>
bool reads(std::string_view text) {
  T value{};
  return parse(text, value);
}

TEST(Uuid, ReadsBothCasesAndWritesLowerCase) {
  Uuid id;
  ASSERT_TRUE(parse("01890A5D-ac96-774B-bcce-b302099a8057", id));
  EXPECT_EQ(format(id), "01890a5d-ac96-774b-bcce-b302099a8057");
  for (const std::string_view text :
       {"", "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a805",
        "{01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
        "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5d+ac96-774b-bcce-b302099a8057"}) {
    EXPECT_FALSE(reads<Uuid>(text)) << text;
  }
}

TEST(Uuid, NewOnesAreVersion7AndSortByCreation) {
  Uuid last;
  for (int i = 0; i < 20'000; ++i) {
    const Uuid id = newUuid();
    ASSERT_LT(last, id);
    ASSERT_EQ(id.bytes[6] >> 4U, 7);
    ASSERT_EQ(id.bytes[8] >> 6U, 2);
    last = id;
  }
}

TEST(Uuid, NewOnesDifferAmongThreads) {
  std::vector<std::vector<Uuid>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 5'000; ++i) mine.push_back(newUuid());
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<Uuid> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 20'000U);
}

TEST(Whole, ReadsOneFormOnly) {
  std::int64_t value = 5;
  EXPECT_TRUE(parse("-9223372036854775808", value));
  EXPECT_EQ(value, std::numeric_limits<std::int64_t>::min());
  EXPECT_TRUE(parse("0", value));
  for (const std::string_view text :
       {"", "-", "+1", "01", "-0", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "0x1", "1\n"}) {
    EXPECT_FALSE(parse(text, value)) << text;
  }
  EXPECT_EQ(value, 0) << "a text that cannot be read leaves the value as it was";
  EXPECT_TRUE(reads<BigInt>("9223372036854775807"));
  EXPECT_FALSE(reads<BigInt>("9223372036854775808"));
}

TEST(Real, ReadsJsonNumbersAndWritesTheShortest) {
  for (const std::string_view text :
       {"0", "-0", "1.5", "1e300", "1E-5", "123456789012345678901234567890", "0.1", "5e-324"})
    EXPECT_TRUE(reads<double>(text)) << text;
  for (const std::string_view text :
       {"", "nan", "inf", "-inf", "1e999", ".5", "5.", "01", "+1", "0x1p3", "1e", "1e+", "--1", "1,5"}) {
    EXPECT_FALSE(reads<double>(text)) << text;
  }
  EXPECT_EQ(format(0.1), "0.1");
  EXPECT_EQ(format(1e300), "1e+300");
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const auto bits = random();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    double again = 0;
    ASSERT_TRUE(parse(format(value), again)) << format(value);
    ASSERT_EQ(value, again);
  }
}

TEST(Decimals, ReadAtMostTheirScale) {
  std::int64_t unscaled = 0;
  const auto read = [&](std::string_view text, int scale) { return parseDecimal(text, scale, unscaled); };
  EXPECT_TRUE(read("1.5", 2));
  EXPECT_EQ(unscaled, 150);
  EXPECT_TRUE(read("-0.05", 2));
  EXPECT_EQ(unscaled, -5);
  EXPECT_TRUE(read("9999999999999999.99", 2));
  EXPECT_EQ(unscaled, 999'999'999'999'999'999);
  EXPECT_TRUE(read("0.000000000000000001", 18));
  EXPECT_TRUE(read("7", 0));
  for (const std::string_view text : {"", "-", ".", ".5", "5.", "1.500", "+1", "01.5", "1e2", "-0", "-0.00",
                                      "1 ", "1.5.0", "10000000000000000.00", "1,5", "NaN"}) {
    EXPECT_FALSE(read(text, 2)) << text;
  }
  EXPECT_FALSE(read("1.0", 0));
}

TEST(Decimals, WriteAllTheirDecimals) {
  EXPECT_EQ(formatDecimal(150, 2), "1.50");
  EXPECT_EQ(formatDecimal(-5, 2), "-0.05");
  EXPECT_EQ(formatDecimal(0, 2), "0.00");
  EXPECT_EQ(formatDecimal(7, 0), "7");
  EXPECT_EQ(formatDecimal(1, 18), "0.000000000000000001");
  EXPECT_EQ(formatDecimal(std::numeric_limits<std::int64_t>::min(), 4), "-922337203685477.5808");
}

// What can be read is written in a form that reads back as the same value, whatever the bytes.
template <typename T>
void mutate(std::string_view seed, std::string_view alphabet) {
  std::mt19937 random(5);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(seed);
    for (unsigned edits = random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      const char c = random() % 8 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
      switch (random() % 3) {
        case 0: text[at] = c; break;
        case 1: text.insert(at, 1, c); break;
        default: text.erase(at, 1);
      }
      if (text.empty()) text = c;
    }
    T value{};
    if (!parse(text, value)) continue;
    ++read;
    T again{};
    ASSERT_TRUE(parse(format(value), again)) << text;
    ASSERT_EQ(value, again) << text;
  }
  EXPECT_GT(read, 0);
}

TEST(Texts, ReadBackAfterMutation) {
  mutate<Uuid>("01890a5d-ac96-774b-bcce-b302099a8057", "0123456789abcdefABCDEF-");
  mutate<std::int64_t>("-123456789", "0123456789-+");
  mutate<BigInt>("9223372036854775807", "0123456789-+");
  mutate<double>("-12.5e10", "0123456789-+.eE");
  mutate<Decimal<2>>("-1234.56", "0123456789-+.");
  mutate<Date>("2024-02-29", "0123456789-");
  mutate<Bytes>("AAEC/wABAgM=", "ABCwxyz019+/=");
  mutate<TimeOfDay>("23:59:59.123456", "0123456789:.");
  mutate<Timestamp>("2024-02-29T23:59:59.123456+01:30", "0123456789-+:.TZtz");
  mutate<Duration>("P1DT2H3M4.5S", "0123456789PTDHMSW-+.");
}

// The examples of RFC 4648, and texts that would be a second form of the same bytes.
TEST(Base64, HasOneTextForTheSameBytes) {
  for (const auto& [bytes, text] : {std::pair{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(format(Bytes{bytes}), text);
    Bytes read;
    EXPECT_TRUE(parse(std::string_view(text), read)) << text;
    EXPECT_EQ(read.data, bytes);
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  Bytes read;
  ASSERT_TRUE(parse(std::string_view(format(Bytes{all})), read));
  EXPECT_EQ(read.data, all);
  for (const std::string_view text : {"Zg", "Zg=", "Zh==", "Zm9=", "=", "====", "Z===", "Zg==Zg==", "Zm9v\n", "Zm 9v", "Zm9_", "Zm9v=", "\xC3\xA9Zg"}) {
    EXPECT_FALSE(parse(text, read)) << text;
  }
}

TEST(CodePoints, AreNotBytes) {
  EXPECT_EQ(codePoints(""), 0U);
  EXPECT_EQ(codePoints("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x92\xA9"), 4U);
}

TEST(Utf8, IsCheckedStrictly) {
  for (const std::string_view text :
       {"", "abc", "\xC3\xA9", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
    EXPECT_TRUE(isUtf8(text));
  for (const std::string_view text : {"\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                      "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xFF", "a\xC3"}) {
    EXPECT_FALSE(isUtf8(text));
  }
}

}  // namespace
}  // namespace ingot::rt
