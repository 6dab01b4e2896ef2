// The inputs of applicationReleases, each rule broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "../fixtures.hpp"

namespace app {
namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::quoted;
using rt::testing::repeated;

const std::string kMethod("GET");

class ApplicationReleasesEndpointTest : public rt::testing::ServiceTest {
 protected:
  ApplicationReleasesEndpointTest()
      : ServiceTest(application()) {
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/applications/") + rt::format(fixtures_.makeApplication(session)) + "/releases";
      query_ = std::string("?");
    });
  }

  static std::string body(const Body&) {
    return {};
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

TEST_F(ApplicationReleasesEndpointTest, ApplicationHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/applications/") + rt::format(rt::Uuid{}) + "/releases"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(ApplicationReleasesEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(ApplicationReleasesEndpointTest, AnswersAsItSays) {
  const auto reply = send(kMethod, path_ + query_, body(valid_), headers_);
  EXPECT_EQ(reply.status, 200) << reply.body;
}

}  // namespace
}  // namespace app
