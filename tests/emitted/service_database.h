// The database of a service under test: a file in a folder of the test, or a new one of the shared PostgreSQL server.
#pragma once

#include <string>

#include "tests/support/command.h"

namespace ingot::test {

class ServiceDatabase {
 public:
  // Why there can be none; empty when there can. A test skips with it.
  static auto Missing(bool on_postgres) -> std::string;

  // `folder` is that of the service.
  ServiceDatabase(bool on_postgres, std::string folder);

  // What a ServiceProcess is given.
  auto url() const -> const std::string& { return url_; }
  // What another program says to the database: the first column of each row, a line each. The code is 0 when all went well.
  auto Run(const std::string& sql) const -> Outcome;

 private:
  std::string folder_;
  std::string name_;  // of PostgreSQL; empty: SQLite
  std::string url_;   // the same
};

}  // namespace ingot::test
