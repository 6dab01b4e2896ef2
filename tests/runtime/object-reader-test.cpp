// Request bodies: every problem of every field at once, and words for what is no JSON.
#include <gmock/gmock.h>

#include <limits>
#include <random>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt {
namespace {

using ::testing::HasSubstr;

struct Level {
  std::uint8_t index = 0;
  static constexpr std::array<std::string_view, 3> texts{"low", "medium", "high"};
};

// Values with members, as they are emitted.
struct Point {
  std::int64_t x = 0;
  std::optional<std::string> name;
  struct Input {
    rt::Input<std::int64_t> x;
    rt::Input<std::string> name;
  };
  friend bool operator==(const Point&, const Point&) = default;
};

void readBody(ObjectReader& body, Point::Input& input) {
  body.field("x", input.x);
  body.field("name", input.name);
  body.finish();
}
void fillDefaults(Point::Input& input) { input.name.orDefault("none"); }
void checkMembers(const Point::Input& input, Checks& checks) {
  checks.required("x", input.x);
  checks.min("x", input.x, 0);
  checks.maxLength("name", input.name, 4);
}
Point valueOf(const Point::Input& input) { return {*input.x, input.name.optional()}; }
void writeMembers(JsonWriter& json, const Point& value) {
  json.member("x", value.x);
  json.member("name", value.name);
}

struct Shape {
  Point middle;
  std::vector<Point> corners;
  struct Input {
    rt::Input<Point> middle;
    rt::Input<std::vector<Point>> corners;
  };
};

void readBody(ObjectReader& body, Shape::Input& input) {
  body.field("middle", input.middle);
  body.field("corners", input.corners);
  body.finish();
}
void fillDefaults(Shape::Input&) {}
void checkMembers(const Shape::Input& input, Checks& checks) { checks.required("middle", input.middle); }
Shape valueOf(const Shape::Input& input) { return {*input.middle, input.corners.hasValue() ? *input.corners : std::vector<Point>()}; }

std::vector<std::string> problemsOf(std::string body, Input<Shape>& shape) {
  Checks checks(Write::patch);
  {
    ObjectReader reader(std::move(body), checks);
    reader.field("shape", shape);
    reader.finish();
  }
  std::vector<std::string> found;
  try {
    checks.finish();
  } catch (const Failure& failure) {
    for (const Problem& problem : failure.problems()) found.push_back(problem.path + " " + problem.code);
  }
  return found;
}

struct Everything {
  Input<bool> flag;
  Input<std::int64_t> whole;
  Input<double> real;
  Input<std::string> text;
  Input<Uuid> id;
  Input<BigInt> big;
  Input<Date> date;
  Input<Timestamp> at;
  Input<Duration> lasting;
  Input<Json> json;
  Input<Decimal<2>> price;
  Input<Level> level;
};

Everything readAll(std::string body, std::vector<Problem>* problems = nullptr) {
  Checks checks(Write::create);
  Everything all;
  {
    ObjectReader reader(std::move(body), checks);
    reader.field("flag", all.flag);
    reader.field("whole", all.whole);
    reader.field("real", all.real);
    reader.field("text", all.text);
    reader.field("id", all.id);
    reader.field("big", all.big);
    reader.field("date", all.date);
    reader.field("at", all.at);
    reader.field("lasting", all.lasting);
    reader.field("json", all.json);
    reader.field("price", all.price);
    reader.field("level", all.level);
    reader.readOnly("createdAt");
    reader.finish();
  }
  try {
    checks.finish();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.status(), 422);
    if (problems != nullptr)
      *problems = failure.problems();
    else
      ADD_FAILURE() << failure.problems().front().path << ": " << failure.problems().front().message;
  }
  return all;
}

Problem problemOf(std::string body) {
  std::vector<Problem> problems;
  (void)readAll(std::move(body), &problems);
  EXPECT_EQ(problems.size(), 1U);
  return problems.empty() ? Problem{} : problems.front();
}

Failure failureOf(std::string body) {
  try {
    std::vector<Problem> ignored;
    (void)readAll(std::move(body), &ignored);
  } catch (const Failure& failure) {
    return failure;
  }
  return {0, "", "nothing failed"};
}

