// Configuration, error bodies and log lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "service/config.hpp"
#include "service/error-body.hpp"
#include "service/log.hpp"

namespace ingot::rt::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::map<std::string, std::string> environment;

const char* lookUp(const char* name) {
  const auto found = environment.find(name);
  return found == environment.end() ? nullptr : found->second.c_str();
}

TEST(Config, ReadsWhatIsSet) {
  environment = {{"PORT", "8080"}, {"LOG_LEVEL", "warn"}, {"CORS_ORIGINS", "https://a.example,http://b.example:3000"}, {"DATABASE_URL", "sqlite:x.db"},
                 {"HOST", "::1"},  {"DATABASE_SYNC", "normal"}, {"THREADS", ""}, {"ALLOWED_HOSTS", "app.example.com,[::1]"}};
  Config config;
  EXPECT_THAT(readConfig(lookUp, config), ElementsAre());
  EXPECT_EQ(config.port, 8080);
  EXPECT_EQ(config.logLevel, LogLevel::warn);
  EXPECT_THAT(config.corsOrigins, ElementsAre("https://a.example", "http://b.example:3000"));
  EXPECT_THAT(config.allowedHosts, ElementsAre("app.example.com", "[::1]"));
  EXPECT_FALSE(config.databaseSyncFull);
  EXPECT_THAT(printConfig(config), HasSubstr("CORS_ORIGINS=https://a.example,http://b.example:3000\n"));
}

TEST(Config, NamesEveryMistake) {
  environment = {{"PORT", "80x"}, {"THREADS", "-1"}, {"LOG_LEVEL", "loud"}, {"CORS_ORIGINS", "example.com"}, {"HOST", "nowhere"}, {"DATABASE_URL", "mysql://x"},
                 {"ALLOWED_HOSTS", "localhost:80"}};
  Config config;
  EXPECT_THAT(readConfig(lookUp, config),
              ElementsAre("HOST has to be an IP address", "PORT has to be a whole number from 0 to 65535", "DATABASE_URL has to be sqlite:PATH or postgresql://...",
                          "THREADS has to be a whole number from 0 to 256", "LOG_LEVEL has to be debug, info, warn, error or off",
                          "ALLOWED_HOSTS has to be * or a list of host names such as app.example.com, without ports",
                          "CORS_ORIGINS has to be * or a list of origins such as https://app.example.com"));
}

TEST(ErrorBody, ThreeShapes) {
  const std::vector<Problem> problems = {{"a.b", "min", "too small"}};
  const ErrorView error{422, "invalid", "no \"good\"", problems, "id-1", Timestamp{0}};
  EXPECT_EQ(renderError(ErrorShape::problemDetails, error),
            R"({"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"no \"good\"","code":"invalid","requestId":"id-1",)"
            R"("errors":[{"path":"a.b","code":"min","message":"too small"}]})");
  EXPECT_EQ(renderError(ErrorShape::statusMessage, error),
            R"({"statusCode":422,"message":["a.b too small"],"timestamp":"1970-01-01T00:00:00Z","code":"invalid","requestId":"id-1",)"
            R"("errors":[{"path":"a.b","code":"min","message":"too small"}]})");
  EXPECT_EQ(renderError(ErrorShape::errorObject, error),
            R"({"error":{"status":422,"code":"invalid","message":"no \"good\"","requestId":"id-1",)"
            R"("details":[{"path":"a.b","code":"min","message":"too small"}]}})");
}

TEST(Log, WritesWholeLinesAndEscapes) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  {
    Log log(LogLevel::info, ends[1]);
    log.say(LogLevel::debug, "not wanted");
    log.say(LogLevel::warn, "a\n\"b\"\x01\xff");
  }
  ::close(ends[1]);
  char text[1024];
  const ssize_t count = ::read(ends[0], text, sizeof text);
  ::close(ends[0]);
  ASSERT_GT(count, 0);
  const std::string line(text, static_cast<std::size_t>(count));
  EXPECT_THAT(line, HasSubstr("\"level\":\"warn\",\"msg\":\"a\\n\\\"b\\\"\\u0001\xEF\xBF\xBD\"}\n"));
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

}  // namespace
}  // namespace ingot::rt::service
