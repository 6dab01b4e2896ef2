// Who is let in: over the wire, before anything of a body is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/base64url.hpp"
#include "auth/token-verifier.hpp"
#include "fake-app.hpp"
#include "hash/sha256.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kSecret = "the secret of the fake application";

Response who(Context& context, Request&) {
  const Caller& caller = context.caller();
  return {200, "text/plain", caller.id + (caller.kind == Caller::Kind::user ? " user " : " nobody ") + caller.claims.text};
}
Response take(Context& context, Request& request) {
  const std::string body = request.body->readAll(request.bodyLimit);
  return {201, "text/plain", context.caller().id + " " + body};
}

constexpr Route kRoutes[] = {
    {Method::get, "/who", who},
    {Method::post, "/who", take},
    {Method::get, "/open", who, Access::anyone},
};
constexpr JwtSettings kJwt{.issuer = "me"};

const Application& guarded() {
  static const Application instance{"guarded", "1.0.0", {}, kRoutes, {}, {.jwt = &kJwt}};
  return instance;
}

service::Config configOf(const std::string& secret = kSecret) {
  service::Config config = quietConfig();
  config.jwtSecret = secret;
  config.corsOrigins = {"*"};
  return config;
}

std::string token(const std::string& more = "", const std::string& secret = kSecret) {
  const std::string seconds = std::to_string(service::currentTime().micros / 1'000'000 + 60);
  const std::string text = auth::encodeBase64Url(R"({"alg":"HS256","typ":"JWT"})") + "." +
                           auth::encodeBase64Url(R"({"sub":"u1","iss":"me","exp":)" + seconds + more + "}");
  return text + "." + auth::encodeBase64Url(hash::hmacSha256(secret, text));
}

class Auth : public testing::Test {
 protected:
  Auth() : server_(guarded(), configOf(), database_) { server_.start(); }
  // The answer to one request on a connection of its own.
  RawReply ask(const std::string& line, const std::string& headers = "", const std::string& body = "") {
    RawClient client(server_.port());
    client.send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n" + body);
    return client.receive(line.rfind("HEAD", 0) == 0);
  }
  FakeDatabase database_;
  service::Server server_;
};

std::string bearing(const std::string& text) { return "Authorization: Bearer " + text + "\r\n"; }

TEST_F(Auth, LetsInWhoHasAToken) {
  EXPECT_THAT(ask("GET /who", bearing(token(R"(,"email":"a@b.c")"))).body, StartsWith(R"(u1 user {"sub":"u1","iss":"me","exp":)"));
  EXPECT_EQ(ask("HEAD /who", bearing(token())).status, 200);
  EXPECT_EQ(ask("POST /who", "authorization: bearer " + token() + "\r\nContent-Length: 2\r\n", "hi").body, "u1 hi");
}

TEST_F(Auth, RefusesAlikeWhateverTheReason) {
  const auto said = [](const RawReply& reply) {  // without the id and the time of the request
    return reply.body.substr(0, reply.body.find(",\"requestId\""));
  };
  RawReply none = ask("GET /who");
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.headers["www-authenticate"], "Bearer");
  EXPECT_THAT(none.body, HasSubstr("\"code\":\"unauthenticated\""));
  for (const std::string& wrong : {std::string("x"), token("", std::string(40, 'x')), token(R"(,"nbf":99999999999)"), token(R"(,"aud":"x")"),
                                   token() + "x", std::string(9'000, 'a')}) {
    RawReply reply = ask("GET /who", bearing(wrong));
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.headers["www-authenticate"], "Bearer error=\"invalid_token\"");
    EXPECT_EQ(said(reply), said(none));
  }
  EXPECT_EQ(ask("HEAD /who").status, 401);
  EXPECT_EQ(ask("GET /who", bearing(token()) + bearing(token())).status, 401);
}

TEST_F(Auth, ReadsNoBodyOfAStranger) {
  RawClient client(server_.port());
  EXPECT_EQ(client.ask("POST /who HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n").status, 401);
}

TEST_F(Auth, LeavesOpenWhatIsOpen) {
  EXPECT_EQ(ask("GET /open").body, " nobody null");
  EXPECT_EQ(ask("GET /open", bearing("x")).status, 200);
  for (const char* path : {"/healthz", "/readyz", "/metrics"}) EXPECT_EQ(ask(std::string("GET ") + path).status, 200) << path;
  EXPECT_EQ(ask("GET /nowhere").status, 404);
  EXPECT_EQ(ask("PUT /who").status, 405);
  RawReply preflight = ask("OPTIONS /who", "Origin: https://a.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_THAT(preflight.headers["access-control-allow-headers"], HasSubstr("Authorization"));
}

TEST(AuthStart, NeedsASecret) {
  FakeDatabase database;
  for (const std::string& secret : {std::string(), std::string(31, 's')}) {
    service::Server server(guarded(), configOf(secret), database);
    EXPECT_THROW(server.start(), std::runtime_error);
  }
}

}  // namespace
}  // namespace ingot::rt::test
