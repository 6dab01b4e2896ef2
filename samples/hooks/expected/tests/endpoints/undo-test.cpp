// The inputs of undo, each rule broken alone. Made by Ingot; changes belong in the definition.
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

class UndoEndpointTest : public rt::testing::ServiceTest {
 protected:
  UndoEndpointTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"note", quoted("note a")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = std::string("/api/accounts/") + rt::format(fixtures_.makeAccount(session)) + "/undo";
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

TEST_F(UndoEndpointTest, AccountHasToBeThere) {
  std::string nowhere;
  write([&]([[maybe_unused]] rt::Session& session) { nowhere = std::string("/api/accounts/") + rt::format(rt::Uuid{}) + "/undo"; });
  EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404);
}

TEST_F(UndoEndpointTest, RefusesUnknownParameters) {
  EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + "no_such=1", body(valid_), headers_), invalid(), "query.no_such", "unknown_parameter"));
}

TEST_F(UndoEndpointTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(UndoEndpointTest, RefusesNoteInTheBody) {
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("note", "null")), invalid(), "note", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.without("note")), invalid(), "note", "required"));
  EXPECT_TRUE(hasOnlyProblem(ask(valid_.with("note", "true")), invalid(), "note", "wrong_type"));
}

TEST_F(UndoEndpointTest, AnswersAsItSays) {
  const auto reply = send(kMethod, path_ + query_, body(valid_), headers_);
  EXPECT_EQ(reply.status, 200) << reply.body;
}

}  // namespace
}  // namespace app
