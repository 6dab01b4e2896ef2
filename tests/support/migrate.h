// What tests do with the migrations of a database.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "store/database.hpp"

namespace ingot::rt::test {

inline auto migratorOf(store::Database& database, std::span<const Migration> migrations) -> std::unique_ptr<store::Migrator> {
  return database.migrator(migrations, [](const std::string&) {});
}

inline void migrateUp(store::Database& database, std::span<const Migration> migrations) {
  migratorOf(database, migrations)->up(store::Migrator::Reach::finished);
}

inline void migrateDown(store::Database& database, std::span<const Migration> migrations, std::size_t count) { migratorOf(database, migrations)->down(count); }

inline auto migrationStatus(store::Database& database, std::span<const Migration> migrations) -> std::vector<store::MigrationStatus> {
  return migratorOf(database, migrations)->status();
}

inline auto migrateBaseline(store::Database& database, std::span<const Migration> migrations) -> store::BaselineReport {
  return migratorOf(database, migrations)->baseline();
}

}  // namespace ingot::rt::test
