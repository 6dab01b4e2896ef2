// Brings the schema of an SQLite file to where the program wants it, and remembers how.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "store/baseline.hpp"
#include "store/database.hpp"
#include "store/migration-history.hpp"
#include "store/sqlite/connection.hpp"

namespace ingot::rt::store::sqlite {

// A connection of its own; each migration is one transaction. Every function throws std::runtime_error with a
// clear line.
class Migrations {
 public:
  Migrations(const ConnectionOptions& options, std::span<const Migration> known);

  void up();
  void down(std::size_t steps);
  [[nodiscard]] std::vector<MigrationStatus> status();
  // Compares with what the migrations make in memory.
  [[nodiscard]] BaselineReport baseline();

 private:
  void prepare();  // the tables that remember
  void record(const Migration& migration);
  [[nodiscard]] BaselineReport adopt(const Schema& wanted);
  // What was applied, in order. Refuses a history that is not the beginning of `known_`.
  [[nodiscard]] std::vector<AppliedMigration> history();
  // Runs `sql` and `record` in one transaction, with foreign keys checked at its end instead of on the way.
  void step(const Migration& migration, std::string_view what, std::string_view sql,
            FunctionRef<void()> record);
  void checkForeignKeys();

  Connection connection_;
  std::span<const Migration> known_;
};

}  // namespace ingot::rt::store::sqlite
