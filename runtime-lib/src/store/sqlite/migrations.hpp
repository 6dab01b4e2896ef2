// Brings the schema of an SQLite file to where the program wants it, and remembers how.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/baseline.hpp"
#include "store/migration-history.hpp"
#include "store/sqlite/connection.hpp"

namespace ingot::rt::store::sqlite {

// A connection of its own; each migration is one transaction with all of its steps, as one process has the file.
class Migrations final : public Migrator {
 public:
  Migrations(const ConnectionOptions& options, std::span<const Migration> known);

  void up(Reach reach) override;
  [[nodiscard]] std::vector<PlannedStep> plan(Reach reach) override;
  [[nodiscard]] std::vector<MigrationAnswer> lint() override;
  void down(std::size_t count) override;
  void downTo(std::size_t kept) override;
  [[nodiscard]] std::size_t recordedCount() override;
  [[nodiscard]] std::vector<MigrationStatus> status() override;
  [[nodiscard]] BaselineReport drift() override;
  // Compares with what the migrations make in memory.
  [[nodiscard]] BaselineReport baseline() override;
  [[nodiscard]] std::vector<PerformedStep> log() override { return {}; }
  [[nodiscard]] std::vector<KeptTable> kept() override;
  std::vector<KeptTable> forget() override;

 private:
  void prepare();  // the tables that remember
  void record(const KnownMigration& migration);
  [[nodiscard]] BaselineReport adopt(const Schema& wanted);
  // What was applied, in order. Refuses a history that is not the beginning of `known_`.
  [[nodiscard]] std::vector<AppliedMigration> history();
  [[nodiscard]] std::vector<AppliedMigration> recorded();
  [[nodiscard]] bool hasTable(std::string_view name);
  // What the first `count` migrations make.
  [[nodiscard]] Schema wanted(std::size_t count) const;
  // Runs the steps and `record` in one transaction, with foreign keys checked at its end instead of on the way.
  void perform(const KnownMigration& migration, bool up, FunctionRef<void()> record);
  void checkForeignKeys();
  [[nodiscard]] std::int64_t count(const std::string& sql);

  Connection connection_;
  std::span<const Migration> migrations_;
  std::vector<KnownMigration> known_;
};

}  // namespace ingot::rt::store::sqlite
