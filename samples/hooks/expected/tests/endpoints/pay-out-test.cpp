// The inputs of payOut, each rule broken alone. Made by Ingot; changes belong in the definition.
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

class PayOutEndpointTest : public rt::testing::ServiceTest {
 protected:
  PayOutEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"amount", "1"},
        {"express", "false"},
        {"reference", quoted("reference a")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/accounts/") + rt::format(fixtures_.makeAccount(session)) + "/payouts";
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

TEST_F(PayOutEndpointTest, AccountHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/accounts/") + rt::format(rt::Uuid{}) + "/payouts"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(PayOutEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(PayOutEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(PayOutEndpointTest, RefusesAmountInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "null")), invalid(), "amount", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("amount")), invalid(), "amount", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "true")), invalid(), "amount", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("amount", "0")), invalid(), "amount", "too_small"));
}

TEST_F(PayOutEndpointTest, RefusesExpressInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("express", quoted("x"))), invalid(), "express", "wrong_type"));
}

TEST_F(PayOutEndpointTest, RefusesReferenceInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("reference", "null")), invalid(), "reference", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("reference")), invalid(), "reference", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("reference", "true")), invalid(), "reference", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("reference", repeated("x", 22))), invalid(), "reference", "too_long"));
}

}  // namespace
}  // namespace app
