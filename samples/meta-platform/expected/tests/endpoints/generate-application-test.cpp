// The inputs of generateApplication, each rule broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "../fixtures.hpp"

namespace app {
namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::quoted;
using rt::testing::repeated;

const std::string kMethod("POST");

class GenerateApplicationEndpointTest : public rt::testing::ServiceTest {
 protected:
  GenerateApplicationEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"options", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/applications/") + rt::format(fixtures_.makeApplication(session)) + "/generate";
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

TEST_F(GenerateApplicationEndpointTest, ApplicationHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/applications/") + rt::format(rt::Uuid{}) + "/generate"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(GenerateApplicationEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(GenerateApplicationEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(GenerateApplicationEndpointTest, RefusesOptionsInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("options", "null")), invalid(), "options", "required"));
}

}  // namespace
}  // namespace app
