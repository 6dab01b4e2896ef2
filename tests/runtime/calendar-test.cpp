// Dates, timestamps and durations.
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include <ingot/rt/types.hpp>

#include "types/calendar.hpp"

namespace ingot::rt {
namespace {

std::string again(std::string_view text) {
  Timestamp value;
  return parse(text, value) ? format(value) : "refused";
}

std::string duration(std::string_view text) {
  Duration value;
  return parse(text, value) ? format(value) : "refused";
}

TEST(Dates, CoverTheYears1To9999) {
  for (std::int64_t day = kFirstDay; day <= kLastDay; ++day) {
    const CivilDate date = civilOf(day);
    ASSERT_EQ(daysOf(date), day);
  }
  Date date;
  ASSERT_TRUE(parse("0001-01-01", date));
  EXPECT_EQ(date.days, kFirstDay);
  EXPECT_EQ(format(date), "0001-01-01");
  ASSERT_TRUE(parse("9999-12-31", date));
  EXPECT_EQ(format(date), "9999-12-31");
  ASSERT_TRUE(parse("1970-01-01", date));
  EXPECT_EQ(date.days, 0);
}

TEST(Dates, AreRealDays) {
  Date date;
  for (const std::string_view text : {"2024-02-29", "2000-02-29", "2026-12-31"})
    EXPECT_TRUE(parse(text, date)) << text;
  for (const std::string_view text :
       {"", "0000-01-01", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32",
        "2026-04-31", "2026-1-1", "20260101", "12026-01-01", "-001-01-01", "2026-01-01T00:00:00Z",
        " 2026-01-01"}) {
    EXPECT_FALSE(parse(text, date)) << text;
  }
}

TEST(TimesOfDay, LieWithinADay) {
  TimeOfDay time;
  for (const auto& [text, written] : {std::pair{"00:00:00", "00:00:00"}, {"23:59:59.999999", "23:59:59.999999"}, {"10:30:00.5", "10:30:00.500"}}) {
    ASSERT_TRUE(parse(std::string_view(text), time)) << text;
    EXPECT_EQ(format(time), written);
  }
  for (const std::string_view text : {"", "24:00:00", "10:30", "10:60:00", "10:30:60", "10:30:00Z", "10:30:00+01:00", "1:30:00", "10:30:00.",
                                      "10:30:00.1234567", " 10:30:00", "-10:30:00"}) {
    EXPECT_FALSE(parse(text, time)) << text;
  }
}

TEST(Timestamps, AreReadWithTheirOffsetAndWrittenInUtc) {
  EXPECT_EQ(again("2026-01-03T10:30:00Z"), "2026-01-03T10:30:00Z");
  EXPECT_EQ(again("2026-01-03t10:30:00z"), "2026-01-03T10:30:00Z");
  EXPECT_EQ(again("2026-01-03T10:30:00+02:30"), "2026-01-03T08:00:00Z");
  EXPECT_EQ(again("2026-01-03T23:30:00-01:00"), "2026-01-04T00:30:00Z");
  EXPECT_EQ(again("2026-01-03T10:30:00.5Z"), "2026-01-03T10:30:00.500Z");
  EXPECT_EQ(again("2026-01-03T10:30:00.000001Z"), "2026-01-03T10:30:00.000001Z");
  EXPECT_EQ(again("1969-12-31T23:59:59.999999Z"), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(again("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(again("9999-12-31T23:59:59.999999Z"), "9999-12-31T23:59:59.999999Z");
}

TEST(Timestamps, RefuseWhatIsNone) {
  for (const std::string_view text :
       {"", "2026-01-03", "2026-01-03 10:30:00Z", "2026-01-03T10:30:00", "2026-01-03T10:30Z",
        "2026-01-03T24:00:00Z", "2026-01-03T10:60:00Z", "2016-12-31T23:59:60Z", "2026-01-03T10:30:00.Z",
        "2026-01-03T10:30:00.1234567Z", "2026-01-03T10:30:00+24:00", "2026-01-03T10:30:00+0200",
        "2026-01-03T10:30:00+02", "2026-02-30T10:30:00Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "2026-01-03T10:30:00ZZ", "2026-01-03T10:30:00,5Z"}) {
    EXPECT_EQ(again(text), "refused") << text;
  }
}

TEST(Durations, HaveOneCanonicalForm) {
  EXPECT_EQ(duration("PT0S"), "PT0S");
  EXPECT_EQ(duration("P0D"), "PT0S");
  EXPECT_EQ(duration("PT90M"), "PT1H30M");
  EXPECT_EQ(duration("P2DT0.5S"), "P2DT0.5S");
  EXPECT_EQ(duration("P1W"), "P7D");
  EXPECT_EQ(duration("-PT1S"), "-PT1S");
  EXPECT_EQ(duration("+PT1S"), "PT1S");
  EXPECT_EQ(duration("PT0.000001S"), "PT0.000001S");
  EXPECT_EQ(format(Duration{std::numeric_limits<std::int64_t>::min()}), "-P106751991DT4H54.775808S");
  EXPECT_EQ(duration("-P106751991DT4H54.775808S"), "-P106751991DT4H54.775808S");
  EXPECT_EQ(format(Duration{std::numeric_limits<std::int64_t>::max()}), "P106751991DT4H54.775807S");
}

TEST(Durations, RefuseWhatIsNone) {
  for (const std::string_view text : {"",          "P",    "PT",     "P1",          "1D",
                                      "P1Y",       "P1M",  "PT1.5H", "PT1S1M",      "P1DT",
                                      "PT1S ",     "P-1D", "PT.5S",  "PT1.S",       "PT1.1234567S",
                                      "P1H",       "PT1D", "PT1M1M", "P106751992D", "P999999999999999999D",
                                      "P1DT1HT1M", "pt1s"}) {
    EXPECT_EQ(duration(text), "refused") << text;
  }
}

TEST(Durations, SurviveARoundTrip) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 10'000; ++i) {
    const Duration value{static_cast<std::int64_t>(random()) >> (random() % 60)};
    Duration read;
    ASSERT_TRUE(parse(format(value), read)) << format(value);
    ASSERT_EQ(read, value);
  }
}

}  // namespace
}  // namespace ingot::rt
