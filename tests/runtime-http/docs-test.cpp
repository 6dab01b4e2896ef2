// The description of the API and its page, over the wire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr JwtSettings kJwt{};
const Application kDescribed{"described", "1.0.0", {}, {}, {}, {.jwt = &kJwt}, R"({"openapi":"3.1.0"})"};
const Application kUndescribed{"undescribed", "1.0.0", {}, {}, {}};

class Docs : public testing::Test {
 protected:
  RawReply ask(const Application& application, const std::string& target, const std::string& headers = "", bool on = true) {
    service::Config config = quietConfig();
    config.apiDocs = on;
    config.jwtSecret = "a secret that is long enough to be one";
    FakeDatabase database;
    service::Server server(application, config, database);
    server.start();
    RawClient client(server.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
    return client.receive();
  }
};

TEST_F(Docs, AreOpenToEverybody) {
  const RawReply description = ask(kDescribed, "/openapi.json");
  EXPECT_EQ(description.status, 200);
  EXPECT_EQ(description.headers.at("content-type"), "application/json");
  EXPECT_EQ(description.body, kDescribed.apiDocument);
  EXPECT_EQ(ask(kDescribed, "/docs").headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(ask(kDescribed, "/docs/app.js").headers.at("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(ask(kDescribed, "/docs/style.css").headers.at("content-type"), "text/css; charset=utf-8");
}

TEST_F(Docs, AreNotSentTwice) {
  for (const char* target : {"/openapi.json", "/docs", "/docs/app.js", "/docs/style.css"}) {
    const std::string tag = ask(kDescribed, target).headers.at("etag");
    const RawReply again = ask(kDescribed, target, "If-None-Match: " + tag + "\r\n");
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_EQ(again.body, "") << target;
  }
}

// The page may run its own script and speak to its own service; it has nothing inline and names nobody else.
TEST_F(Docs, KeepToThemselves) {
  std::size_t bytes = 0;
  for (const char* target : {"/docs", "/docs/app.js", "/docs/style.css"}) {
    const RawReply reply = ask(kDescribed, target);
    bytes += reply.body.size();
    EXPECT_THAT(reply.headers.at("content-security-policy"), HasSubstr("default-src 'none'; script-src 'self'; style-src 'self';"));
    EXPECT_THAT(reply.headers.at("content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    EXPECT_THAT(reply.body, Not(HasSubstr("http:")));
    EXPECT_THAT(reply.body, Not(HasSubstr("innerHTML")));
    EXPECT_THAT(reply.body, Not(HasSubstr("<script>")));
    EXPECT_THAT(reply.body, Not(HasSubstr("style=")));
  }
  EXPECT_LT(bytes, 40U * 1024);
}

TEST_F(Docs, AreAwayWhenTurnedOffOrNotThere) {
  for (const char* target : {"/openapi.json", "/docs", "/docs/app.js", "/docs/style.css"}) {
    EXPECT_EQ(ask(kDescribed, target, "", false).status, 404) << target;
    EXPECT_EQ(ask(kUndescribed, target).status, 404) << target;
  }
}

}  // namespace
}  // namespace ingot::rt::test
