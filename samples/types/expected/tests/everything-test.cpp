// The rules of Everything, each broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/everything.hpp"

namespace app {

rt::Uuid Fixtures::makeEverything(rt::Session& session) {
  if (!everything_) {
    Everything::Input input;
    input.flag.set(false);
    input.count.set(1);
    input.word.set("sample a");
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
using rt::testing::lists;
using rt::testing::quoted;
using rt::testing::repeated;

class EverythingTest : public rt::testing::ServiceTest {
 protected:
  EverythingTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"flag", "false"},
        {"count", "1"},
        {"wide", "\"1\""},
        {"ratio", "1.5"},
        {"price", "\"0.01\""},
        {"word", quoted("sample a")},
        {"code", quoted("AAA-1111")},
        {"body", quoted("sample a")},
        {"token", "\"11111111-1111-1111-1111-111111111111\""},
        {"born", "\"2026-01-01\""},
        {"seenAt", "\"2026-01-01T00:00:00Z\""},
        {"lasts", "\"PT1H\""},
        {"extra", "{\"a\":[1,\"b\",null]}"},
        {"email", quoted("a@example.com")},
        {"site", quoted("https://example.com/a")},
        {"handle", quoted("sample-a")},
        {"mail", quoted("a@example.com")},
        {"colour", "\"red\""},
        {"class", "\"operator\""},
        {"order", "1"},
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
  EXPECT_GT(get(location).at("updatedAt"), created.at("createdAt"));
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(EverythingTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("flag"), "false");
  EXPECT_EQ(reply.at("count"), "1");
  EXPECT_EQ(reply.at("wide"), "\"1\"");
  EXPECT_EQ(reply.at("ratio"), "1.5");
  EXPECT_EQ(reply.at("price"), "\"0.01\"");
  EXPECT_EQ(reply.at("word"), quoted("sample a"));
  EXPECT_EQ(reply.at("code"), quoted("AAA-1111"));
  EXPECT_EQ(reply.at("body"), quoted("sample a"));
  EXPECT_EQ(reply.at("token"), "\"11111111-1111-1111-1111-111111111111\"");
  EXPECT_EQ(reply.at("born"), "\"2026-01-01\"");
  EXPECT_EQ(reply.at("seenAt"), "\"2026-01-01T00:00:00Z\"");
  EXPECT_EQ(reply.at("lasts"), "\"PT1H\"");
  EXPECT_EQ(reply.at("extra"), "{\"a\":[1,\"b\",null]}");
  EXPECT_EQ(reply.at("email"), quoted("a@example.com"));
  EXPECT_EQ(reply.at("site"), quoted("https://example.com/a"));
  EXPECT_EQ(reply.at("handle"), quoted("sample-a"));
  EXPECT_EQ(reply.at("mail"), quoted("a@example.com"));
  EXPECT_EQ(reply.at("colour"), "\"red\"");
  EXPECT_EQ(reply.at("class"), "\"operator\"");
  EXPECT_EQ(reply.at("order"), "1");
  EXPECT_EQ(reply.at("digest"), "\"5384fefcbfe732ca74cb26d871f60368938b1fb32002e59d4e5ed29cf7643ca9\"");
  EXPECT_EQ(reply.at("shout"), "\"SAMPLE A!\"");
  EXPECT_EQ(reply.at("total"), "\"0.02\"");
  EXPECT_EQ(reply.at("isCheap"), "true");
}

TEST_F(EverythingTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("flag").without("wide").without("ratio").without("price").without("code").without("body").without("token").without("born").without("seenAt").without("lasts").without("extra").without("email").without("site").without("handle").without("mail").without("colour").without("class").without("order").without("parentId"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("flag"), "false");
  EXPECT_EQ(reply.at("wide"), "null");
  EXPECT_EQ(reply.at("ratio"), "null");
  EXPECT_EQ(reply.at("price"), "\"9.90\"");
  EXPECT_EQ(reply.at("code"), "null");
  EXPECT_EQ(reply.at("body"), "null");
  EXPECT_EQ(reply.at("token"), "null");
  EXPECT_EQ(reply.at("born"), "null");
  EXPECT_NE(reply.at("seenAt"), "(absent)");
  EXPECT_EQ(reply.at("lasts"), "\"PT1H30M\"");
  EXPECT_EQ(reply.at("extra"), "{\"a\":[1,null,\"x\"]}");
  EXPECT_EQ(reply.at("email"), "null");
  EXPECT_EQ(reply.at("site"), "null");
  EXPECT_EQ(reply.at("handle"), "null");
  EXPECT_EQ(reply.at("mail"), "null");
  EXPECT_EQ(reply.at("colour"), "\"deep green\"");
  EXPECT_EQ(reply.at("class"), "null");
  EXPECT_EQ(reply.at("order"), "null");
  EXPECT_EQ(reply.at("parentId"), "null");
}

TEST_F(EverythingTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("flag", "true");
  ASSERT_EQ(patch(location, Body{{"flag", "true"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("count", "2");
  ASSERT_EQ(patch(location, Body{{"count", "2"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("wide", "\"2\"");
  ASSERT_EQ(patch(location, Body{{"wide", "\"2\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("ratio", "1");
  ASSERT_EQ(patch(location, Body{{"ratio", "1"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("price", "\"0.02\"");
  ASSERT_EQ(patch(location, Body{{"price", "\"0.02\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("word", quoted("sample b"));
  ASSERT_EQ(patch(location, Body{{"word", quoted("sample b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("code", quoted("BBB-2222"));
  ASSERT_EQ(patch(location, Body{{"code", quoted("BBB-2222")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("body", quoted("sample b"));
  ASSERT_EQ(patch(location, Body{{"body", quoted("sample b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("token", "\"22222222-2222-2222-2222-222222222222\"");
  ASSERT_EQ(patch(location, Body{{"token", "\"22222222-2222-2222-2222-222222222222\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("born", "\"2026-01-02\"");
  ASSERT_EQ(patch(location, Body{{"born", "\"2026-01-02\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("seenAt", "\"2026-01-01T00:00:00.000001Z\"");
  ASSERT_EQ(patch(location, Body{{"seenAt", "\"2026-01-01T00:00:00.000001Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("lasts", "\"PT1H0.000001S\"");
  ASSERT_EQ(patch(location, Body{{"lasts", "\"PT1H0.000001S\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("extra", "[2]");
  ASSERT_EQ(patch(location, Body{{"extra", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("email", quoted("b@example.com"));
  ASSERT_EQ(patch(location, Body{{"email", quoted("b@example.com")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("site", quoted("https://example.com/b"));
  ASSERT_EQ(patch(location, Body{{"site", quoted("https://example.com/b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("handle", quoted("sample-b"));
  ASSERT_EQ(patch(location, Body{{"handle", quoted("sample-b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("mail", quoted("b@example.com"));
  ASSERT_EQ(patch(location, Body{{"mail", quoted("b@example.com")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("colour", "\"deep green\"");
  ASSERT_EQ(patch(location, Body{{"colour", "\"deep green\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("class", "null");
  ASSERT_EQ(patch(location, Body{{"class", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("order", "2");
  ASSERT_EQ(patch(location, Body{{"order", "2"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("parentId", created.at("id"));
  ASSERT_EQ(patch(location, Body{{"parentId", created.at("id")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(EverythingTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), 422, "no such field", "unknown_field"));
}

TEST_F(EverythingTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), 422, "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("digest", "1")), 422, "digest", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("shout", "1")), 422, "shout", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("total", "1")), 422, "total", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("isCheap", "1")), 422, "isCheap", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), 422, "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), 422, "updatedAt", "read_only"));
}

TEST_F(EverythingTest, FlagIsRequired) {
  EXPECT_EQ(post(path_, valid_.without("flag")).status, 201);
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("flag", "null")), 422, "flag", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("flag", "null").with("no such field", "1")), 422, "flag", "required"));
}

TEST_F(EverythingTest, FlagHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("flag", "\"x\"")), 422, "flag", "wrong_type"));
}

TEST_F(EverythingTest, CountIsRequired) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("count")), 422, "count", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("count", "null")), 422, "count", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("count", "null").with("no such field", "1")), 422, "count", "required"));
}

TEST_F(EverythingTest, CountHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("count", "true")), 422, "count", "wrong_type"));
}

TEST_F(EverythingTest, CountHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("count", "-1")), 422, "count", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("count", "0")).status, 201);
}

TEST_F(EverythingTest, CountHasAMaximum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("count", "1001")), 422, "count", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("count", "1000")).status, 201);
}

TEST_F(EverythingTest, WideHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("wide", "true")), 422, "wide", "wrong_type"));
}

TEST_F(EverythingTest, WideHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("wide", "\"-9223372036854775808\"")), 422, "wide", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("wide", "\"-9223372036854775807\"")).status, 201);
}

TEST_F(EverythingTest, WideHasAMaximum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("wide", "\"9223372036854775807\"")), 422, "wide", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("wide", "\"9223372036854775806\"")).status, 201);
}

TEST_F(EverythingTest, RatioHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ratio", "true")), 422, "ratio", "wrong_type"));
}

TEST_F(EverythingTest, RatioHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ratio", "-1.5000000000000002")), 422, "ratio", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("ratio", "-1.5")).status, 201);
}

TEST_F(EverythingTest, RatioHasAMaximum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ratio", "1.5000000000000002")), 422, "ratio", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("ratio", "1.5")).status, 201);
}

TEST_F(EverythingTest, PriceHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("price", "true")), 422, "price", "wrong_type"));
}

TEST_F(EverythingTest, PriceHasAPrecision) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("price", "\"100000000.00\"")), 422, "price", "precision"));
}

TEST_F(EverythingTest, PriceHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("price", "\"0.00\"")), 422, "price", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("price", "\"0.01\"")).status, 201);
}

TEST_F(EverythingTest, WordIsRequired) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("word")), 422, "word", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("word", "null")), 422, "word", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("word", "null").with("no such field", "1")), 422, "word", "required"));
}

TEST_F(EverythingTest, WordHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("word", "true")), 422, "word", "wrong_type"));
}

TEST_F(EverythingTest, WordHasAMinimumLength) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("word", repeated("x", 1))), 422, "word", "too_short"));
  EXPECT_EQ(post(path_, valid_.with("word", repeated("x", 2))).status, 201);
}

TEST_F(EverythingTest, WordHasAMaximumLength) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("word", repeated("x", 21))), 422, "word", "too_long"));
  EXPECT_EQ(post(path_, valid_.with("word", repeated("x", 20))).status, 201);
}

TEST_F(EverythingTest, CodeHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("code", "true")), 422, "code", "wrong_type"));
}

TEST_F(EverythingTest, CodeHasAPattern) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("code", quoted("___"))), 422, "code", "pattern_mismatch"));
}

TEST_F(EverythingTest, BodyHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("body", "true")), 422, "body", "wrong_type"));
}

TEST_F(EverythingTest, BodyHasAMaximumLength) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("body", repeated("x", 5001))), 422, "body", "too_long"));
  EXPECT_EQ(post(path_, valid_.with("body", repeated("x", 5000))).status, 201);
}

TEST_F(EverythingTest, TokenHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("token", "true")), 422, "token", "wrong_type"));
}

TEST_F(EverythingTest, BornHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("born", "true")), 422, "born", "wrong_type"));
}

TEST_F(EverythingTest, BornHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("born", "\"1899-12-31\"")), 422, "born", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("born", "\"1900-01-01\"")).status, 201);
}

