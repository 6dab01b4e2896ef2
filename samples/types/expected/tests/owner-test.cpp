// The rules of Owner, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/owner.hpp"

namespace app {

rt::Uuid Fixtures::makeOwner(rt::Session& session) {
  if (!owner_) {
    Owner::Input input;
    input.name.set("name a");
    input.recovery.set("recovery.d@example.com");
    input.password.set(rt::testing::hashedPassword("password e"));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    owner_ = insertRow(session, input).id;
  }
  return *owner_;
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

class OwnerTest : public rt::testing::ServiceTest {
 protected:
  OwnerTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name a")},
        {"recovery", quoted("recovery.d@example.com")},
        {"password", quoted("password e")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/owners";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(OwnerTest, LivesThroughItsRoutes) {
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
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(OwnerTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name a"));
  EXPECT_EQ(reply.at("recovery"), "(absent)");
  EXPECT_EQ(reply.at("password"), "(absent)");
}

TEST_F(OwnerTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_.without("recovery").without("password");
  expected = expected.with("name", quoted("name b"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_.without("recovery").without("password")));
}

TEST_F(OwnerTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(OwnerTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
}

TEST_F(OwnerTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(OwnerTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(OwnerTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 81), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 80))).status, 201);
}

TEST_F(OwnerTest, RecoveryIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "recovery", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("recovery", "null").with("no such field", "1")), invalid(), "recovery", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("recovery")), invalid(), "recovery", "required"));
}

TEST_F(OwnerTest, RecoveryHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "recovery", "true", "wrong_type"));
}

TEST_F(OwnerTest, RecoveryHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "recovery", quoted("___"), "invalid_format"));
}

TEST_F(OwnerTest, PasswordIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "password", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("password", "null").with("no such field", "1")), invalid(), "password", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("password")), invalid(), "password", "required"));
}

TEST_F(OwnerTest, PasswordHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "password", "true", "wrong_type"));
}

TEST_F(OwnerTest, PasswordHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "password", repeated("x", 7), "too_short"));
}

TEST_F(OwnerTest, PasswordHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "password", repeated("x", 61), "too_long"));
}

TEST_F(OwnerTest, PasswordFitsIntoItsHash) {
  EXPECT_TRUE(refuses(path_, valid_, "password", repeated("x", 73), "too_long"));
}

TEST_F(OwnerTest, RecoveryIsOnlyWritten) {
  EXPECT_TRUE(conceals(path_, valid_, "recovery", quoted("recovery.c@example.com")));
  EXPECT_TRUE(seals(path_, valid_, "recovery", quoted("recovery.c@example.com"), Owner::Secrets::recovery));
}

TEST_F(OwnerTest, PasswordIsOnlyWritten) {
  EXPECT_TRUE(conceals(path_, valid_, "password", quoted("password f")));
  EXPECT_TRUE(hashes(path_, valid_, "password", quoted("password f"), "SELECT password FROM owners WHERE id = $1"));
}

TEST_F(OwnerTest, LinksFavourites) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string links = location + "/favourites";
  std::string other;
  write([&](rt::Session& session) { other = rt::format(fixtures_.makeEverything(session)); });
  const std::string one = links + "/" + other;
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(get(location + "?include=favourites").at("favourites"), "[]");
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(get(links).at("total"), "1");
  EXPECT_EQ(get(links).at("data.0.id"), '"' + other + '"');
  EXPECT_EQ(get(location + "?include=favourites").at("favourites.0.id"), '"' + other + '"');
  EXPECT_EQ(get(path_ + "?include=favourites").at("data.0.favourites.0.id"), '"' + other + '"');
  EXPECT_EQ(put(links + "/" + rt::format(rt::Uuid{}), Body{}).status, 404);
  EXPECT_EQ(get(path_ + "/" + rt::format(rt::Uuid{}) + "/favourites").status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
  EXPECT_EQ(del(one).status, 204);
  EXPECT_EQ(del(one).status, 404);
  EXPECT_EQ(get(links).at("total"), "0");
  EXPECT_EQ(put(one, Body{}).status, 204);
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(links).status, 404);
}

TEST_F(OwnerTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name b")).with("recovery", quoted("recovery.c@example.com")).with("password", quoted("password f")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
}

TEST_F(OwnerTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeOwner(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeBadge(session); });
  EXPECT_EQ(get(location + "?include=badge").at("badge.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=badge").at("data.0.badge.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeEverything(session); });
  EXPECT_EQ(get(location + "?include=things").at("things.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=things").at("data.0.things.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeRoom(session); });
  EXPECT_EQ(get(location + "?include=rooms").at("rooms.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=rooms").at("data.0.rooms.0.id"), quoted(id));
}

}  // namespace

}  // namespace app
