// What a PostgreSQL database remembers of its migrations.
#pragma once

#include <string>
#include <vector>

#include "store/migration-history.hpp"
#include "store/postgres/blocking.hpp"

namespace ingot::rt::store::postgres {

// All but `history`, `log` and `cursor` are called in the transaction of what they record, and throw std::runtime_error when another process was there before.
class MigrationRecord {
 public:
  explicit MigrationRecord(BlockingCarrier& carrier) : carrier_(carrier), session_(carrier) {}

  // In order; none when nothing was ever recorded.
  [[nodiscard]] std::vector<AppliedMigration> history();
  // Every step that was done or undone.
  [[nodiscard]] std::vector<PerformedStep> log();
  // Makes the tables that remember.
  void prepare();
  // A migration begins; those before it admit only programs that know it.
  void begin(const KnownMigration& migration);
  void end(const KnownMigration& migration);
  // From `from` to `to`, one apart; `took` is how long it took, in microseconds. With `admits` programs of the release before may go on.
  void moved(const KnownMigration& migration, int from, int to, bool admits, std::int64_t took, std::int64_t rows);
  // A step outside of a transaction begins.
  void begun(const KnownMigration& migration, int step);
  // As if it had been done from the beginning.
  void adopted(const KnownMigration& migration);

  // Where the batches of the step that is under way stand: the last key, or empty.
  [[nodiscard]] std::string cursor(const KnownMigration& migration);
  void setCursor(const KnownMigration& migration, const std::string& cursor);

 private:
  // Demands that one row was changed.
  void change(std::string_view sql, const Params& params);

  BlockingCarrier& carrier_;
  PgSession session_;
};

}  // namespace ingot::rt::store::postgres