TEST(ObjectReader, ReadsEveryType) {
  const Everything all = readAll(
      R"({"flag":true,"whole":-9007199254740991,"real":1e3,"text":"\u00e9\ud83d\udca9","id":"01890a5d-ac96-774b-bcce-b302099a8057",
          "big":"9223372036854775807","date":"2026-01-31","at":"2026-01-31T10:30:00+01:00","lasting":"PT1H","json":{ "z" : [1, 2.50, "a\nb"], "a": {} },
          "price":"1.5","level":"high"})");
  EXPECT_TRUE(*all.flag);
  EXPECT_EQ(*all.whole, -9007199254740991);
  EXPECT_EQ(*all.real, 1000);
  EXPECT_EQ(*all.text, "\xC3\xA9\xF0\x9F\x92\xA9");
  EXPECT_EQ(all.big->value, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(format(*all.date), "2026-01-31");
  EXPECT_EQ(format(*all.at), "2026-01-31T09:30:00Z");
  EXPECT_EQ(all.lasting->micros, 3'600'000'000);
  EXPECT_EQ(all.json->text, R"({"z":[1,2.5,"a\nb"],"a":{}})");
  EXPECT_EQ(all.price->unscaled, 150);
  EXPECT_EQ(all.level->index, 2);
}

std::vector<Problem> problemsOfLists(const std::string& body, Input<std::vector<std::string>>& tags, Input<std::vector<Decimal<1>>>& prices) {
  Checks checks(Write::create);
  {
    ObjectReader reader(body, checks);
    reader.field("tags", tags);
    reader.field("prices", prices);
    reader.finish();
  }
  checks.required("tags", tags);
  checks.minItems("tags", tags, 1);
  checks.maxItems("tags", tags, 3);
  checks.maxLength("tags", tags, 2);
  checks.slug("tags", tags);
  checks.min("prices", prices, Decimal<1>{5});
  checks.precision("prices", prices, 2);
  try {
    checks.finish();
  } catch (const Failure& failure) {
    return failure.problems();
  }
  return {};
}

TEST(ObjectReader, ReadsListsAndNamesEachItemThatIsWrong) {
  Input<std::vector<std::string>> tags;
  Input<std::vector<Decimal<1>>> prices;
  EXPECT_TRUE(problemsOfLists(R"({"tags":["a","b-"],"prices":["0.5","1"]})", tags, prices).size() == 1);
  EXPECT_EQ(*tags, (std::vector<std::string>{"a", "b-"}));
  EXPECT_EQ(*prices, (std::vector<Decimal<1>>{{5}, {10}}));
  const auto codes = [&](const std::string& body) {
    Input<std::vector<std::string>> no_tags;
    Input<std::vector<Decimal<1>>> no_prices;
    std::string text;
    for (const Problem& problem : problemsOfLists(body, no_tags, no_prices)) text += problem.path + ":" + std::string(problem.code) + " ";
    return text;
  };
  EXPECT_EQ(codes(R"({"tags":["a",1,null,"abc"],"prices":["0.4","1.23","100"]})"),
            "tags[1]:wrong_type tags[2]:wrong_type prices[1]:precision tags:too_many tags[3]:too_long prices[0]:too_small prices[2]:precision ");
  EXPECT_EQ(codes(R"({"tags":[]})"), "tags:too_few ");
  EXPECT_EQ(codes(R"({"tags":null})"), "tags:required ");
  EXPECT_EQ(codes(R"({"tags":"a","prices":{}})"), "tags:wrong_type prices:wrong_type ");
  std::string many = "[1";
  for (int i = 0; i < 10'000; ++i) many += ",1";
  EXPECT_EQ(codes(R"({"tags":)" + many + "]}"), "tags:too_many ");
}

TEST(ObjectReader, TellsAbsentFromNull) {
  const Everything all = readAll(R"({"text":null})");
  EXPECT_TRUE(all.text.isNull());
  EXPECT_TRUE(all.text.given());
  EXPECT_FALSE(all.whole.given());
}

TEST(ObjectReader, NamesEveryProblemAtOnce) {
  std::vector<Problem> problems;
  (void)readAll(
      R"({"flag":1,"whole":"1","real":"x","text":5,"id":"x","big":5,"date":"x","at":1,"lasting":"x","price":1.5,"level":"hihg","createdAt":1,"txet":2})",
      &problems);
  std::string codes;
  for (const Problem& problem : problems) codes += problem.path + ":" + problem.code + " ";
  EXPECT_EQ(codes,
            "flag:wrong_type whole:wrong_type real:wrong_type text:wrong_type id:invalid_format "
            "big:wrong_type date:invalid_format "
            "at:wrong_type lasting:invalid_format price:wrong_type level:not_in_list createdAt:read_only "
            "txet:unknown_field ");
}

TEST(ObjectReader, SaysWhatIsExpected) {
  EXPECT_EQ(problemOf(R"({"text":[]})").message, "must be a string, not an array");
  EXPECT_THAT(problemOf(R"({"txet":1})").message, HasSubstr("did you mean `text`?"));
  EXPECT_THAT(problemOf(R"({"zzzzzzz":1})").message, HasSubstr("the fields are flag, whole"));
  EXPECT_THAT(problemOf(R"({"level":"x"})").message, HasSubstr("low, medium, high"));
}

TEST(ObjectReader, LimitsWholeNumbersToWhatJsonCarries) {
  EXPECT_EQ(*readAll(R"({"whole":9007199254740991})").whole, 9007199254740991);
  EXPECT_EQ(*readAll(R"({"whole":1.0})").whole, 1);
  EXPECT_EQ(problemOf(R"({"whole":9007199254740992})").code, "too_large");
  EXPECT_EQ(problemOf(R"({"whole":-9007199254740992})").code, "too_small");
  EXPECT_EQ(problemOf(R"({"whole":18446744073709551615})").code, "too_large");
  EXPECT_EQ(problemOf(R"({"whole":1.5})").code, "wrong_type");
  EXPECT_EQ(problemOf(R"({"whole":1e300})").code, "too_large");
}

TEST(ObjectReader, TellsDecimalsApart) {
  EXPECT_EQ(problemOf(R"({"price":"1.555"})").code, "precision");
  EXPECT_EQ(problemOf(R"({"price":"1e5"})").code, "invalid_format");
}

TEST(ObjectReader, RefusesNulByName) {
  EXPECT_EQ(problemOf(R"({"text":"a\u0000b"})").code, "invalid_text");
  EXPECT_EQ(problemOf(R"({"json":{"a":["\u0000"]}})").path, "json");
  EXPECT_EQ(problemOf(R"({"json":{"\u0000":1}})").code, "invalid_text");
}

TEST(ObjectReader, RefusesANameThatStandsTwice) {
  Failure failure = failureOf(R"({"text":"a","text":"b"})");
  EXPECT_EQ(failure.status(), 400);
  ASSERT_EQ(failure.problems().size(), 1U);
  EXPECT_EQ(failure.problems()[0].path, "text");
  EXPECT_EQ(failureOf(R"({"json":{"a":[1,{"b":1,"\u0062":2}]}})").problems().at(0).path, "json.a.1.b");
  std::string many = "{";
  for (int i = 0; i < 50; ++i) many += "\"f" + std::to_string(i) + "\":1,";
  EXPECT_EQ(failureOf(many + R"("f7":1})").problems().at(0).path, "f7");
}

TEST(ObjectReader, SaysWhereTheSyntaxIsBroken) {
  const auto words = [](std::string body) {
    const Failure failure = failureOf(std::move(body));
    EXPECT_EQ(failure.status(), 400);
    EXPECT_EQ(failure.code(), "invalid_json");
    return failure.message();
  };
  EXPECT_THAT(words(""), HasSubstr("empty"));
  EXPECT_THAT(words("[]"), HasSubstr("must be a JSON object"));
  EXPECT_THAT(words("{\"a\":1,\n \"b\":}"), HasSubstr("line 2, column 6"));
  EXPECT_THAT(words(R"({"a":1,})"), HasSubstr("a name in quotation marks is expected"));
  EXPECT_THAT(words(R"({"a":01})"), HasSubstr("may not begin with 0"));
  EXPECT_THAT(words(R"({"text":"\ud800"})"), HasSubstr("half of a surrogate pair"));
  EXPECT_THAT(words(R"({"text":"\udc00x"})"), HasSubstr("half of a surrogate pair"));
  EXPECT_THAT(words("{\"text\":\"\xFF\"}"), HasSubstr("not UTF-8"));
  EXPECT_THAT(words(R"({"real":1e999})"), HasSubstr("out of range"));
  EXPECT_THAT(words(R"({"whole":99999999999999999999})"), HasSubstr("out of range"));
  EXPECT_THAT(words(R"({"a":1)"), HasSubstr("ends too early"));
  EXPECT_THAT(words("\xEF\xBB\xBF{}"), HasSubstr("byte order mark"));
  EXPECT_THAT(words(R"({"a":1} x)"), HasSubstr("nothing may follow"));
}

TEST(ObjectReader, BoundsTheNesting) {
  const auto nested = [](int depth) {
    return "{\"json\":" + std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']') + "}";
  };
  EXPECT_NO_THROW((void)readAll(nested(60)));
  EXPECT_EQ(failureOf(nested(64)).status(), 400);
  EXPECT_EQ(failureOf(nested(100'000)).status(), 400);
  EXPECT_THAT(failureOf(nested(100'000)).message(), HasSubstr("nested at most"));
}

TEST(ObjectReader, NamesABoundedNumberOfProblems) {
  std::string many = "{\"text\":1";
  for (int i = 0; i < 100'000; ++i) many += ",\"unknown" + std::to_string(i) + "\":1";
  std::vector<Problem> problems;
  (void)readAll(many + "}", &problems);
  EXPECT_EQ(problems.size(), 21U);
}

TEST(ObjectReader, SurvivesMutation) {
  const std::string seed =
      R"({"flag":true,"whole":-12,"real":1.5e3,"text":"\u00e9\ud83d\udca9 \" x","json":{"z":[1,2.50,null],"a":{}},"price":"1.5"})";
  std::mt19937 random(4);
  for (int i = 0; i < 20'000; ++i) {
    std::string body = seed;
    for (unsigned edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % body.size();
      switch (random() % 3) {
        case 0: body[at] = static_cast<char>(random()); break;
        case 1: body.erase(at, 1 + random() % 4); break;
        default: body.insert(at, 1, R"({}[]",:\0x)"[random() % 10]);
      }
      if (body.empty()) body = " ";
    }
    const Failure failure = failureOf(body);
    ASSERT_TRUE(failure.status() != 400 || !failure.message().empty());
  }
}

TEST(Members, AreReadWhole) {
  Input<Shape> shape;
  EXPECT_THAT(problemsOf(R"({"shape": {"middle": {"x": 3, "name": null}, "corners": [{"x": 1}, {"name": "a", "x": 2}]}})", shape), ::testing::IsEmpty());
  ASSERT_TRUE(shape.hasValue());
  EXPECT_EQ(shape->middle, (Point{3, std::nullopt}));
  EXPECT_THAT(shape->corners, ::testing::ElementsAre(Point{1, "none"}, Point{2, "a"}));
}

TEST(Members, SayWhereTheyAreWrong) {
  Input<Shape> shape;
  const auto found = problemsOf(R"({"shape": {"middle": {"x": -1, "name": "much too long"}, "corners": [{"x": 1}, {"nam": 1}, 7], "more": 1}})", shape);
  EXPECT_THAT(found, ::testing::UnorderedElementsAre("shape.middle.x too_small", "shape.middle.name too_long", "shape.corners[1].nam unknown_field",
                                                     "shape.corners[1].x required", "shape.corners[2] wrong_type", "shape.more unknown_field"));
  EXPECT_FALSE(shape.hasValue());
  EXPECT_THAT(problemsOf(R"({"shape": []})", shape), ::testing::ElementsAre("shape wrong_type"));
  EXPECT_THAT(problemsOf(R"({"shape": {}})", shape), ::testing::ElementsAre("shape.middle required"));
  EXPECT_THAT(problemsOf(R"({"shape": {"middle": {"x": "\u0000", "name": "\u0000"}}})", shape),
              ::testing::UnorderedElementsAre("shape.middle.x wrong_type", "shape.middle.name invalid_text"));
  EXPECT_THROW(problemsOf(R"({"shape": {"middle": {"x": 1, "x": 2}}})", shape), Failure);
}

TEST(Members, AreReadAsTheyAreStored) {
  EXPECT_EQ(objectOf<Point>(R"({"x": -5, "gone": 1})"), (Point{-5, "none"}));
  EXPECT_EQ(objectOf<Point>(R"({"x": 5, "name": "longer than is allowed now"})"), (Point{5, "longer than is allowed now"}));
  EXPECT_EQ(objectOf<Shape>(R"({"middle": {"x": -1}, "corners": [{"x": -2}]})").corners.size(), 1U);
  EXPECT_THROW(static_cast<void>(objectOf<Point>(R"({"name": "x"})")), std::runtime_error);
  EXPECT_THROW(static_cast<void>(objectOf<Shape>(R"({"middle": {}})")), std::runtime_error);
  EXPECT_THROW(static_cast<void>(objectOf<Point>("[]")), std::runtime_error);
  JsonWriter json;
  json.value(Point{7, std::nullopt});
  EXPECT_EQ(json.text(), R"({"x":7,"name":null})");
}

}  // namespace
}  // namespace ingot::rt
