// The rules of User, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/user.hpp"

namespace app {

rt::Uuid Fixtures::makeUser(rt::Session& session) {
  if (!user_) {
    User::Input input;
    input.name.set("name-a");
    input.email.set("email.d@example.com");
    input.password.set(rt::testing::hashedPassword("eeeeeeeeeeeeeeeeeeeeeeee"));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    user_ = insertRow(session, input).id;
  }
  return *user_;
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

class UserTest : public rt::testing::ServiceTest {
 protected:
  UserTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name-a")},
        {"email", quoted("email.d@example.com")},
        {"password", quoted("eeeeeeeeeeeeeeeeeeeeeeee")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/users";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(UserTest, LivesThroughItsRoutes) {
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

TEST_F(UserTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name-a"));
  EXPECT_EQ(reply.at("email"), quoted("email.d@example.com"));
  EXPECT_EQ(reply.at("password"), "(absent)");
}

TEST_F(UserTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_.without("password");
  expected = expected.with("name", quoted("name-b"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name-b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("email", quoted("email.c@example.com"));
  ASSERT_EQ(patch(location, Body{{"email", quoted("email.c@example.com")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_.without("password")));
}

TEST_F(UserTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(UserTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(UserTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(UserTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(UserTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
}

TEST_F(UserTest, NameHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "name", quoted("___"), "invalid_format"));
}

TEST_F(UserTest, EmailIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "email", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("email", "null").with("no such field", "1")), invalid(), "email", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("email")), invalid(), "email", "required"));
}

TEST_F(UserTest, EmailHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "email", "true", "wrong_type"));
}

TEST_F(UserTest, EmailHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "email", quoted("___"), "invalid_format"));
}

TEST_F(UserTest, PasswordIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "password", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("password", "null").with("no such field", "1")), invalid(), "password", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("password")), invalid(), "password", "required"));
}

TEST_F(UserTest, PasswordHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "password", "true", "wrong_type"));
}

TEST_F(UserTest, PasswordHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "password", repeated("x", 11), "too_short"));
}

TEST_F(UserTest, PasswordFitsIntoItsHash) {
  EXPECT_TRUE(refuses(path_, valid_, "password", repeated("x", 73), "too_long"));
}

TEST_F(UserTest, PasswordIsOnlyWritten) {
  EXPECT_TRUE(conceals(path_, valid_, "password", quoted("ffffffffffffffffffffffff")));
  EXPECT_TRUE(hashes(path_, valid_, "password", quoted("ffffffffffffffffffffffff"), "SELECT password FROM users WHERE id = $1"));
}

TEST_F(UserTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("email", quoted("email.c@example.com"))), 409, "name", "not_unique"));
}

TEST_F(UserTest, UniqueConstraint2) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", quoted("name-b"))), 409, "email", "not_unique"));
}

TEST_F(UserTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name-b")).with("email", quoted("email.c@example.com")).with("password", quoted("ffffffffffffffffffffffff")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "name", quoted("name-b")), 1);
  EXPECT_EQ(total(path_, "name", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gt]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gte]", row.at("name")), 2);
  EXPECT_EQ(total(path_, "name[lt]", row.at("name")), 0);
  EXPECT_EQ(total(path_, "name[lte]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "email", quoted("email.c@example.com")), 1);
  EXPECT_EQ(total(path_, "email", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[gt]", row.at("email")), 0);
  EXPECT_EQ(total(path_, "email[gte]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[lt]", row.at("email")), 1);
  EXPECT_EQ(total(path_, "email[lte]", row.at("email")), 2);
}

TEST_F(UserTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name-b")).with("email", quoted("email.c@example.com")).with("password", quoted("ffffffffffffffffffffffff")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(UserTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeUser(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeApplication(session); });
  EXPECT_EQ(get(location + "?include=applications").at("applications.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=applications").at("data.0.applications.0.id"), quoted(id));
}

}  // namespace

}  // namespace app