TEST_F(EverythingTest, BornHasAMaximum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("born", "\"2101-01-01\"")), 422, "born", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("born", "\"2100-12-31\"")).status, 201);
}

TEST_F(EverythingTest, SeenAtHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("seenAt", "true")), 422, "seenAt", "wrong_type"));
}

TEST_F(EverythingTest, LastsHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("lasts", "true")), 422, "lasts", "wrong_type"));
}

TEST_F(EverythingTest, LastsHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("lasts", "\"-PT0.000001S\"")), 422, "lasts", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("lasts", "\"PT0S\"")).status, 201);
}

TEST_F(EverythingTest, EmailHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("email", "true")), 422, "email", "wrong_type"));
}

TEST_F(EverythingTest, EmailHasAMaximumLength) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("email", repeated("x", 101))), 422, "email", "too_long"));
}

TEST_F(EverythingTest, EmailHasAFormat) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("email", quoted("___"))), 422, "email", "invalid_format"));
}

TEST_F(EverythingTest, SiteHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("site", "true")), 422, "site", "wrong_type"));
}

TEST_F(EverythingTest, SiteHasAFormat) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("site", quoted("___"))), 422, "site", "invalid_format"));
}

TEST_F(EverythingTest, HandleHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("handle", "true")), 422, "handle", "wrong_type"));
}

