// The migrations of definitions that a test writes, as texts.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "codegen/targets/sql-migration/schema.h"
#include "compiler/ir/app.h"

namespace ingot::test {

// Fails the test, and is empty, when the definition has errors.
auto AppOf(const std::string& definition) -> std::optional<ir::App>;

struct Migration {
  std::map<std::string, std::string> texts;  // by `sqlite.up`, `sqlite.down`, `postgres.up`, `postgres.down`; empty when there is none
  std::string name;                          // `0002_add_docs_title`
  codegen::sql_migration::Schema schema;     // that it leads to, as the snapshot says it
};

// What leads from a schema, or from nothing, to an application. Data may be lost on the way.
auto MigrationTo(const ir::App& app, const std::optional<codegen::sql_migration::Schema>& from) -> Migration;

// The same, or nothing where rows that are there have no value for a column that must have one.
auto TryMigrationTo(const ir::App& app, const std::optional<codegen::sql_migration::Schema>& from) -> std::optional<Migration>;

}  // namespace ingot::test
