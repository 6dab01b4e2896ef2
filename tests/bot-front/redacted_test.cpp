// What programs print of an application's secrets does not reach a log.
#include "bot/deploy/redacted.h"

#include <gtest/gtest.h>

#include "tests/bot-front/stage.h"

namespace ingot::test {
namespace {

auto Told(const std::map<std::string, std::string>& settings, std::string_view line) -> std::string {
  LoggedContext context;
  bot::Redacted(context, settings).Log(line);
  return context.Lines();
}

TEST(Redacted, HidesValuesOfSecretSettingsWhereverTheyStand) {
  EXPECT_EQ(Told({{"JWT_SECRET", "a-long-secret"}}, "a-long-secret=a-long-secret;a-long-secre"), "***=***;a-long-secre\n");
}

TEST(Redacted, HidesTheUrlOfTheDatabaseAndItsPasswordAlone) {
  const std::map<std::string, std::string> settings{{"DATABASE_URL", "postgresql://anna:hidden:w@rd@host:5432/shop"}};
  EXPECT_EQ(Told(settings, "postgresql://anna:hidden:w@rd@host:5432/shop of anna"), "*** of anna\n");
  EXPECT_EQ(Told(settings, "password=hidden:w@rd"), "password=***\n");
}

TEST(Redacted, HidesEachOfSeveral) {
  EXPECT_EQ(Told({{"OUTBOX_TOKENS", "mail=token-one,chat=token-two"}}, "token-two token-one"), "*** ***\n");
  EXPECT_EQ(Told({{"SECRET_KEYS", "2:second-key=,1:first-key="}}, "first-key= second-key="), "*** ***\n");
}

TEST(Redacted, HidesTheLongerOfTwoThatBeginAlike) {
  EXPECT_EQ(Told({{"JWT_SECRET", "secret-one-longer"}, {"JWT_SECRET_PREVIOUS", "secret-one"}}, "secret-one-longer secret-one"), "*** ***\n");
}

TEST(Redacted, LeavesWhatIsNoSecretOrTooShortToBeFound) {
  EXPECT_EQ(Told({{"LOG_LEVEL", "warning"}, {"JWT_SECRET", "short"}, {"DATABASE_URL", "sqlite:"}}, "warning short sqlit"), "warning short sqlit\n");
}

}  // namespace
}  // namespace ingot::test
