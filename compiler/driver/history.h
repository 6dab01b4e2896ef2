// What an output folder says of the migrations so far, and whether its parts fit together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/file_store.h"

namespace ingot::driver {

inline constexpr std::string_view kMigrationsFolder = "db/migrations";
inline constexpr std::string_view kSnapshotPath = "db/schema.snapshot.json";

struct History {
  std::optional<codegen::sql_migration::Schema> schema;  // that the migrations lead to; nothing: there are none
  int last = 0;                                          // the highest number of a migration
};

// A migration as its files' names tell of it.
struct MigrationName {
  int number = 0;    // 0: its name begins with none
  std::string name;  // 0007_add_docs_title
  bool ours = false;  // it has a snapshot beside it: Ingot wrote it
  friend auto operator==(const MigrationName&, const MigrationName&) -> bool = default;
};

// In order.
auto MigrationsIn(const source::FileStore& store) -> std::vector<MigrationName>;
auto SnapshotPathOf(const MigrationName& migration) -> std::string;

// The schema of a snapshot; nothing, and an error, when it cannot be read.
auto ReadSnapshotAt(const source::FileStore& store, const std::string& path, diag::Sink& diagnostics) -> std::optional<codegen::sql_migration::Schema>;
// Do both lead the next migration to the same?
auto SameHistory(const codegen::sql_migration::Schema& one, const codegen::sql_migration::Schema& other) -> bool;

// Two migrations of one number, and numbers that are missing. Says whether there are none.
auto CheckNumbers(const std::vector<MigrationName>& migrations, const std::string& folder, diag::Sink& diagnostics) -> bool;

// Nothing, and errors, when what the folder says does not fit together.
auto ReadHistory(const source::FileStore& store, diag::Sink& diagnostics) -> std::optional<History>;

}  // namespace ingot::driver
