// Which migrations a database has, against those that the program knows.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <ingot/rt/service.hpp>

namespace ingot::rt::store {

struct AppliedMigration {
  std::string name;
  std::string checksum;  // of the text that was applied
};

// The text of a migration for one database.
using TextOf = const MigrationText& (*)(const Migration& migration);

[[nodiscard]] std::string checksumOf(const MigrationText& text);

// Throws std::runtime_error unless `applied` is a beginning of `known`, unchanged. Both are in order.
void demandKnown(std::span<const AppliedMigration> applied, std::span<const Migration> known, TextOf textOf);

// Throws what a step that failed is to be reported as; it was undone.
[[noreturn]] void stepFailed(const Migration& migration, std::string_view direction, std::string_view why);
// Throws when there is no way down.
void demandWayDown(const Migration& migration, const MigrationText& text);

}  // namespace ingot::rt::store
