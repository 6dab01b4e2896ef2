// What is written is valid JSON, whatever the bytes.
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include <ingot/rt/json-writer.hpp>

#include "json/judge.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

template <typename T>
std::string written(const T& value) {
  JsonWriter json;
  json.value(value);
  return json.take();
}

TEST(JsonWriter, NestsValues) {
  JsonWriter json;
  json.beginObject();
  json.member("a", std::int64_t{1});
  json.name("b");
  json.beginArray();
  json.value(true);
  json.value(nullptr);
  json.beginObject();
  json.endObject();
  json.beginArray();
  json.endArray();
  json.endArray();
  json.member("c", std::optional<std::string>{});
  json.endObject();
  EXPECT_EQ(json.text(), R"({"a":1,"b":[true,null,{},[]],"c":null})");
}

TEST(JsonWriter, WritesEachType) {
  EXPECT_EQ(written(BigInt{std::numeric_limits<std::int64_t>::min()}), R"("-9223372036854775808")");
  EXPECT_EQ(written(Decimal<2>{-5}), R"("-0.05")");
  EXPECT_EQ(written(Date{0}), R"("1970-01-01")");
  EXPECT_EQ(written(Bytes{std::string("\0\x01\x02\xFF", 4)}), R"("AAEC/w==")");
  EXPECT_EQ(written(TimeOfDay{1}), R"("00:00:00.000001")");
  EXPECT_EQ(written(Timestamp{0}), R"("1970-01-01T00:00:00Z")");
  EXPECT_EQ(written(Duration{1}), R"("PT0.000001S")");
  EXPECT_EQ(written(Uuid{}), R"("00000000-0000-0000-0000-000000000000")");
  EXPECT_EQ(written(Json{"[1]"}), "[1]");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, EscapesWhatMustBe) {
  EXPECT_EQ(written(std::string_view("a\"\\/\b\f\n\r\t\x01\x1f\x7f", 12)),
            "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
  EXPECT_EQ(written(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(written("\xE2\x80\xA8"), "\"\xE2\x80\xA8\"");
  EXPECT_EQ(written("a\xFF"
                    "b\xC3"),
            "\"a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\"");
}

TEST(JsonWriter, IsValidForAnyBytes) {
  std::mt19937 random(3);
  for (int i = 0; i < 5'000; ++i) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % (i % 2 == 0 ? 256 : 0x90));
    const std::string text = written(bytes);
    ASSERT_TRUE(isUtf8(text));
    ASSERT_TRUE(json::isWellFormed(text));
  }
}

}  // namespace
}  // namespace ingot::rt
