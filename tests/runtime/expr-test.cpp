// The expression functions on null, smallest, largest, empty and astral values.
#include <gtest/gtest.h>

#include <limits>

#include <ingot/rt/expr.hpp>

namespace ingot::rt {
namespace {

using Int = std::int64_t;
using MaybeInt = std::optional<Int>;
using MaybeText = std::optional<std::string>;

constexpr Int kMost = 9007199254740991;
constexpr Int kSmallest64 = std::numeric_limits<Int>::min();
constexpr Int kLargest64 = std::numeric_limits<Int>::max();
constexpr std::string_view kAstral = "a\xF0\x9F\x92\xA9\xC3\xA9";  // three code points
const MaybeInt kNull;
const MaybeText kNullText;

TEST(ExprInt, StaysWithinItsRange) {
  EXPECT_EQ(expr::add(Int{2}, Int{3}), 5);
  EXPECT_EQ(expr::add(kMost, Int{0}), kMost);
  EXPECT_EQ(expr::add(kMost, Int{1}), std::nullopt);
  EXPECT_EQ(expr::subtract(-kMost, Int{1}), std::nullopt);
  EXPECT_EQ(expr::multiply(kMost, kMost), std::nullopt);
  EXPECT_EQ(expr::multiply(Int{1} << 26, Int{1} << 26), Int{1} << 52);
  EXPECT_EQ(expr::divide(Int{-7}, Int{2}), -3);
  EXPECT_EQ(expr::divide(Int{1}, Int{0}), std::nullopt);
  EXPECT_EQ(expr::modulo(Int{-7}, Int{2}), -1);
  EXPECT_EQ(expr::modulo(Int{7}, Int{0}), std::nullopt);
  EXPECT_EQ(expr::negate(kMost), -kMost);
  EXPECT_EQ(expr::abs(Int{-5}), 5);
}

TEST(ExprInt, PassesNullOn) {
  EXPECT_EQ(expr::add(kNull, Int{1}), std::nullopt);
  EXPECT_EQ(expr::add(Int{1}, kNull), std::nullopt);
  EXPECT_EQ(expr::multiply(expr::add(Int{1}, MaybeInt(2)), Int{3}), 9);
  EXPECT_EQ(expr::add(expr::divide(Int{1}, Int{0}), Int{1}), std::nullopt);
  EXPECT_EQ(expr::negate(kNull), std::nullopt);
  EXPECT_EQ(expr::abs(kNull), std::nullopt);
}

TEST(ExprBigInt, OverflowsToNull) {
  const BigInt smallest{kSmallest64};
  const BigInt largest{kLargest64};
  const BigInt minusOne{-1};
  EXPECT_EQ(expr::add(largest, BigInt{1}), std::nullopt);
  EXPECT_EQ(expr::subtract(smallest, BigInt{1}), std::nullopt);
  EXPECT_EQ(expr::multiply(smallest, minusOne), std::nullopt);
  EXPECT_EQ(expr::divide(smallest, minusOne), std::nullopt);
  EXPECT_EQ(expr::modulo(smallest, minusOne), BigInt{0});
  EXPECT_EQ(expr::negate(smallest), std::nullopt);
  EXPECT_EQ(expr::abs(smallest), std::nullopt);
  EXPECT_EQ(expr::divide(largest, BigInt{2}), BigInt{kLargest64 / 2});
  EXPECT_EQ(expr::add(expr::toBigInt(Int{1}), BigInt{2}), BigInt{3});
}

TEST(ExprFloat, IsFiniteOrNull) {
  EXPECT_EQ(expr::add(1e308, 1e308), std::nullopt);
  EXPECT_EQ(expr::divide(1.0, 0.0), std::nullopt);
  EXPECT_EQ(expr::divide(0.0, 0.0), std::nullopt);
  EXPECT_EQ(expr::modulo(5.5, 2.0), 1.5);
  EXPECT_EQ(expr::modulo(1.0, 0.0), std::nullopt);
  EXPECT_EQ(expr::floor(-1.5), -2);
  EXPECT_EQ(expr::round(-2.5), -3);
  EXPECT_EQ(expr::round(std::optional<double>()), std::nullopt);
  EXPECT_EQ(expr::add(expr::toFloat(Int{1}), 0.5), 1.5);
}

TEST(ExprDecimal, AlignsScales) {
  const Decimal<2> a{150};    // 1.50
  const Decimal<4> b{-2500};  // -0.2500
  const Decimal<18> tiny{1};
  const Decimal<0> largest{999'999'999'999'999'999};
  EXPECT_EQ(expr::add(a, b), Decimal<4>{12'500});
  EXPECT_EQ(expr::subtract(a, b), Decimal<4>{17'500});
  EXPECT_EQ(expr::multiply(a, b), Decimal<6>{-375'000});
  EXPECT_EQ(expr::divide(a, b), Decimal<8>{-600'000'000});
  EXPECT_EQ(expr::divide(Decimal<0>{2}, Decimal<0>{3}), Decimal<4>{6667});
  EXPECT_EQ(expr::divide(Decimal<0>{-2}, Decimal<0>{3}), Decimal<4>{-6667});
  EXPECT_EQ(expr::divide(a, Decimal<2>{0}), std::nullopt);
  EXPECT_EQ(expr::modulo(Decimal<2>{-700}, Decimal<0>{2}), Decimal<2>{-100});
  EXPECT_EQ(expr::add(largest, Decimal<0>{1}), std::nullopt);
  EXPECT_EQ(expr::add(largest, tiny), std::nullopt);
  EXPECT_EQ(expr::multiply(tiny, tiny), Decimal<18>{0});
  EXPECT_EQ(expr::divide(largest, tiny), std::nullopt);
  EXPECT_EQ(expr::divide(tiny, largest), Decimal<18>{0});
  EXPECT_EQ(expr::divide(tiny, tiny), std::nullopt) << "1 needs 19 digits at scale 18";
  EXPECT_EQ(expr::floor(Decimal<2>{-150}), Decimal<0>{-2});
  EXPECT_EQ(expr::round(Decimal<2>{-150}), Decimal<0>{-2});
  EXPECT_EQ(expr::round(Decimal<2>{149}), Decimal<0>{1});
  EXPECT_EQ(expr::abs(b), Decimal<4>{2500});
  EXPECT_EQ(expr::negate(b), Decimal<4>{2500});
  EXPECT_EQ((expr::toDecimal<2>(Int{3})), Decimal<2>{300});
  EXPECT_EQ((expr::toDecimal<18>(Int{1})), std::nullopt);
  EXPECT_TRUE(expr::eq(a, Decimal<4>{15'000}));
  EXPECT_TRUE(expr::lt(tiny, largest));
  EXPECT_TRUE(expr::gt(a, b));
}

TEST(ExprCompare, IsTwoValued) {
  EXPECT_TRUE(expr::eq(Int{1}, MaybeInt(1)));
  EXPECT_FALSE(expr::eq(Int{1}, kNull));
  EXPECT_FALSE(expr::eq(kNull, kNull));
  EXPECT_TRUE(expr::ne(Int{1}, kNull));
  EXPECT_TRUE(expr::ne(kNull, kNull));
  EXPECT_FALSE(expr::lt(kNull, Int{1}));
  EXPECT_FALSE(expr::ge(kNull, kNull));
  EXPECT_TRUE(expr::isNull(kNull));
  EXPECT_FALSE(expr::isNull(Int{0}));
  EXPECT_TRUE(expr::le(Date{1}, Date{1}));
  EXPECT_TRUE(expr::lt(Date{0}, Timestamp{1}));
  EXPECT_TRUE(expr::eq(Timestamp{0}, Date{0}));
}

TEST(ExprCompare, OrdersTextsByCodePoint) {
  EXPECT_TRUE(expr::lt(std::string("Z"), std::string("a")));
  EXPECT_TRUE(expr::lt("z", "\xC3\xA9"));
  EXPECT_TRUE(expr::lt("\xEF\xBF\xBD", "\xF0\x9F\x92\xA9"));
  EXPECT_TRUE(expr::eq(MaybeText("a"), std::string_view("a")));
  EXPECT_TRUE(expr::inList(std::string("b"), "a", "b"));
  EXPECT_FALSE(expr::inList(kNullText, "a", "b"));
  EXPECT_FALSE(expr::inList(std::string("c")));
}

struct Level {
  std::uint8_t index = 0;
  static constexpr std::array<std::string_view, 2> texts{"low", "high"};
};

TEST(ExprCompare, KnowsEnums) {
  EXPECT_TRUE(expr::eq(Level{1}, Level{1}));
  EXPECT_TRUE(expr::eq(std::optional<Level>(Level{1}), std::string_view("high")));
  EXPECT_TRUE(expr::ne(Level{1}, std::string_view("low")));
  EXPECT_EQ(expr::toText(std::optional<Level>(Level{1})), "high");
}

TEST(ExprLogic, CountsNullAsFalse) {
  const std::optional<bool> unknown;
  EXPECT_FALSE(expr::logicalAnd(true, unknown));
  EXPECT_TRUE(expr::logicalOr(unknown, true));
  EXPECT_TRUE(expr::logicalNot(unknown));
  EXPECT_EQ(expr::coalesce(kNull, Int{5}), 5);
  EXPECT_EQ(expr::coalesce(MaybeInt(4), Int{5}), 4);
  EXPECT_EQ(expr::coalesce(kNull, kNull), std::nullopt);
  EXPECT_EQ(expr::coalesce(kNullText, "x"), "x");
  EXPECT_EQ(expr::conditional(true, Int{1}, Int{2}), 1);
  EXPECT_EQ(expr::conditional(unknown, Int{1}, kNull), std::nullopt);
  EXPECT_EQ(expr::conditional(true, MaybeInt(1), Int{2}), 1);
  EXPECT_EQ(expr::conditional(false, std::nullopt, Int{2}), 2);
  EXPECT_EQ(expr::conditional(true, "a", std::string("b")), "a");
  EXPECT_EQ(expr::conditional(false, kNullText, "b"), "b");
}

TEST(ExprText, CountsCodePoints) {
  EXPECT_EQ(expr::length(kAstral), 3);
  EXPECT_EQ(expr::length(""), 0);
  EXPECT_EQ(expr::length(kNullText), std::nullopt);
  EXPECT_EQ(expr::substring(kAstral, Int{1}, Int{1}), "\xF0\x9F\x92\xA9");
  EXPECT_EQ(expr::substring(kAstral, Int{2}, Int{100}), "\xC3\xA9");
  EXPECT_EQ(expr::substring(kAstral, Int{3}, Int{1}), "");
  EXPECT_EQ(expr::substring(kAstral, kMost, kMost), "");
  EXPECT_EQ(expr::substring(kAstral, Int{-1}, Int{1}), std::nullopt);
  EXPECT_EQ(expr::substring(kAstral, Int{0}, kNull), std::nullopt);
}

TEST(ExprText, ChangesAsciiOnly) {
  EXPECT_EQ(expr::lower(std::string("A\xC3\x89Z")), "a\xC3\x89z");
  EXPECT_EQ(expr::upper("a\xC3\xA9z"), "A\xC3\xA9Z");
  EXPECT_EQ(expr::trim(" \t a b\n"), "a b");
  EXPECT_EQ(expr::trim(" "), "");
  EXPECT_EQ(expr::slugify("  Hello, W\xC3\xB6rld -- 2! "), "hello-w-rld-2");
  EXPECT_EQ(expr::slugify("\xF0\x9F\x92\xA9"), "");
  EXPECT_EQ(expr::concat("a", MaybeText("b")), "ab");
  EXPECT_EQ(expr::concat("a", kNullText), std::nullopt);
}

TEST(ExprText, SearchesAndReplaces) {
  EXPECT_TRUE(expr::startsWith("abc", "ab"));
  EXPECT_TRUE(expr::endsWith(std::string("abc"), "bc"));
  EXPECT_TRUE(expr::contains("abc", ""));
  EXPECT_EQ(expr::contains(kNullText, "a"), std::nullopt);
  EXPECT_EQ(expr::replace("aaa", "a", "bb"), "bbbbbb");
  EXPECT_EQ(expr::replace("abc", "", "x"), "abc");
  EXPECT_EQ(expr::replace("abcab", "ab", ""), "c");
  EXPECT_EQ(expr::replace(std::string(10'000, 'a'), "a", std::string(10'000, 'b')), std::nullopt)
      << "too long";
  EXPECT_TRUE(expr::matches("abc", "[a-c]+"));
  EXPECT_FALSE(expr::matches("abcd", "[a-c]+"));
  EXPECT_FALSE(expr::matches(kNullText, ".*"));
}

TEST(ExprText, Hashes) {
  EXPECT_EQ(expr::sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(expr::sha256(MaybeText("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(expr::sha256(kNullText), std::nullopt);
  const std::string plain = expr::sha256(std::string("x"));
  EXPECT_EQ(plain.size(), 64U);
}

TEST(ExprConvert, HasOneForm) {
  EXPECT_EQ(expr::toText(Int{-5}), "-5");
  EXPECT_EQ(expr::toText(0.1), "0.1");
  EXPECT_EQ(expr::toText(true), "true");
  EXPECT_EQ(expr::toText(Decimal<2>{5}), "0.05");
  EXPECT_EQ(expr::toText(std::optional<Date>(Date{0})), "1970-01-01");
  EXPECT_EQ(expr::toText(std::string("x")), "x");
  EXPECT_EQ(expr::toInt("42"), 42);
  for (const std::string_view text : {"", "x", "1.0", "+1", "9007199254740992", "99999999999999999999"})
    EXPECT_EQ(expr::toInt(text), std::nullopt);
  EXPECT_EQ(expr::min(Int{1}, MaybeInt(2)), 1);
  EXPECT_EQ(expr::max(Int{1}, Int{2}), 2);
  EXPECT_EQ(expr::max(kNull, Int{2}), std::nullopt);
  EXPECT_EQ(expr::min(std::string("b"), std::string("a")), "a");
}

TEST(ExprTime, MovesWithinTheYears1To9999) {
  Timestamp last;
  Timestamp first;
  ASSERT_TRUE(parse("9999-12-31T23:59:59.999999Z", last));
  ASSERT_TRUE(parse("0001-01-01T00:00:00Z", first));
  EXPECT_EQ(expr::add(last, Duration{1}), std::nullopt);
  EXPECT_EQ(expr::subtract(first, Duration{1}), std::nullopt);
  EXPECT_EQ(expr::add(first, Duration{kLargest64}), std::nullopt);
  EXPECT_EQ(expr::subtract(last, Duration{kSmallest64}), std::nullopt);
  EXPECT_EQ(expr::add(Timestamp{0}, expr::minutes(Int{30})), Timestamp{1'800'000'000});
  EXPECT_EQ(expr::subtract(Timestamp{5}, Timestamp{7}), Duration{-2});
  EXPECT_EQ(expr::add(Date{0}, expr::days(Int{31})), Date{31});
  EXPECT_EQ(expr::add(Date{0}, expr::hours(Int{1})), std::nullopt);
  EXPECT_EQ(expr::subtract(Date{3}, Date{1}), expr::days(Int{2}));
  EXPECT_EQ(expr::days(kMost), std::nullopt);
  EXPECT_EQ(expr::seconds(kNull), std::nullopt);
  EXPECT_EQ(expr::multiply(expr::seconds(Int{2}), Int{3}), Duration{6'000'000});
  EXPECT_EQ(expr::negate(Duration{kSmallest64}), std::nullopt);
}

TEST(ExprTime, TakesItsPartsInUtc) {
  Timestamp at;
  ASSERT_TRUE(parse("1969-12-31T23:30:00Z", at));
  EXPECT_EQ(expr::year(at), 1969);
  EXPECT_EQ(expr::month(std::optional<Timestamp>(at)), 12);
  EXPECT_EQ(expr::day(at), 31);
  EXPECT_EQ(expr::hour(at), 23);
  EXPECT_EQ(expr::year(Date{0}), 1970);
  EXPECT_EQ(expr::day(std::optional<Date>()), std::nullopt);
}

}  // namespace
}  // namespace ingot::rt
