#include "store/migration-history.hpp"

#include <algorithm>
#include <stdexcept>

#include <ingot/rt/expr.hpp>

namespace ingot::rt::store {

std::string checksumOf(const MigrationText& text) { return expr::sha256(text.up); }

void demandKnown(std::span<const AppliedMigration> applied, std::span<const Migration> known, TextOf textOf) {
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Migration& each) { return each.name == applied[i].name; });
    if (found == known.end()) {
      throw std::runtime_error("the database has the migration " + applied[i].name +
                               ", which this program does not know: the database is newer, or another service's");
    }
    if (checksumOf(textOf(*found)) != applied[i].checksum) {
      throw std::runtime_error("the migration " + applied[i].name +
                               " was changed after it was applied: restore its text, and put the change into a new migration");
    }
    if (found != known.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw std::runtime_error("the migration " + std::string(known[i].name) + " is not applied, but the later " +
                               applied[i].name + " is");
    }
  }
}

void stepFailed(const Migration& migration, std::string_view direction, std::string_view why) {
  throw std::runtime_error("the migration " + std::string(migration.name) + " (" + std::string(direction) +
                           ") failed and was undone: " + std::string(why));
}

void demandWayDown(const Migration& migration, const MigrationText& text) {
  if (text.down.empty()) throw std::runtime_error("the migration " + std::string(migration.name) + " has no way down");
}

}  // namespace ingot::rt::store
