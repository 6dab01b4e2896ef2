// Under which names a service may be called.
#include "service/allowed-hosts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using service::hostNameOf;
using testing::HasSubstr;
using testing::Not;

std::string get(const std::string& target, const std::string& host) {
  return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

TEST(AllowedHosts, NameOfAHeader) {
  EXPECT_EQ(hostNameOf("localhost"), "localhost");
  EXPECT_EQ(hostNameOf("localhost:4000"), "localhost");
  EXPECT_EQ(hostNameOf("[::1]"), "[::1]");
  EXPECT_EQ(hostNameOf("[::1]:80"), "[::1]");
  for (const char* each : {"", "[::1", "localhost:80x", "[::1]x", ":80", "localhost:evil.example", "localhost:80@evil.example"})
    EXPECT_EQ(hostNameOf(each), "") << each;
}

TEST(AllowedHosts, LoopbackAnswersToThisMachineOnly) {
  service::Config config = quietConfig();
  config.allowedHosts.clear();
  Running running(config);
  RawClient client(running.server.port());
  const std::string port = ":" + std::to_string(running.server.port());
  for (const std::string& host : {std::string("localhost"), "127.0.0.1" + port, "[::1]" + port, std::string("LocalHost:1"), std::string("127.0.0.1")})
    EXPECT_EQ(client.ask(get("/hello", host)).status, 200) << host;
  for (const std::string& host : {std::string("evil.example"), "evil.example" + port, std::string("localhost.evil.example"), std::string("10.0.0.1"), std::string()}) {
    const RawReply reply = client.ask(get("/hello", host));
    EXPECT_EQ(reply.status, 421) << host;
    EXPECT_THAT(reply.body, HasSubstr("\"code\":\"misdirected\""));
    EXPECT_THAT(reply.body, Not(HasSubstr("ALLOWED_HOSTS")));
  }
  EXPECT_EQ(client.ask(get("/metrics", "evil.example")).status, 421);
  EXPECT_EQ(client.ask(get("/nothing", "evil.example")).status, 421);
  EXPECT_EQ(client.ask("OPTIONS /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
  EXPECT_EQ(client.ask(get("/healthz", "10.0.0.1")).status, 200);
  EXPECT_EQ(client.ask(get("/readyz", "10.0.0.1")).status, 200);
  RawClient old(running.server.port());
  EXPECT_EQ(old.ask("GET /hello HTTP/1.0\r\n\r\n").status, 200);
}

TEST(AllowedHosts, AListIsAllThereIs) {
  service::Config config = quietConfig();
  config.allowedHosts = {"App.example.com", "[fd00::1]"};
  Running running(config);
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/hello", "app.example.com:4000")).status, 200);
  EXPECT_EQ(client.ask(get("/hello", "[FD00::1]:4000")).status, 200);
  EXPECT_EQ(client.ask(get("/hello", "localhost")).status, 421);
}

TEST(AllowedHosts, OpenToTheNetworkMeansAnyName) {
  service::Config config = quietConfig();
  config.allowedHosts.clear();
  config.host = "0.0.0.0";
  Running running(config);
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/hello", "app.example.com")).status, 200);
}

TEST(AllowedHosts, TheOperatorIsToldWhichVariable) {
  service::Config config = quietConfig();
  config.allowedHosts.clear();
  config.logLevel = LogLevel::debug;
  testing::internal::CaptureStderr();
  {
    Running running(config);
    RawClient client(running.server.port());
    EXPECT_EQ(client.ask(get("/hello", "app.example.com")).status, 421);
    running.server.stop();
  }
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr("ALLOWED_HOSTS has no app.example.com"));
}

}  // namespace
}  // namespace ingot::rt::test
