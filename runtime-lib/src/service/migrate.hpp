// The commands of a service's program that change or show the schema of its database.
#pragma once

#include <optional>
#include <string_view>

#include <ingot/rt/service.hpp>

#include "store/database.hpp"

namespace ingot::rt::service {

enum class MigrateCommand { up, finish, plan, lint, down, status, log, forget, baseline };

[[nodiscard]] std::optional<MigrateCommand> migrateCommandOf(std::string_view word);

enum class MigrateOutcome { fine, found, differs, failed };

// The words that it knows: "up, finish, ..., baseline".
[[nodiscard]] std::string_view migrateCommands();

// How `lint` prints what it finds.
enum class MigrateForm { lines, json };

// Says what it does, and throws std::runtime_error when it cannot. Of `status`: differs when the tables are not those that the migrations make;
// of `lint`: found when rows stand in the way of a migration.
// With `dry`, `up` and `finish` print what they would send, and change nothing. With `to`, `down` takes back each migration with a higher number;
// otherwise the last one.
[[nodiscard]] MigrateOutcome migrate(MigrateCommand command, bool dry, const Application& application, store::Database& database,
                                     MigrateForm form = MigrateForm::lines, std::optional<int> to = {});

// Before the service serves: brings the schema up, and lets the release before go on.
void bringUp(const Application& application, store::Database& database, const store::MigrationListener& say);

// The number of the last migration; 0 when there is none.
[[nodiscard]] int releaseOf(const Application& application);

}  // namespace ingot::rt::service
