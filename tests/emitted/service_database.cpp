#include "tests/emitted/service_database.h"

#include <utility>

#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot::test {

auto ServiceDatabase::Missing(bool on_postgres) -> std::string { return on_postgres ? Postgres::Missing() : ""; }

ServiceDatabase::ServiceDatabase(bool on_postgres, std::string folder) : folder_(std::move(folder)) {
  if (!on_postgres) return;
  name_ = Postgres::Shared().NewDatabase();
  url_ = Postgres::Shared().Url(name_);
}

auto ServiceDatabase::Run(const std::string& sql) const -> Outcome {
  if (!name_.empty()) return Postgres::Shared().Run(name_, sql);
  WriteFile(folder_ + "/aside.sql", sql);
  return RunCommand(folder_, "python3 -c \"import sqlite3; c = sqlite3.connect('app.db', isolation_level=None, timeout=20); "
                             "print(''.join(str(row[0]) + '\\n' for row in c.execute(open('aside.sql').read())), end='')\"");
}

}  // namespace ingot::test
