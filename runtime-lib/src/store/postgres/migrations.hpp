// Brings the schema of a PostgreSQL database to where the program wants it, while others use it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "store/baseline.hpp"
#include "store/database.hpp"
#include "store/migration-history.hpp"
#include "store/postgres/blocking.hpp"
#include "store/postgres/migration-lock.hpp"
#include "store/postgres/migration-record.hpp"

namespace ingot::rt::store::postgres {

// A step waits for the lock on a table for a moment only, and tries again later: whoever comes after it would wait behind it.
class MigrationLock;

class Migrations final : public Migrator {
 public:
  Migrations(const ConnectOptions& options, std::span<const Migration> known, MigrationListener say);

  void up(Reach reach) override;
  [[nodiscard]] std::vector<PlannedStep> plan(Reach reach) override;
  [[nodiscard]] std::vector<MigrationAnswer> lint() override;
  void down(std::size_t count) override;
  void downTo(std::size_t kept) override;
  [[nodiscard]] std::size_t recordedCount() override;
  [[nodiscard]] std::vector<MigrationStatus> status() override;
  [[nodiscard]] BaselineReport drift() override;
  // The role needs CREATE on the database, for a schema in which the migrations are tried.
  [[nodiscard]] BaselineReport baseline() override;
  [[nodiscard]] std::vector<PerformedStep> log() override;
  [[nodiscard]] std::vector<KeptTable> kept() override;
  std::vector<KeptTable> forget() override;

 private:
  [[nodiscard]] std::vector<AppliedMigration> history();
  void takeBack(MigrationLock& lock, std::size_t kept);
  void perform(const MigrationMove& move, bool up);
  // What leads to the position `to`, and `record` in its last transaction; gives how many rows were changed.
  void run(const MigrationStep& step, const KnownMigration& migration, int to, FunctionRef<void(std::int64_t)> record);
  void runConcurrently(const MigrationStep& step, const KnownMigration& migration, int to);
  [[nodiscard]] std::int64_t runBatches(const MigrationStep& step, const KnownMigration& migration);
  // A transaction, again when locks were not to be had.
  void transact(FunctionRef<void()> work);
  [[nodiscard]] bool meets(const MigrationStep& step);
  // With the schema of the migration's release in it, where it speaks of one.
  [[nodiscard]] std::string forRelease(std::string sql, std::string_view migration);
  [[nodiscard]] std::int64_t count(const std::string& sql);
  [[nodiscard]] BaselineReport adopt();
  // What the migrations make; with `applied`, as far as those came.
  [[nodiscard]] Schema wanted(const std::optional<std::vector<AppliedMigration>>& applied);
  // The first steps of a migration, where there are no rows.
  void tryOut(const KnownMigration& migration, int steps);

  ConnectOptions options_;
  MigrationListener say_;
  BlockingCarrier carrier_;
  PgSession session_{carrier_};
  MigrationRecord record_{carrier_};
  std::vector<KnownMigration> known_;
};

}  // namespace ingot::rt::store::postgres
