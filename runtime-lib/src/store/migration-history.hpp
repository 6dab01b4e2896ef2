// Which migrations a database has and how far, against those that the program knows; what is to be done next.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <ingot/rt/service.hpp>

#include "store/migration-script.hpp"
#include "store/migrator.hpp"

namespace ingot::rt::store {

// A migration that a database has, or is at.
struct AppliedMigration {
  std::string name;
  std::string checksum;  // of the text that was applied
  int position = 1;      // the last step that is done
  int begun = 1;         // outside of a transaction: the last step that was begun, or, below the position, that to which it was begun to go back
  int steps = 1;
  bool admitsPrevious = false;  // programs that know all migrations but this one may use the database
};

// A migration that the program knows, for one database.
struct KnownMigration {
  std::string_view name;
  std::string checksum;
  MigrationScript script;
  bool hasWayDown = false;
};

// The number that a migration's name begins with, which is that of the release; 0 when there is none.
[[nodiscard]] int releaseOf(std::string_view migration);

// The text of a migration for one database.
using TextOf = const MigrationText& (*)(const Migration& migration);
[[nodiscard]] std::vector<KnownMigration> readMigrations(std::span<const Migration> migrations, TextOf textOf);

// Throws std::runtime_error unless `applied` is a beginning of `known`, unchanged, or that and one migration more that admits the program.
void demandKnown(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known);

// One step to be done or undone.
struct MigrationMove {
  std::size_t migration = 0;  // of the known ones
  int step = 1;               // from 1
};
// The step that leads on, or nothing when all is done. With `finished` the last migration is done whole.
[[nodiscard]] std::optional<MigrationMove> nextUp(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known, bool finished);
// Every step until then.
[[nodiscard]] std::vector<PlannedStep> planUp(std::vector<AppliedMigration> applied, std::span<const KnownMigration> known, bool finished);
// The table of which a step says that it reads or writes every row; empty: of none.
[[nodiscard]] std::string rowsOf(const PlannedStep& step);
// The step to take back; `migration` must be the last of those that are applied, and known.
[[nodiscard]] std::optional<MigrationMove> nextDown(std::span<const AppliedMigration> applied, std::size_t migration);

// `windows`: one that only contracts waits for the release before, and leaves no trace until then.
[[nodiscard]] std::vector<MigrationStatus> statusOf(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known, bool windows);

// Throws what a migration that failed at a step is to be reported as; all of it was undone.
[[noreturn]] void migrationFailed(const KnownMigration& migration, int step, bool up, std::string_view why);
// The same where the steps before it stay.
[[noreturn]] void stepFailed(const KnownMigration& migration, int step, bool up, std::string_view why);
// Throws when the last of the applied migrations cannot be taken back by this program.
void demandWayDown(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known);

}  // namespace ingot::rt::store