TEST_F(EverythingTest, HandleHasAMinimumLength) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("handle", repeated("x", 2))), 422, "handle", "too_short"));
}

TEST_F(EverythingTest, HandleHasAFormat) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("handle", quoted("___"))), 422, "handle", "invalid_format"));
}

TEST_F(EverythingTest, MailHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("mail", "true")), 422, "mail", "wrong_type"));
}

TEST_F(EverythingTest, MailHasAFormat) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("mail", quoted("___"))), 422, "mail", "invalid_format"));
}

TEST_F(EverythingTest, ColourHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("colour", "true")), 422, "colour", "wrong_type"));
}

TEST_F(EverythingTest, ColourIsAClosedList) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("colour", quoted("none of these"))), 422, "colour", "not_in_list"));
}

TEST_F(EverythingTest, ClassHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("class", "true")), 422, "class", "wrong_type"));
}

TEST_F(EverythingTest, ClassIsAClosedList) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("class", quoted("none of these"))), 422, "class", "not_in_list"));
}

TEST_F(EverythingTest, OrderHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("order", "true")), 422, "order", "wrong_type"));
}

TEST_F(EverythingTest, ParentIdRefersToARow) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("parentId", "\"00000000-0000-7000-8000-000000000000\"")), 422, "parentId", "missing_reference"));
  const auto row = post(path_, valid_);
  const auto changed = patch(row.header("location"), Body{{"parentId", "\"00000000-0000-7000-8000-000000000000\""}});
  EXPECT_TRUE(hasOnlyProblem(changed, 422, "parentId", "missing_reference"));
}

