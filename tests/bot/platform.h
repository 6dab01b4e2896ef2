// A platform's database for a test of the bot: the tables of the sample, a user, and applications.
#pragma once

#include <string>

#include "bot/store/store.h"
#include "tests/support/postgres.h"

namespace ingot::test {

class Platform {
 public:
  explicit Platform(Postgres& server = Postgres::Shared());

  auto Settings() const -> bot::StoreSettings;  // with little patience, and little delay between attempts
  auto server() const -> Postgres& { return server_; }

  // Its id. The user is `ada`.
  auto NewApplication(const std::string& name) const -> std::string;
  // What statements print, without the end of the last line. Fails the test when they fail.
  auto Ask(const std::string& sql) const -> std::string;
  void WaitFor(const std::string& sql, const std::string& answer, int seconds = 20) const;

 private:
  Postgres& server_;
  std::string database_;
};

}  // namespace ingot::test
