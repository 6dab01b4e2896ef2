// The rules of Everything, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/everything.hpp"

namespace app {

rt::Uuid Fixtures::makeEverything(rt::Session& session) {
  if (!everything_) {
    Everything::Input input;
    input.flag.set(false);
    input.count.set(4);
    input.word.set("word l");
    input.tags.set(rt::listOf<std::string>("[\"tags-i\"]"));
    input.ownerId.set(makeOwner(session));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    everything_ = insertRow(session, input).id;
  }
  return *everything_;
}

namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::hasProblem;
using rt::testing::holds;
using rt::testing::listed;
using rt::testing::lists;
using rt::testing::quoted;
using rt::testing::repeated;
using rt::testing::zeros;

class EverythingTest : public rt::testing::ServiceTest {
 protected:
  EverythingTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"flag", "false"},
        {"count", "4"},
        {"wide", "\"5\""},
        {"ratio", "1"},
        {"price", "\"0.09\""},
        {"word", quoted("word l")},
        {"code", quoted("MMM-3333")},
        {"body", quoted("body p")},
        {"token", "\"21212121-2121-2121-2121-212121212121\""},
        {"born", "\"2026-01-20\""},
        {"opensAt", "\"10:00:00\""},
        {"seenAt", "\"2026-01-01T11:00:00.000001Z\""},
        {"lasts", "\"PT13H\""},
        {"extra", "{\"a\":[1,\"b\",null]}"},
        {"thumbnail", quoted("8PDw8PDw8PDw8PDw8PDw8A==")},
        {"blob", quoted("8fHx8fHx8fHx8fHx8fHx8fE=")},
        {"tags", "[\"tags-i\"]"},
        {"moods", "[\"red\"]"},
        {"prices", "[\"0.50\"]"},
        {"flags", "[false,false]"},
        {"parts", "[\"8PDw8PDw8PDw8PDw8PDw8A==\"]"},
        {"email", quoted("email.t@example.com")},
        {"site", quoted("https://example.com/site/u")},
        {"handle", quoted("handle-x")},
        {"mail", quoted("mail.a@example.com")},
        {"pin", quoted("444444")},
        {"colour", "\"red\""},
        {"class", "\"operator\""},
        {"order", "57"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/everything";
      valid_ = valid_.with("ownerId", quoted(fixtures_.makeOwner(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(EverythingTest, LivesThroughItsRoutes) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  const auto read = get(location);
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.body, created.body);
  EXPECT_EQ(get(path_).status, 200);
  EXPECT_EQ(put(location, valid_, {{"If-Match", read.header("etag")}}).status, 200);
  EXPECT_EQ(patch(location, Body{}, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(del(location, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(read.at("updatedAt"), read.at("createdAt"));
  EXPECT_EQ(get(location).at("createdAt"), created.at("createdAt"));
  EXPECT_NE(get(location).at("updatedAt"), created.at("updatedAt"));
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(EverythingTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("flag"), "false");
  EXPECT_EQ(reply.at("count"), "4");
  EXPECT_EQ(reply.at("wide"), "\"5\"");
  EXPECT_EQ(reply.at("ratio"), "1");
  EXPECT_EQ(reply.at("price"), "\"0.09\"");
  EXPECT_EQ(reply.at("word"), quoted("word l"));
  EXPECT_EQ(reply.at("code"), quoted("MMM-3333"));
  EXPECT_EQ(reply.at("body"), quoted("body p"));
  EXPECT_EQ(reply.at("token"), "\"21212121-2121-2121-2121-212121212121\"");
  EXPECT_EQ(reply.at("born"), "\"2026-01-20\"");
  EXPECT_EQ(reply.at("opensAt"), "\"10:00:00\"");
  EXPECT_EQ(reply.at("seenAt"), "\"2026-01-01T11:00:00.000001Z\"");
  EXPECT_EQ(reply.at("lasts"), "\"PT13H\"");
  EXPECT_EQ(reply.at("extra"), "{\"a\":[1,\"b\",null]}");
  EXPECT_EQ(reply.at("thumbnail"), quoted("8PDw8PDw8PDw8PDw8PDw8A=="));
  EXPECT_EQ(reply.at("blob"), quoted("8fHx8fHx8fHx8fHx8fHx8fE="));
  EXPECT_EQ(reply.at("tags"), "[\"tags-i\"]");
  EXPECT_EQ(reply.at("moods"), "[\"red\"]");
  EXPECT_EQ(reply.at("prices"), "[\"0.50\"]");
  EXPECT_EQ(reply.at("flags"), "[false,false]");
  EXPECT_EQ(reply.at("parts"), "[\"8PDw8PDw8PDw8PDw8PDw8A==\"]");
  EXPECT_EQ(reply.at("email"), quoted("email.t@example.com"));
  EXPECT_EQ(reply.at("site"), quoted("https://example.com/site/u"));
  EXPECT_EQ(reply.at("handle"), quoted("handle-x"));
  EXPECT_EQ(reply.at("mail"), quoted("mail.a@example.com"));
  EXPECT_EQ(reply.at("pin"), "(absent)");
  EXPECT_EQ(reply.at("colour"), "\"red\"");
  EXPECT_EQ(reply.at("class"), "\"operator\"");
  EXPECT_EQ(reply.at("order"), "57");
  EXPECT_EQ(reply.at("digest"), "\"aeeedb2ca534e40e5e9226f48c30961b1e6626b82bc75bd8a02fa51b736679f0\"");
  EXPECT_EQ(reply.at("shout"), "\"WORD L!\"");
  EXPECT_EQ(reply.at("total"), "\"0.18\"");
  EXPECT_EQ(reply.at("isCheap"), "true");
  EXPECT_EQ(reply.at("isNew"), "true");
}

TEST_F(EverythingTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("flag").without("wide").without("ratio").without("price").without("code").without("body").without("token").without("born").without("opensAt").without("seenAt").without("lasts").without("extra").without("thumbnail").without("blob").without("tags").without("moods").without("prices").without("flags").without("parts").without("email").without("site").without("handle").without("mail").without("pin").without("colour").without("class").without("order").without("parentId"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("flag"), "false");
  EXPECT_EQ(reply.at("wide"), "null");
  EXPECT_EQ(reply.at("ratio"), "null");
  EXPECT_EQ(reply.at("price"), "\"9.90\"");
  EXPECT_EQ(reply.at("code"), "null");
  EXPECT_EQ(reply.at("body"), "null");
  EXPECT_EQ(reply.at("token"), "null");
  EXPECT_EQ(reply.at("born"), "null");
  EXPECT_EQ(reply.at("opensAt"), "\"09:00:00\"");
  EXPECT_NE(reply.at("seenAt"), "null");
  EXPECT_NE(reply.at("seenAt"), "\"2026-01-01T11:00:00.000001Z\"");
  EXPECT_EQ(reply.at("lasts"), "\"PT1H30M\"");
  EXPECT_EQ(reply.at("extra"), "{\"a\":[1,null,\"x\"]}");
  EXPECT_EQ(reply.at("thumbnail"), "\"AAEC/w==\"");
  EXPECT_EQ(reply.at("blob"), "null");
  EXPECT_EQ(reply.at("tags"), "[\"new\"]");
  EXPECT_EQ(reply.at("moods"), "null");
  EXPECT_EQ(reply.at("prices"), "null");
  EXPECT_EQ(reply.at("flags"), "null");
  EXPECT_EQ(reply.at("parts"), "null");
  EXPECT_EQ(reply.at("email"), "null");
  EXPECT_EQ(reply.at("site"), "null");
  EXPECT_EQ(reply.at("handle"), "null");
  EXPECT_EQ(reply.at("mail"), "null");
  EXPECT_EQ(reply.at("pin"), "(absent)");
  EXPECT_EQ(reply.at("colour"), "\"deep green\"");
  EXPECT_EQ(reply.at("class"), "null");
  EXPECT_EQ(reply.at("order"), "null");
  EXPECT_EQ(reply.at("parentId"), "null");
}

TEST_F(EverythingTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("flag").without("wide").without("ratio").without("price").without("code").without("body").without("token").without("born").without("opensAt").without("seenAt").without("lasts").without("extra").without("thumbnail").without("blob").without("tags").without("moods").without("prices").without("flags").without("parts").without("email").without("site").without("handle").without("mail").without("pin").without("colour").without("class").without("order").without("parentId"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("flag"), "false");
  EXPECT_EQ(reply.at("wide"), "null");
  EXPECT_EQ(reply.at("ratio"), "null");
  EXPECT_EQ(reply.at("price"), "\"9.90\"");
  EXPECT_EQ(reply.at("code"), "null");
  EXPECT_EQ(reply.at("body"), "null");
  EXPECT_EQ(reply.at("token"), "null");
  EXPECT_EQ(reply.at("born"), "null");
  EXPECT_EQ(reply.at("opensAt"), "\"09:00:00\"");
  EXPECT_EQ(reply.at("seenAt"), created.at("seenAt"));
  EXPECT_EQ(reply.at("lasts"), "\"PT1H30M\"");
  EXPECT_EQ(reply.at("extra"), "{\"a\":[1,null,\"x\"]}");
  EXPECT_EQ(reply.at("thumbnail"), "\"AAEC/w==\"");
  EXPECT_EQ(reply.at("blob"), "null");
  EXPECT_EQ(reply.at("tags"), "[\"new\"]");
  EXPECT_EQ(reply.at("moods"), "null");
  EXPECT_EQ(reply.at("prices"), "null");
  EXPECT_EQ(reply.at("flags"), "null");
  EXPECT_EQ(reply.at("parts"), "null");
  EXPECT_EQ(reply.at("email"), "null");
  EXPECT_EQ(reply.at("site"), "null");
  EXPECT_EQ(reply.at("handle"), "null");
  EXPECT_EQ(reply.at("mail"), "null");
  EXPECT_EQ(reply.at("pin"), "(absent)");
  EXPECT_EQ(reply.at("colour"), "\"deep green\"");
  EXPECT_EQ(reply.at("class"), "null");
  EXPECT_EQ(reply.at("order"), "null");
  EXPECT_EQ(reply.at("parentId"), "null");
}

TEST_F(EverythingTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_.without("pin");
  expected = expected.with("flag", "true");
  ASSERT_EQ(patch(location, Body{{"flag", "true"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("count", "3");
  ASSERT_EQ(patch(location, Body{{"count", "3"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("wide", "\"6\"");
  ASSERT_EQ(patch(location, Body{{"wide", "\"6\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("wide", "null");
  ASSERT_EQ(patch(location, Body{{"wide", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("ratio", "1.5");
  ASSERT_EQ(patch(location, Body{{"ratio", "1.5"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("ratio", "null");
  ASSERT_EQ(patch(location, Body{{"ratio", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("price", "\"0.10\"");
  ASSERT_EQ(patch(location, Body{{"price", "\"0.10\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("price", "null");
  ASSERT_EQ(patch(location, Body{{"price", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("word", quoted("word k"));
  ASSERT_EQ(patch(location, Body{{"word", quoted("word k")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("code", quoted("NNN-4444"));
  ASSERT_EQ(patch(location, Body{{"code", quoted("NNN-4444")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("code", "null");
  ASSERT_EQ(patch(location, Body{{"code", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("body", quoted("body o"));
  ASSERT_EQ(patch(location, Body{{"body", quoted("body o")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("body", "null");
  ASSERT_EQ(patch(location, Body{{"body", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("token", "\"22222222-2222-2222-2222-222222222222\"");
  ASSERT_EQ(patch(location, Body{{"token", "\"22222222-2222-2222-2222-222222222222\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("token", "null");
  ASSERT_EQ(patch(location, Body{{"token", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("born", "\"2026-01-19\"");
  ASSERT_EQ(patch(location, Body{{"born", "\"2026-01-19\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("born", "null");
  ASSERT_EQ(patch(location, Body{{"born", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("opensAt", "\"10:00:00.000001\"");
  ASSERT_EQ(patch(location, Body{{"opensAt", "\"10:00:00.000001\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("opensAt", "null");
  ASSERT_EQ(patch(location, Body{{"opensAt", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("seenAt", "\"2026-01-01T11:00:00Z\"");
  ASSERT_EQ(patch(location, Body{{"seenAt", "\"2026-01-01T11:00:00Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("seenAt", "null");
  ASSERT_EQ(patch(location, Body{{"seenAt", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("lasts", "\"PT13H0.000001S\"");
  ASSERT_EQ(patch(location, Body{{"lasts", "\"PT13H0.000001S\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("lasts", "null");
  ASSERT_EQ(patch(location, Body{{"lasts", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("extra", "[2]");
  ASSERT_EQ(patch(location, Body{{"extra", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("extra", "null");
  ASSERT_EQ(patch(location, Body{{"extra", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("thumbnail", quoted("8fHx8fHx8fHx8fHx8fHx8Q=="));
  ASSERT_EQ(patch(location, Body{{"thumbnail", quoted("8fHx8fHx8fHx8fHx8fHx8Q==")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("thumbnail", "null");
  ASSERT_EQ(patch(location, Body{{"thumbnail", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("blob", quoted("8PDw8PDw8PDw8PDw8PDw8PA="));
  ASSERT_EQ(patch(location, Body{{"blob", quoted("8PDw8PDw8PDw8PDw8PDw8PA=")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("blob", "null");
  ASSERT_EQ(patch(location, Body{{"blob", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("tags", "[\"tags-j\"]");
  ASSERT_EQ(patch(location, Body{{"tags", "[\"tags-j\"]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("moods", "[\"deep green\"]");
  ASSERT_EQ(patch(location, Body{{"moods", "[\"deep green\"]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("moods", "null");
  ASSERT_EQ(patch(location, Body{{"moods", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("prices", "[\"0.51\"]");
  ASSERT_EQ(patch(location, Body{{"prices", "[\"0.51\"]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("prices", "null");
  ASSERT_EQ(patch(location, Body{{"prices", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("flags", "[true,true]");
  ASSERT_EQ(patch(location, Body{{"flags", "[true,true]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("flags", "null");
  ASSERT_EQ(patch(location, Body{{"flags", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("parts", "[\"8fHx8fHx8fHx8fHx8fHx8Q==\"]");
  ASSERT_EQ(patch(location, Body{{"parts", "[\"8fHx8fHx8fHx8fHx8fHx8Q==\"]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("parts", "null");
  ASSERT_EQ(patch(location, Body{{"parts", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("email", quoted("email.s@example.com"));
  ASSERT_EQ(patch(location, Body{{"email", quoted("email.s@example.com")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("email", "null");
  ASSERT_EQ(patch(location, Body{{"email", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("site", quoted("https://example.com/site/v"));
  ASSERT_EQ(patch(location, Body{{"site", quoted("https://example.com/site/v")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("site", "null");
  ASSERT_EQ(patch(location, Body{{"site", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("handle", quoted("handle-w"));
  ASSERT_EQ(patch(location, Body{{"handle", quoted("handle-w")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("handle", "null");
  ASSERT_EQ(patch(location, Body{{"handle", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("mail", quoted("mail.b@example.com"));
  ASSERT_EQ(patch(location, Body{{"mail", quoted("mail.b@example.com")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("mail", "null");
  ASSERT_EQ(patch(location, Body{{"mail", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("colour", "\"deep green\"");
  ASSERT_EQ(patch(location, Body{{"colour", "\"deep green\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("colour", "null");
  ASSERT_EQ(patch(location, Body{{"colour", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("class", "null");
  ASSERT_EQ(patch(location, Body{{"class", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("order", "58");
  ASSERT_EQ(patch(location, Body{{"order", "58"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("order", "null");
  ASSERT_EQ(patch(location, Body{{"order", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("parentId", created.at("id"));
  ASSERT_EQ(patch(location, Body{{"parentId", created.at("id")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("parentId", "null");
  ASSERT_EQ(patch(location, Body{{"parentId", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_.without("pin")));
}

TEST_F(EverythingTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(EverythingTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("digest", "1")), invalid(), "digest", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("shout", "1")), invalid(), "shout", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("total", "1")), invalid(), "total", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("isCheap", "1")), invalid(), "isCheap", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("version", "1")), invalid(), "version", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("isNew", "1")), invalid(), "isNew", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(EverythingTest, FlagIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "flag", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("flag", "null").with("no such field", "1")), invalid(), "flag", "required"));
  EXPECT_EQ(post(path_, valid_.without("flag")).status, 201);
}

TEST_F(EverythingTest, FlagHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "flag", "\"x\"", "wrong_type"));
}

TEST_F(EverythingTest, CountIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "count", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("count", "null").with("no such field", "1")), invalid(), "count", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("count")), invalid(), "count", "required"));
}

TEST_F(EverythingTest, CountHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "count", "true", "wrong_type"));
}

TEST_F(EverythingTest, CountHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "count", "-1", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("count", "0")).status, 201);
}

TEST_F(EverythingTest, CountHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "count", "1001", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("count", "1000")).status, 201);
}

TEST_F(EverythingTest, WideHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "wide", "true", "wrong_type"));
}

TEST_F(EverythingTest, WideHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "wide", "\"-9223372036854775808\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("wide", "\"-9223372036854775807\"")).status, 201);
}

TEST_F(EverythingTest, WideHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "wide", "\"9223372036854775807\"", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("wide", "\"9223372036854775806\"")).status, 201);
}

TEST_F(EverythingTest, RatioHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "ratio", "true", "wrong_type"));
}

TEST_F(EverythingTest, RatioHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "ratio", "-1.5000000000000002", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("ratio", "-1.5")).status, 201);
}

TEST_F(EverythingTest, RatioHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "ratio", "1.5000000000000002", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("ratio", "1.5")).status, 201);
}

TEST_F(EverythingTest, PriceHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "true", "wrong_type"));
}

TEST_F(EverythingTest, PriceHasAPrecision) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "\"100000000.00\"", "precision"));
}

TEST_F(EverythingTest, PriceHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "\"0.00\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("price", "\"0.01\"")).status, 201);
}

TEST_F(EverythingTest, WordIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "word", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("word", "null").with("no such field", "1")), invalid(), "word", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("word")), invalid(), "word", "required"));
}

TEST_F(EverythingTest, WordHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "word", "true", "wrong_type"));
}

TEST_F(EverythingTest, WordHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "word", repeated("x", 1), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("word", repeated("x", 2))).status, 201);
}

TEST_F(EverythingTest, WordHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "word", repeated("x", 21), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("word", repeated("x", 20))).status, 201);
}

TEST_F(EverythingTest, CodeHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "code", "true", "wrong_type"));
}

TEST_F(EverythingTest, CodeHasAPattern) {
  EXPECT_TRUE(refuses(path_, valid_, "code", quoted("___"), "pattern_mismatch"));
}

TEST_F(EverythingTest, BodyHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "body", "true", "wrong_type"));
}

TEST_F(EverythingTest, BodyHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "body", repeated("x", 5001), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("body", repeated("x", 5000))).status, 201);
}

TEST_F(EverythingTest, TokenHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "token", "true", "wrong_type"));
}

TEST_F(EverythingTest, BornHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "born", "true", "wrong_type"));
}

TEST_F(EverythingTest, BornHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "born", "\"1899-12-31\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("born", "\"1900-01-01\"")).status, 201);
}

TEST_F(EverythingTest, BornHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "born", "\"2101-01-01\"", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("born", "\"2100-12-31\"")).status, 201);
}

TEST_F(EverythingTest, OpensAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "opensAt", "true", "wrong_type"));
}

TEST_F(EverythingTest, OpensAtHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "opensAt", "\"05:29:59.999999\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("opensAt", "\"05:30:00\"")).status, 201);
}

TEST_F(EverythingTest, OpensAtHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "opensAt", "\"23:00:00.000002\"", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("opensAt", "\"23:00:00.000001\"")).status, 201);
}

TEST_F(EverythingTest, SeenAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "seenAt", "true", "wrong_type"));
}

TEST_F(EverythingTest, LastsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "lasts", "true", "wrong_type"));
}

TEST_F(EverythingTest, LastsHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "lasts", "\"-PT0.000001S\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("lasts", "\"PT0S\"")).status, 201);
}

TEST_F(EverythingTest, ThumbnailHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "thumbnail", "true", "wrong_type"));
}

TEST_F(EverythingTest, ThumbnailIsBase64) {
  EXPECT_TRUE(refuses(path_, valid_, "thumbnail", quoted("AAEC_w=="), "invalid_format"));
}

TEST_F(EverythingTest, ThumbnailHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "thumbnail", zeros(1), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("thumbnail", zeros(2))).status, 201);
}

TEST_F(EverythingTest, ThumbnailHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "thumbnail", zeros(301), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("thumbnail", zeros(300))).status, 201);
}

TEST_F(EverythingTest, BlobHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "blob", "true", "wrong_type"));
}

TEST_F(EverythingTest, BlobIsBase64) {
  EXPECT_TRUE(refuses(path_, valid_, "blob", quoted("AAEC_w=="), "invalid_format"));
}

TEST_F(EverythingTest, TagsIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "tags", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("tags", "null").with("no such field", "1")), invalid(), "tags", "required"));
  EXPECT_EQ(post(path_, valid_.without("tags")).status, 201);
}

TEST_F(EverythingTest, TagsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "tags", "true", "wrong_type"));
}

TEST_F(EverythingTest, TagsHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("tags", listed("null"))), invalid(), "tags[0]", "wrong_type"));
}

TEST_F(EverythingTest, TagsHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "tags", listed("\"tags-i\"", 0), "too_few"));
}

TEST_F(EverythingTest, TagsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "tags", listed("\"tags-i\"", 6), "too_many"));
}

TEST_F(EverythingTest, TagsHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("tags", listed("true"))), invalid(), "tags[0]", "wrong_type"));
}

TEST_F(EverythingTest, TagsHasAMaximumLengthInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("tags", listed(repeated("x", 13)))), invalid(), "tags[0]", "too_long"));
}

TEST_F(EverythingTest, TagsHasAFormatInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("tags", listed(quoted("___")))), invalid(), "tags[0]", "invalid_format"));
}

TEST_F(EverythingTest, MoodsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "moods", "true", "wrong_type"));
}

TEST_F(EverythingTest, MoodsHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("moods", listed("null"))), invalid(), "moods[0]", "wrong_type"));
}

TEST_F(EverythingTest, MoodsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "moods", listed("\"deep green\"", 4), "too_many"));
}

TEST_F(EverythingTest, MoodsHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("moods", listed("true"))), invalid(), "moods[0]", "wrong_type"));
}

TEST_F(EverythingTest, MoodsIsAClosedListInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("moods", listed(quoted("none of these")))), invalid(), "moods[0]", "not_in_list"));
}

TEST_F(EverythingTest, PricesHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "prices", "true", "wrong_type"));
}

TEST_F(EverythingTest, PricesHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("prices", listed("null"))), invalid(), "prices[0]", "wrong_type"));
}

TEST_F(EverythingTest, PricesHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "prices", listed("\"0.50\"", 1001), "too_many"));
}

TEST_F(EverythingTest, PricesHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("prices", listed("true"))), invalid(), "prices[0]", "wrong_type"));
}

TEST_F(EverythingTest, PricesHasAPrecisionInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("prices", listed("\"1000000.00\""))), invalid(), "prices[0]", "precision"));
}

TEST_F(EverythingTest, PricesHasAMinimumInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("prices", listed("\"0.49\""))), invalid(), "prices[0]", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("prices", listed("\"0.50\""))).status, 201);
}

TEST_F(EverythingTest, FlagsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "flags", "true", "wrong_type"));
}

TEST_F(EverythingTest, FlagsHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("flags", listed("null", 2))), invalid(), "flags[0]", "wrong_type"));
}

TEST_F(EverythingTest, FlagsHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "flags", listed("true"), "too_few"));
}

TEST_F(EverythingTest, FlagsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "flags", listed("true", 3), "too_many"));
}

TEST_F(EverythingTest, FlagsHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("flags", listed("\"x\"", 2))), invalid(), "flags[0]", "wrong_type"));
}

TEST_F(EverythingTest, PartsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "parts", "true", "wrong_type"));
}

TEST_F(EverythingTest, PartsHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("parts", listed("null"))), invalid(), "parts[0]", "wrong_type"));
}

TEST_F(EverythingTest, PartsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "parts", listed("\"8PDw8PDw8PDw8PDw8PDw8A==\"", 1001), "too_many"));
}

TEST_F(EverythingTest, PartsHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("parts", listed("true"))), invalid(), "parts[0]", "wrong_type"));
}

TEST_F(EverythingTest, PartsIsBase64InEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("parts", listed(quoted("AAEC_w==")))), invalid(), "parts[0]", "invalid_format"));
}

TEST_F(EverythingTest, PartsHasAMaximumLengthInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("parts", listed(zeros(17)))), invalid(), "parts[0]", "too_long"));
  EXPECT_EQ(post(path_, valid_.with("parts", listed(zeros(16)))).status, 201);
}

TEST_F(EverythingTest, EmailHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "email", "true", "wrong_type"));
}

TEST_F(EverythingTest, EmailHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "email", repeated("x", 101), "too_long"));
}

TEST_F(EverythingTest, EmailHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "email", quoted("___"), "invalid_format"));
}

TEST_F(EverythingTest, SiteHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "site", "true", "wrong_type"));
}

TEST_F(EverythingTest, SiteHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "site", quoted("___"), "invalid_format"));
}

TEST_F(EverythingTest, HandleHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "handle", "true", "wrong_type"));
}

TEST_F(EverythingTest, HandleHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "handle", repeated("x", 2), "too_short"));
}

TEST_F(EverythingTest, HandleHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "handle", quoted("___"), "invalid_format"));
}

TEST_F(EverythingTest, MailHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "mail", "true", "wrong_type"));
}

TEST_F(EverythingTest, MailHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "mail", quoted("___"), "invalid_format"));
}

TEST_F(EverythingTest, PinHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "pin", "true", "wrong_type"));
}

TEST_F(EverythingTest, PinHasAPattern) {
  EXPECT_TRUE(refuses(path_, valid_, "pin", quoted("___"), "pattern_mismatch"));
}

TEST_F(EverythingTest, ColourHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "colour", "true", "wrong_type"));
}

TEST_F(EverythingTest, ColourIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "colour", quoted("none of these"), "not_in_list"));
}

TEST_F(EverythingTest, ClassHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "class", "true", "wrong_type"));
}

TEST_F(EverythingTest, ClassIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "class", quoted("none of these"), "not_in_list"));
}

TEST_F(EverythingTest, OrderHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "order", "true", "wrong_type"));
}

TEST_F(EverythingTest, ParentIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "parentId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(EverythingTest, OwnerIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("ownerId", "null").with("no such field", "1")), invalid(), "ownerId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("ownerId")), invalid(), "ownerId", "required"));
}

TEST_F(EverythingTest, OwnerIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(EverythingTest, PinIsOnlyWritten) {
  EXPECT_TRUE(conceals(path_, valid_, "pin", quoted("333333")));
  EXPECT_TRUE(seals(path_, valid_, "pin", quoted("333333"), Everything::Secrets::pin));
}

TEST_F(EverythingTest, KeepsEveryVersion) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  ASSERT_EQ(put(location, valid_).status, 200);
  ASSERT_EQ(patch(location, Body{}).at("version"), "3");
  EXPECT_EQ(created.at("version"), "1");
  const auto all = get(location + "/revisions");
  EXPECT_EQ(all.at("total"), "3") << all.body;
  EXPECT_TRUE(lists(all, {get(location), get(location + "/revisions/2"), created}));
  EXPECT_TRUE(lists(get(location + "/revisions?limit=1&page=3"), {created}));
  const auto old = get(location + "/revisions/1");
  EXPECT_EQ(old.body, created.body);
  EXPECT_EQ(old.header("etag"), created.header("etag"));
  EXPECT_EQ(get(location + "/revisions/4").status, 404);
  EXPECT_EQ(get(location + "/revisions?sort=id").status, 400);
  ASSERT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location + "/revisions").status, 404);
  EXPECT_EQ(get(location + "/revisions/1").status, 404);
}

TEST_F(EverythingTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("email", quoted("email.s@example.com")).with("order", "58")), 409, "code", "not_unique"));
}

TEST_F(EverythingTest, UniqueConstraint2) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("NNN-4444")).with("order", "58")), 409, "email", "not_unique"));
}

TEST_F(EverythingTest, UniqueConstraint3) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("NNN-4444")).with("email", quoted("email.s@example.com"))), 409, "ownerId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("NNN-4444")).with("email", quoted("email.s@example.com"))), 409, "order", "not_unique"));
}

TEST_F(EverythingTest, LinksAdmirers) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string links = location + "/admirers";
  std::string other;
  write([&](rt::Session& session) { other = rt::format(fixtures_.makeOwner(session)); });
  const std::string one = links + "/" + other;
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(get(location + "?include=admirers").at("admirers"), "[]");
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(get(links).at("total"), "1");
  EXPECT_EQ(get(links).at("data.0.id"), '"' + other + '"');
  EXPECT_EQ(get(location + "?include=admirers").at("admirers.0.id"), '"' + other + '"');
  EXPECT_EQ(get(path_ + "?include=admirers").at("data.0.admirers.0.id"), '"' + other + '"');
  EXPECT_EQ(put(links + "/" + rt::format(rt::Uuid{}), Body{}).status, 404);
  EXPECT_EQ(get(path_ + "/" + rt::format(rt::Uuid{}) + "/admirers").status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
  EXPECT_EQ(del(one).status, 204);
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(links).status, 404);
}

TEST_F(EverythingTest, LinksSeeAlso) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string links = location + "/see-also";
  std::string other;
  other = location.substr(path_.size() + 1);
  const std::string one = links + "/" + other;
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(get(location + "?include=seeAlso").at("seeAlso"), "[]");
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(get(links).at("total"), "1");
  EXPECT_EQ(get(links).at("data.0.id"), '"' + other + '"');
  EXPECT_EQ(get(location + "?include=seeAlso").at("seeAlso.0.id"), '"' + other + '"');
  EXPECT_EQ(get(path_ + "?include=seeAlso").at("data.0.seeAlso.0.id"), '"' + other + '"');
  EXPECT_EQ(put(links + "/" + rt::format(rt::Uuid{}), Body{}).status, 404);
  EXPECT_EQ(get(path_ + "/" + rt::format(rt::Uuid{}) + "/see-also").status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
  EXPECT_EQ(del(one).status, 204);
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(links).status, 404);
}

TEST_F(EverythingTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("flag", "true").with("count", "3").with("wide", "\"6\"").with("ratio", "1.5").with("price", "\"0.10\"").with("word", quoted("word k")).with("code", quoted("NNN-4444")).with("body", quoted("body o")).with("token", "\"22222222-2222-2222-2222-222222222222\"").with("born", "\"2026-01-19\"").with("opensAt", "\"10:00:00.000001\"").with("seenAt", "\"2026-01-01T11:00:00Z\"").with("lasts", "\"PT13H0.000001S\"").with("extra", "[2]").with("thumbnail", quoted("8fHx8fHx8fHx8fHx8fHx8Q==")).with("blob", quoted("8PDw8PDw8PDw8PDw8PDw8PA=")).with("tags", "[\"tags-j\"]").with("moods", "[\"deep green\"]").with("prices", "[\"0.51\"]").with("flags", "[true,true]").with("parts", "[\"8fHx8fHx8fHx8fHx8fHx8Q==\"]").with("email", quoted("email.s@example.com")).with("site", quoted("https://example.com/site/v")).with("handle", quoted("handle-w")).with("mail", quoted("mail.b@example.com")).with("pin", quoted("333333")).with("colour", "\"deep green\"").with("order", "58"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "flag", "true"), 1);
  EXPECT_EQ(total(path_, "flag", row.at("flag")), 1);
  EXPECT_EQ(total(path_, "count", "3"), 1);
  EXPECT_EQ(total(path_, "count", row.at("count")), 1);
  EXPECT_EQ(total(path_, "count[gt]", row.at("count")), 0);
  EXPECT_EQ(total(path_, "count[gte]", row.at("count")), 1);
  EXPECT_EQ(total(path_, "count[lt]", row.at("count")), 1);
  EXPECT_EQ(total(path_, "count[lte]", row.at("count")), 2);
  EXPECT_EQ(total(path_, "wide", "\"6\""), 1);
  EXPECT_EQ(total(path_, "wide", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "wide[gt]", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "wide[gte]", row.at("wide")), 2);
  EXPECT_EQ(total(path_, "wide[lt]", row.at("wide")), 0);
  EXPECT_EQ(total(path_, "wide[lte]", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "ratio", "1.5"), 1);
  EXPECT_EQ(total(path_, "ratio", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "ratio[gt]", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "ratio[gte]", row.at("ratio")), 2);
  EXPECT_EQ(total(path_, "ratio[lt]", row.at("ratio")), 0);
  EXPECT_EQ(total(path_, "ratio[lte]", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "price", "\"0.10\""), 1);
  EXPECT_EQ(total(path_, "price", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[gt]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[gte]", row.at("price")), 2);
  EXPECT_EQ(total(path_, "price[lt]", row.at("price")), 0);
  EXPECT_EQ(total(path_, "price[lte]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "word", quoted("word k")), 1);
  EXPECT_EQ(total(path_, "word", row.at("word")), 1);
  EXPECT_EQ(total(path_, "word[gt]", row.at("word")), 0);
  EXPECT_EQ(total(path_, "word[gte]", row.at("word")), 1);
  EXPECT_EQ(total(path_, "word[lt]", row.at("word")), 1);
  EXPECT_EQ(total(path_, "word[lte]", row.at("word")), 2);
  EXPECT_EQ(total(path_, "token", "\"22222222-2222-2222-2222-222222222222\""), 1);
  EXPECT_EQ(total(path_, "token", row.at("token")), 1);
  EXPECT_EQ(total(path_, "born", "\"2026-01-19\""), 1);
  EXPECT_EQ(total(path_, "born", row.at("born")), 1);
  EXPECT_EQ(total(path_, "born[gt]", row.at("born")), 0);
  EXPECT_EQ(total(path_, "born[gte]", row.at("born")), 1);
  EXPECT_EQ(total(path_, "born[lt]", row.at("born")), 1);
  EXPECT_EQ(total(path_, "born[lte]", row.at("born")), 2);
  EXPECT_EQ(total(path_, "opensAt", "\"10:00:00.000001\""), 1);
  EXPECT_EQ(total(path_, "opensAt", row.at("opensAt")), 1);
  EXPECT_EQ(total(path_, "opensAt[gt]", row.at("opensAt")), 1);
  EXPECT_EQ(total(path_, "opensAt[gte]", row.at("opensAt")), 2);
  EXPECT_EQ(total(path_, "opensAt[lt]", row.at("opensAt")), 0);
  EXPECT_EQ(total(path_, "opensAt[lte]", row.at("opensAt")), 1);
  EXPECT_EQ(total(path_, "seenAt", "\"2026-01-01T11:00:00Z\""), 1);
  EXPECT_EQ(total(path_, "seenAt", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "seenAt[gt]", row.at("seenAt")), 0);
  EXPECT_EQ(total(path_, "seenAt[gte]", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "seenAt[lt]", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "seenAt[lte]", row.at("seenAt")), 2);
  EXPECT_EQ(total(path_, "lasts", "\"PT13H0.000001S\""), 1);
  EXPECT_EQ(total(path_, "lasts", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "lasts[gt]", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "lasts[gte]", row.at("lasts")), 2);
  EXPECT_EQ(total(path_, "lasts[lt]", row.at("lasts")), 0);
  EXPECT_EQ(total(path_, "lasts[lte]", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "email", quoted("email.s@example.com")), 1);
  EXPECT_EQ(total(path_, "email", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[gt]", row.at("email")), 0);
  EXPECT_EQ(total(path_, "email[gte]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[lt]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[lte]", row.at("email")), 2);
  EXPECT_EQ(total(path_, "colour", "\"deep green\""), 1);
  EXPECT_EQ(total(path_, "colour", row.at("colour")), 1);
  EXPECT_EQ(total(path_, "ownerId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "ownerId", row.at("ownerId")), 2);
  EXPECT_EQ(total(path_, "createdAt", row.at("createdAt")), 1);
  EXPECT_EQ(total(path_, "createdAt[gt]", row.at("createdAt")), 1);
  EXPECT_EQ(total(path_, "createdAt[gte]", row.at("createdAt")), 2);
  EXPECT_EQ(total(path_, "createdAt[lt]", row.at("createdAt")), 0);
  EXPECT_EQ(total(path_, "createdAt[lte]", row.at("createdAt")), 1);
}

TEST_F(EverythingTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("flag", "true").with("count", "3").with("wide", "\"6\"").with("ratio", "1.5").with("price", "\"0.10\"").with("word", quoted("word k")).with("code", quoted("NNN-4444")).with("body", quoted("body o")).with("token", "\"22222222-2222-2222-2222-222222222222\"").with("born", "\"2026-01-19\"").with("opensAt", "\"10:00:00.000001\"").with("seenAt", "\"2026-01-01T11:00:00Z\"").with("lasts", "\"PT13H0.000001S\"").with("extra", "[2]").with("thumbnail", quoted("8fHx8fHx8fHx8fHx8fHx8Q==")).with("blob", quoted("8PDw8PDw8PDw8PDw8PDw8PA=")).with("tags", "[\"tags-j\"]").with("moods", "[\"deep green\"]").with("prices", "[\"0.51\"]").with("flags", "[true,true]").with("parts", "[\"8fHx8fHx8fHx8fHx8fHx8Q==\"]").with("email", quoted("email.s@example.com")).with("site", quoted("https://example.com/site/v")).with("handle", quoted("handle-w")).with("mail", quoted("mail.b@example.com")).with("pin", quoted("333333")).with("colour", "\"deep green\"").with("order", "58"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=count"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-count"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=price"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-price"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=word"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-word"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=born"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-born"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=opensAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-opensAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(EverythingTest, FindsWords) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(total(path_, "q", "\"word\""), 1);
  EXPECT_EQ(total(path_, "q", "\"\\\"word\\\" & !(*word\""), 1);
  EXPECT_EQ(total(path_, "q", "\"word nosuchwordhere\""), 0);
  EXPECT_EQ(total(path_, "q", "\"\\\"'*()&|!<->:\\\\\""), 1);
  EXPECT_TRUE(lists(get(path_ + "?limit=1&q=word"), {row}));
  EXPECT_EQ(get(path_ + "?q=%00").status, 400);
  EXPECT_EQ(get(path_ + "?q=" + std::string(201, 'a')).status, 400);
  ASSERT_EQ(del(row.header("location")).status, 204);
  EXPECT_EQ(total(path_, "q", "\"word\""), 0);
}

TEST_F(EverythingTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=parent").at("parent"), "null");
  EXPECT_EQ(get(row.header("location") + "?include=owner").at("owner.id"), row.at("ownerId"));
  EXPECT_EQ(get(path_ + "?include=owner").at("data.0.owner.id"), row.at("ownerId"));
}

TEST_F(EverythingTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeEverything(session); });
  const std::string location = path_ + "/" + rt::format(id);
  EXPECT_EQ(get(location + "?include=children").at("children"), "[]");
}

TEST_F(EverythingTest, ParentMayBeDeleted) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("flag", "true").with("count", "3").with("wide", "\"6\"").with("ratio", "1.5").with("price", "\"0.10\"").with("word", quoted("word k")).with("code", quoted("NNN-4444")).with("body", quoted("body o")).with("token", "\"22222222-2222-2222-2222-222222222222\"").with("born", "\"2026-01-19\"").with("opensAt", "\"10:00:00.000001\"").with("seenAt", "\"2026-01-01T11:00:00Z\"").with("lasts", "\"PT13H0.000001S\"").with("extra", "[2]").with("thumbnail", quoted("8fHx8fHx8fHx8fHx8fHx8Q==")).with("blob", quoted("8PDw8PDw8PDw8PDw8PDw8PA=")).with("tags", "[\"tags-j\"]").with("moods", "[\"deep green\"]").with("prices", "[\"0.51\"]").with("flags", "[true,true]").with("parts", "[\"8fHx8fHx8fHx8fHx8fHx8Q==\"]").with("email", quoted("email.s@example.com")).with("site", quoted("https://example.com/site/v")).with("handle", quoted("handle-w")).with("mail", quoted("mail.b@example.com")).with("pin", quoted("333333")).with("colour", "\"deep green\"").with("order", "58").with("parentId", first.at("id")));
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(del(first.header("location")).status, 204);
  EXPECT_EQ(get(second.header("location")).at("parentId"), "null");
  EXPECT_NE(get(second.header("location")).header("etag"), second.header("etag"));
  EXPECT_NE(get(second.header("location")).at("updatedAt"), second.at("updatedAt"));
}

TEST_F(EverythingTest, OwnerMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  EXPECT_THROW(write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM owners WHERE id = $1"}, rt::Params(fixtures_.makeOwner(session))); }), rt::Failure);
  EXPECT_EQ(get(location).status, 200);
}

}  // namespace

}  // namespace app
