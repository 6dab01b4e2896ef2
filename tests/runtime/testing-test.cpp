// What the tests of a service lean on: bodies, replies, and a service that runs in their process.
#include <array>

#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/testing.hpp>

namespace ingot::rt::testing {
namespace {

Response echo(Context& context, Request& request) {
  Checks checks(Write::create);
  ObjectReader body(request.jsonBody(), checks);
  Input<std::string> name;
  Input<std::int64_t> size;
  body.field("name", name);
  body.field("size", size);
  body.finish();
  checks.required("name", name);
  checks.finish();
  const std::int64_t rows = context.read([](Session& session) {
    std::int64_t count = 0;
    session.run("SELECT count(*) FROM things", Params(), [&](const Row& row) { row.read(count); });
    return count;
  });
  JsonWriter json;
  json.beginObject();
  json.member("name", *name);
  json.member("rows", rows);
  json.endObject();
  return {201, "application/json", json.take()};
}

constexpr Route kRoutes[] = {{Method::post, "/things", echo}};
constexpr Migration kMigrations[] = {
    {"0001_initial", {"CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT;", "DROP TABLE things;"}}};

Application applicationWith(ErrorShape shape) {
  Application application;
  application.name = "echo";
  application.version = "1.0.0";
  application.api.errors = shape;
  application.routes = kRoutes;
  application.migrations = kMigrations;
  return application;
}

class EchoTest : public ServiceTest, public ::testing::WithParamInterface<ErrorShape> {
 protected:
  EchoTest() : ServiceTest(applicationWith(GetParam())) {}
};

TEST_P(EchoTest, AnswersAndRefuses) {
  write([](Session& session) {
    session.execute(Statement{"INSERT INTO things (id) VALUES ($1)"}, Params(std::int64_t{7}));
  });
  const Body valid{{"name", quoted("\xF0\x9F\x92\xA9\"")}, {"size", "1"}};
  const Reply reply = post("/things", valid);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("\xF0\x9F\x92\xA9\""));
  EXPECT_EQ(reply.at("rows"), "1");
  EXPECT_EQ(reply.at("nothing.0"), "(absent)");
  EXPECT_EQ(reply.header("content-type"), "application/json");
  EXPECT_TRUE(hasOnlyProblem(post("/things", valid.without("name")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post("/things", valid.with("odd", "null")), invalid(), "odd", "unknown_field"));
  const Reply two = post("/things", valid.without("name").with("size", quoted("x")));
  EXPECT_TRUE(hasProblem(two, invalid(), "name", "required"));
  EXPECT_TRUE(hasProblem(two, invalid(), "size", "wrong_type"));
  EXPECT_FALSE(hasOnlyProblem(two, invalid(), "size", "wrong_type"));
  EXPECT_FALSE(hasProblem(two, 409, "size", "wrong_type"));
  EXPECT_EQ(send("POST", "/things", "{\"name\":", {}).status, 400);
  EXPECT_EQ(get("/nowhere").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Shapes, EchoTest,
                         ::testing::Values(ErrorShape::problemDetails, ErrorShape::statusMessage,
                                           ErrorShape::errorObject));

TEST(Bodies, KeepTheirOrder) {
  const Body body{{"b", "1"}, {"a", "[2]"}};
  EXPECT_EQ(body.text(), R"({"b":1,"a":[2]})");
  EXPECT_EQ(body.with("b", "3").with("c d", "4").text(), R"({"b":3,"a":[2],"c d":4})");
  EXPECT_EQ(body.without("b").without("x").text(), R"({"a":[2]})");
  EXPECT_EQ(Body{}.text(), "{}");
  EXPECT_EQ(repeated("\xC3\xA9", 2), "\"\xC3\xA9\xC3\xA9\"");
  EXPECT_EQ(quoted(Uuid{}), "\"00000000-0000-0000-0000-000000000000\"");
}

}  // namespace
}  // namespace ingot::rt::testing
