// Who may call: each route, with tokens that are no good. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"

namespace app {
namespace {

namespace rt = ingot::rt;

using rt::testing::Body;
using rt::testing::quoted;
using rt::testing::secondsFromNow;

class Callers : public rt::testing::ServiceTest {
 protected:
  Callers()
      : ServiceTest(application()) {}
};

TEST_F(Callers, TakesAGoodToken) {
  EXPECT_TRUE(noRouteRefuses("Bearer " + token()));
}

TEST_F(Callers, RefusesWhoeverHasNone) {
  EXPECT_TRUE(everyRouteRefuses(""));
  EXPECT_TRUE(everyRouteRefuses("Basic dTpw"));
}

TEST_F(Callers, RefusesWhatIsNoToken) {
  EXPECT_TRUE(everyRouteRefuses("Bearer x"));
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token() + "x"));
}

TEST_F(Callers, RefusesAnotherSecret) {
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.secret = "another secret, of 32 bytes and more"})));
}

TEST_F(Callers, RefusesWhatHasExpired) {
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.claims = Body{{"exp", secondsFromNow(-3600)}}})));
}

TEST_F(Callers, RefusesWhatIsNotValidYet) {
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.claims = Body{{"nbf", secondsFromNow(3600)}}})));
}

TEST_F(Callers, RefusesAnotherAlgorithm) {
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.header = Body{{"alg", quoted("none")}}})));
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.header = Body{{"alg", quoted("HS512")}}})));
}

TEST_F(Callers, RefusesAnotherAudience) {
  EXPECT_TRUE(everyRouteRefuses("Bearer " + token({.claims = Body{{"aud", quoted("somebody else")}}})));
}

}  // namespace
}  // namespace app