TEST_F(EverythingTest, OwnerIdIsRequired) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("ownerId")), 422, "ownerId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ownerId", "null")), 422, "ownerId", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("ownerId", "null").with("no such field", "1")), 422, "ownerId", "required"));
}

TEST_F(EverythingTest, OwnerIdRefersToARow) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ownerId", "\"00000000-0000-7000-8000-000000000000\"")), 422, "ownerId", "missing_reference"));
  const auto row = post(path_, valid_);
  const auto changed = patch(row.header("location"), Body{{"ownerId", "\"00000000-0000-7000-8000-000000000000\""}});
  EXPECT_TRUE(hasOnlyProblem(changed, 422, "ownerId", "missing_reference"));
}

TEST_F(EverythingTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("email", quoted("b@example.com")).with("order", "2")), 409, "code", "not_unique"));
}

TEST_F(EverythingTest, UniqueConstraint2) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("BBB-2222")).with("order", "2")), 409, "email", "not_unique"));
}

TEST_F(EverythingTest, UniqueConstraint3) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("BBB-2222")).with("email", quoted("b@example.com"))), 409, "ownerId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", quoted("BBB-2222")).with("email", quoted("b@example.com"))), 409, "order", "not_unique"));
}

TEST_F(EverythingTest, FiltersItsList) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(total(path_, "flag", "true"), 0);
  EXPECT_EQ(total(path_, "flag", row.at("flag")), 1);
  EXPECT_EQ(total(path_, "count", "2"), 0);
  EXPECT_EQ(total(path_, "count", row.at("count")), 1);
  EXPECT_EQ(total(path_, "count[gt]", row.at("count")), 0);
  EXPECT_EQ(total(path_, "count[gte]", row.at("count")), 1);
  EXPECT_EQ(total(path_, "count[lt]", row.at("count")), 0);
  EXPECT_EQ(total(path_, "count[lte]", row.at("count")), 1);
  EXPECT_EQ(total(path_, "wide", "\"2\""), 0);
  EXPECT_EQ(total(path_, "wide", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "wide[gt]", row.at("wide")), 0);
  EXPECT_EQ(total(path_, "wide[gte]", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "wide[lt]", row.at("wide")), 0);
  EXPECT_EQ(total(path_, "wide[lte]", row.at("wide")), 1);
  EXPECT_EQ(total(path_, "ratio", "1"), 0);
  EXPECT_EQ(total(path_, "ratio", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "ratio[gt]", row.at("ratio")), 0);
  EXPECT_EQ(total(path_, "ratio[gte]", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "ratio[lt]", row.at("ratio")), 0);
  EXPECT_EQ(total(path_, "ratio[lte]", row.at("ratio")), 1);
  EXPECT_EQ(total(path_, "price", "\"0.02\""), 0);
  EXPECT_EQ(total(path_, "price", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[gt]", row.at("price")), 0);
  EXPECT_EQ(total(path_, "price[gte]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[lt]", row.at("price")), 0);
  EXPECT_EQ(total(path_, "price[lte]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "word", quoted("sample b")), 0);
  EXPECT_EQ(total(path_, "word", row.at("word")), 1);
  EXPECT_EQ(total(path_, "word[gt]", row.at("word")), 0);
  EXPECT_EQ(total(path_, "word[gte]", row.at("word")), 1);
  EXPECT_EQ(total(path_, "word[lt]", row.at("word")), 0);
  EXPECT_EQ(total(path_, "word[lte]", row.at("word")), 1);
  EXPECT_EQ(total(path_, "token", "\"22222222-2222-2222-2222-222222222222\""), 0);
  EXPECT_EQ(total(path_, "token", row.at("token")), 1);
  EXPECT_EQ(total(path_, "born", "\"2026-01-02\""), 0);
  EXPECT_EQ(total(path_, "born", row.at("born")), 1);
  EXPECT_EQ(total(path_, "born[gt]", row.at("born")), 0);
  EXPECT_EQ(total(path_, "born[gte]", row.at("born")), 1);
  EXPECT_EQ(total(path_, "born[lt]", row.at("born")), 0);
  EXPECT_EQ(total(path_, "born[lte]", row.at("born")), 1);
  EXPECT_EQ(total(path_, "seenAt", "\"2026-01-01T00:00:00.000001Z\""), 0);
  EXPECT_EQ(total(path_, "seenAt", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "seenAt[gt]", row.at("seenAt")), 0);
  EXPECT_EQ(total(path_, "seenAt[gte]", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "seenAt[lt]", row.at("seenAt")), 0);
  EXPECT_EQ(total(path_, "seenAt[lte]", row.at("seenAt")), 1);
  EXPECT_EQ(total(path_, "lasts", "\"PT1H0.000001S\""), 0);
  EXPECT_EQ(total(path_, "lasts", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "lasts[gt]", row.at("lasts")), 0);
  EXPECT_EQ(total(path_, "lasts[gte]", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "lasts[lt]", row.at("lasts")), 0);
  EXPECT_EQ(total(path_, "lasts[lte]", row.at("lasts")), 1);
  EXPECT_EQ(total(path_, "email", quoted("b@example.com")), 0);
  EXPECT_EQ(total(path_, "email", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[gt]", row.at("email")), 0);
  EXPECT_EQ(total(path_, "email[gte]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[lt]", row.at("email")), 0);
  EXPECT_EQ(total(path_, "email[lte]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "colour", "\"deep green\""), 0);
  EXPECT_EQ(total(path_, "colour", row.at("colour")), 1);
  EXPECT_EQ(total(path_, "ownerId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "ownerId", row.at("ownerId")), 1);
  EXPECT_EQ(total(path_, "createdAt", row.at("createdAt")), 1);
  EXPECT_EQ(total(path_, "createdAt[gt]", row.at("createdAt")), 0);
  EXPECT_EQ(total(path_, "createdAt[gte]", row.at("createdAt")), 1);
  EXPECT_EQ(total(path_, "createdAt[lt]", row.at("createdAt")), 0);
  EXPECT_EQ(total(path_, "createdAt[lte]", row.at("createdAt")), 1);
}

TEST_F(EverythingTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("flag", "true").with("count", "2").with("wide", "\"2\"").with("ratio", "1").with("price", "\"0.02\"").with("word", quoted("sample b")).with("code", quoted("BBB-2222")).with("body", quoted("sample b")).with("token", "\"22222222-2222-2222-2222-222222222222\"").with("born", "\"2026-01-02\"").with("seenAt", "\"2026-01-01T00:00:00.000001Z\"").with("lasts", "\"PT1H0.000001S\"").with("extra", "[2]").with("email", quoted("b@example.com")).with("site", quoted("https://example.com/b")).with("handle", quoted("sample-b")).with("mail", quoted("b@example.com")).with("colour", "\"deep green\"").with("order", "2"));
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=count"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-count"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=price"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-price"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=word"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-word"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=born"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-born"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
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

}  // namespace

}  // namespace app
