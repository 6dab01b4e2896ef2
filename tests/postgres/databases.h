// The databases that migrations are tried on: each says what its schema is, so that two ways to it can be compared.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/postgres/migrations.h"
#include "tests/postgres/sqlite_images.h"

namespace ingot::test {

class TriedDatabase {
 public:
  virtual ~TriedDatabase() = default;
  // The half of a migration's file names: `sqlite`, `postgres`.
  virtual auto Dialect() const -> std::string = 0;
  // What the runtime's stores open.
  virtual auto Url() const -> std::string = 0;
  // As new.
  virtual void Clear() = 0;
  // Statements in one transaction: the error, or nothing.
  virtual auto Apply(const std::string& sql) -> std::string = 0;
  // The rows of a query, `|` between columns and a line for each.
  virtual auto Query(const std::string& sql) -> std::string = 0;
  // Tables, columns, constraints, indexes and triggers, without the order of columns, and without what remembers and keeps.
  virtual auto Schema() -> std::string = 0;
};

// As the service does it, with these migrations: all of them up, for good, or the last one down. The error, or nothing. `synced`: what an
// SQLite file says that it has, it has on the disk.
auto Up(TriedDatabase& database, const std::vector<Migration>& migrations, bool synced = false) -> std::string;
auto Down(TriedDatabase& database, const std::vector<Migration>& migrations, bool synced = false) -> std::string;

// Up, with the last one only so far that programs of the release before may go on.
auto Open(TriedDatabase& database, const std::vector<Migration>& migrations) -> std::string;
// The same in processes that are killed, each when one more step is done; how many were.
auto UpThroughKills(TriedDatabase& database, const std::vector<Migration>& migrations) -> int;
auto DownThroughKills(TriedDatabase& database, const std::vector<Migration>& migrations) -> int;
// A process that is killed after so many steps up.
void UpUntilKilled(TriedDatabase& database, const std::vector<Migration>& migrations, int steps);

auto NewSqlite() -> std::unique_ptr<TriedDatabase>;
// What the files of another one had.
auto NewSqlite(const FileImage& image) -> std::unique_ptr<TriedDatabase>;
// On the server that the process shares.
auto NewPostgres() -> std::unique_ptr<TriedDatabase>;

}  // namespace ingot::test
