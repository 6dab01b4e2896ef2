// The inputs of jobEvents, each rule broken alone. Made by Ingot; changes belong in the definition.
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

class JobEventsEndpointTest : public rt::testing::ServiceTest {
 protected:
  JobEventsEndpointTest()
      : ServiceTest(application()) {
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/jobs/") + rt::format(fixtures_.makeJob(session)) + "/events";
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

TEST_F(JobEventsEndpointTest, JobHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/jobs/") + rt::format(rt::Uuid{}) + "/events"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(JobEventsEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(JobEventsEndpointTest, RefusesAfterInTheQuery) {
  std::string others;
  write([&]([[maybe_unused]] rt::Session& session) { others = std::string("?"); });
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + others + "after=not%20a%20value", body(valid_), headers_), invalid(), "query.after", "invalid_format"));
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + others + "after=-1", body(valid_), headers_), invalid(), "query.after", "too_small"));
}

TEST_F(JobEventsEndpointTest, AnswersAsItSays) {
  const auto reply = send(kMethod, path_ + query_, body(valid_), headers_);
  EXPECT_EQ(reply.status, 200) << reply.body;
}

}  // namespace
}  // namespace app
