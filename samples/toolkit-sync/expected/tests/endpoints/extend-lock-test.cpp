// The inputs of extendLock, each rule broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "../fixtures.hpp"

namespace app {
namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::quoted;
using rt::testing::repeated;

const std::string kMethod("PUT");

class ExtendLockEndpointTest : public rt::testing::ServiceTest {
 protected:
  ExtendLockEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"minutes", "1"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/projects/") + rt::format(fixtures_.makeProject(session)) + "/lock";
      query_ = std::string("?");
    });
  }

  static std::string body(const Body& members) {
    return members.text();
  }
  rt::testing::Reply ask(const Body& members) {
    return send(kMethod, path_ + query_, body(members), headers_);
  }

  Fixtures fixtures_;
  std::string path_;
  std::string query_;
  Body valid_;
  const std::vector<std::pair<std::string, std::string>> headers_;
};

TEST_F(ExtendLockEndpointTest, ProjectHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/projects/") + rt::format(rt::Uuid{}) + "/lock"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(ExtendLockEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(ExtendLockEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ExtendLockEndpointTest, RefusesMinutesInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("minutes", "null")), invalid(), "minutes", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("minutes", "true")), invalid(), "minutes", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("minutes", "0")), invalid(), "minutes", "too_small"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("minutes", "481")), invalid(), "minutes", "too_large"));
}

}  // namespace
}  // namespace app
