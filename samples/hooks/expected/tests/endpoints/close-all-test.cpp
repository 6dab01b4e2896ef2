// The inputs of closeAll, each rule broken alone. Made by Ingot; changes belong in the definition.
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

class CloseAllEndpointTest : public rt::testing::ServiceTest {
 protected:
  CloseAllEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"owner", quoted("owner a")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/close");
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

TEST_F(CloseAllEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(CloseAllEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(CloseAllEndpointTest, RefusesOwnerInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("owner", "null")), invalid(), "owner", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("owner")), invalid(), "owner", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("owner", "true")), invalid(), "owner", "wrong_type"));
}

}  // namespace
}  // namespace app
