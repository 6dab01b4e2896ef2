// The rules of Entry, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/entry.hpp"

namespace app {

rt::Uuid Fixtures::makeEntry(rt::Session& session) {
  if (!entry_) {
    Entry::Input input;
    input.accountId.set(makeAccount(session));
    input.amount.set(4);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    entry_ = insertRow(session, input).id;
  }
  return *entry_;
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

class EntryTest : public rt::testing::ServiceTest {
 protected:
  EntryTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"amount", "4"},
        {"note", quoted("note e")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/entries";
      valid_ = valid_.with("accountId", quoted(fixtures_.makeAccount(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(EntryTest, LivesThroughItsRoutes) {
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

TEST_F(EntryTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("amount"), "4");
  EXPECT_EQ(reply.at("note"), quoted("note e"));
}

TEST_F(EntryTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("note"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("note"), "null");
}

TEST_F(EntryTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("note"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("note"), "null");
}

TEST_F(EntryTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("amount", "3");
  ASSERT_EQ(patch(location, Body{{"amount", "3"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("note", quoted("note f"));
  ASSERT_EQ(patch(location, Body{{"note", quoted("note f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("note", "null");
  ASSERT_EQ(patch(location, Body{{"note", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(EntryTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(EntryTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(EntryTest, AccountIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "accountId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("accountId", "null").with("no such field", "1")), invalid(), "accountId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("accountId")), invalid(), "accountId", "required"));
}

TEST_F(EntryTest, AccountIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "accountId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(EntryTest, AmountIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "amount", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("amount", "null").with("no such field", "1")), invalid(), "amount", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("amount")), invalid(), "amount", "required"));
}

TEST_F(EntryTest, AmountHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "amount", "true", "wrong_type"));
}

TEST_F(EntryTest, NoteHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "note", "true", "wrong_type"));
}

TEST_F(EntryTest, NoteHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "note", repeated("x", 201), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("note", repeated("x", 200))).status, 201);
}

TEST_F(EntryTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("amount", "3").with("note", quoted("note f")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "accountId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "accountId", row.at("accountId")), 2);
}

TEST_F(EntryTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=account").at("account.id"), row.at("accountId"));
  EXPECT_EQ(get(path_ + "?include=account").at("data.0.account.id"), row.at("accountId"));
}

TEST_F(EntryTest, AccountMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  EXPECT_THROW(write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM accounts WHERE id = $1"}, rt::Params(fixtures_.makeAccount(session))); }), rt::Failure);
  EXPECT_EQ(get(location).status, 200);
}

}  // namespace

}  // namespace app
