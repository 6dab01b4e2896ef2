// The inputs of transfer, each rule broken alone. Made by Ingot; changes belong in the definition.
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

class TransferEndpointTest : public rt::testing::ServiceTest {
 protected:
  TransferEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"amount", "1"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/transfer");
      valid_ = valid_.with("fromId", quoted(fixtures_.makeAccount(session)));
      valid_ = valid_.with("toId", quoted(fixtures_.makeAccount(session)));
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

TEST_F(TransferEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(TransferEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(TransferEndpointTest, RefusesFromIdInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("fromId", "null")), invalid(), "fromId", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("fromId")), invalid(), "fromId", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("fromId", quoted(rt::Uuid{}))), invalid(), "fromId", "missing_reference"));
}

TEST_F(TransferEndpointTest, RefusesToIdInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("toId", "null")), invalid(), "toId", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("toId")), invalid(), "toId", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("toId", quoted(rt::Uuid{}))), invalid(), "toId", "missing_reference"));
}

TEST_F(TransferEndpointTest, RefusesAmountInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "null")), invalid(), "amount", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("amount")), invalid(), "amount", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "true")), invalid(), "amount", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "0")), invalid(), "amount", "too_small"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "1000001")), invalid(), "amount", "too_large"));
}

}  // namespace
}  // namespace app
