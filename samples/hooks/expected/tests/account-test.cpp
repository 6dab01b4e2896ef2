// The rules of Account, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/account.hpp"

namespace app {

rt::Uuid Fixtures::makeAccount(rt::Session& session) {
  if (!account_) {
    Account::Input input;
    input.owner.set("owner a");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    account_ = insertRow(session, input).id;
  }
  return *account_;
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

class AccountTest : public rt::testing::ServiceTest {
 protected:
  AccountTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"owner", quoted("owner a")},
        {"balance", "4"},
        {"closed", "false"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/accounts";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(AccountTest, LivesThroughItsRoutes) {
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

TEST_F(AccountTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("owner"), quoted("owner a"));
  EXPECT_EQ(reply.at("balance"), "4");
  EXPECT_EQ(reply.at("closed"), "false");
}

TEST_F(AccountTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("balance").without("closed"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("balance"), "0");
  EXPECT_EQ(reply.at("closed"), "false");
}

TEST_F(AccountTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("balance").without("closed"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("balance"), "0");
  EXPECT_EQ(reply.at("closed"), "false");
}

TEST_F(AccountTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("owner", quoted("owner b"));
  ASSERT_EQ(patch(location, Body{{"owner", quoted("owner b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("balance", "3");
  ASSERT_EQ(patch(location, Body{{"balance", "3"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("balance", "null");
  ASSERT_EQ(patch(location, Body{{"balance", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("closed", "true");
  ASSERT_EQ(patch(location, Body{{"closed", "true"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("closed", "null");
  ASSERT_EQ(patch(location, Body{{"closed", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(AccountTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(AccountTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(AccountTest, OwnerIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "owner", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("owner", "null").with("no such field", "1")), invalid(), "owner", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("owner")), invalid(), "owner", "required"));
}

TEST_F(AccountTest, OwnerHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "owner", "true", "wrong_type"));
}

TEST_F(AccountTest, OwnerHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "owner", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("owner", repeated("x", 1))).status, 201);
}

TEST_F(AccountTest, OwnerHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "owner", repeated("x", 81), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("owner", repeated("x", 80))).status, 201);
}

TEST_F(AccountTest, BalanceHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "balance", "true", "wrong_type"));
}

TEST_F(AccountTest, ClosedHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "closed", "\"x\"", "wrong_type"));
}

TEST_F(AccountTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("owner", quoted("owner b")).with("balance", "3").with("closed", "true"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "owner", quoted("owner b")), 1);
  EXPECT_EQ(total(path_, "owner", row.at("owner")), 1);
  EXPECT_EQ(total(path_, "owner[gt]", row.at("owner")), 1);
  EXPECT_EQ(total(path_, "owner[gte]", row.at("owner")), 2);
  EXPECT_EQ(total(path_, "owner[lt]", row.at("owner")), 0);
  EXPECT_EQ(total(path_, "owner[lte]", row.at("owner")), 1);
}

TEST_F(AccountTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("owner", quoted("owner b")).with("balance", "3").with("closed", "true"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=owner"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-owner"), {second, first}));
}

}  // namespace

}  // namespace app
