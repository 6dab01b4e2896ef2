// Definitions made to cost much: each is answered soon, and with little memory.
#include <chrono>

#include <gtest/gtest.h>

#include "tests/check/definition.h"

namespace ingot::check {
namespace {

constexpr const char* kBegin = R"({"ingot": 1, "app": {"name": "x", "auth": "none"}, "models": [)";

auto Repeated(size_t count, auto piece) -> std::string {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + piece(std::to_string(i));
  return text;
}

// Checks within a time that only a fault in the order of growth can exceed, also under a sanitizer.
auto CheckSoon(const std::string& text) -> Checked {
  const auto begin = std::chrono::steady_clock::now();
  Checked checked = CheckDocuments({text});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  EXPECT_TRUE(checked.parsed);
  EXPECT_FALSE(checked.app.has_value());
  return checked;
}

TEST(Cost, OfUnknownNamesAmongMany) {
  CheckSoon(kBegin +
            Repeated(10'000,
                     [](const std::string& i) {
                       return R"({"name": "Model)" + i +
                              R"(", "fields": [{"name": "a", "type": "ref", "model": "Modell)" + i +
                              R"("}, {"name": "b", "type": "ModelX)" + i + R"("}]})";
                     }) +
            "]}");
}

TEST(Cost, OfNamesInAModelOfTooManyFields) {
  const std::string fields =
      Repeated(100'000, [](const std::string& i) { return R"({"name": "f)" + i + R"(", "type": "int"})"; });
  const std::string names = Repeated(100'000, [](const std::string& i) { return "\"g" + i + "\""; });
  const std::string sets = Repeated(100'000, [](const std::string& i) { return "[\"f" + i + "\",\"h\"]"; });
  CheckSoon(kBegin +
            (R"({"name": "A", "fields": [)" + fields + R"(], "unique": [)" + sets + R"(], "indexes": [[)" +
             names + R"(]], "resource": {"path": "a", "filter": [)" + names + "]}}]}"));
}

TEST(Cost, OfCirclesThroughEveryModel) {
  const auto refs = [](size_t count) {
    return Repeated(count, [](const std::string& i) {
      return R"({"name": "r)" + i + R"(", "type": "ref", "required": true, "model": "M)" + i + "\"}";
    });
  };
  CheckSoon(kBegin +
            Repeated(300,
                     [&](const std::string& i) {
                       return R"({"name": "M)" + i + R"(", "fields": [)" + refs(300) + "]}";
                     }) +
            "]}");
}

TEST(Cost, OfPatternsAndLongSamples) {
  CheckSoon(kBegin +
            Repeated(40,
                     [](const std::string& m) {
                       return R"({"name": "M)" + m + R"(", "fields": [)" +
                              Repeated(200,
                                       [&](const std::string& i) {
                                         return R"({"name": "f)" + i +
                                                R"(", "type": "string", "pattern": "(.{0,)" + i +
                                                R"(}x){2}y)" + m + "\"}";
                                       }) +
                              "]}";
                     }) +
            "]}");
  CheckSoon(kBegin +
            Repeated(40,
                     [](const std::string& m) {
                       return R"({"name": "M)" + m + R"(", "fields": [)" +
                              Repeated(200,
                                       [&](const std::string& i) {
                                         return R"({"name": "f)" + i +
                                                R"(", "type": "string", "min": 10000})";
                                       }) +
                              "]}";
                     }) +
            "]}");
}

}  // namespace
}  // namespace ingot::check
