// A pooler in front of a PostgreSQL server, which gives each transaction another connection.
#pragma once

#include <string>

#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot::test {

class PgBouncer {
 public:
  // Why none can be started here; empty when one can.
  static auto Missing() -> std::string;

  // Throws when it does not start within 10 seconds.
  PgBouncer(const Postgres& server, int connections);
  ~PgBouncer();
  PgBouncer(const PgBouncer&) = delete;
  auto operator=(const PgBouncer&) -> PgBouncer& = delete;

  auto Url(const std::string& database) const -> std::string;

 private:
  TemporaryFolder folder_;
  uint16_t port_;
  pid_t process_ = -1;
};

}  // namespace ingot::test
