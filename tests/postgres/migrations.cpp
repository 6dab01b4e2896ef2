#include "tests/postgres/migrations.h"

#include <gtest/gtest.h>

#include "codegen/targets/sql-migration/snapshot.h"
#include "codegen/targets/sql-migration/target.h"
#include "tests/check/definition.h"

namespace ingot::test {

auto AppOf(const std::string& definition) -> std::optional<ir::App> {
  auto checked = check::CheckDocuments({definition});
  for (const auto& finding : checked.findings.diagnostics) {
    if (finding.severity == diag::Severity::kError) ADD_FAILURE() << finding.message << "\n" << definition;
  }
  return std::move(checked.app);
}

auto MigrationTo(const ir::App& app, const std::optional<codegen::sql_migration::Schema>& from) -> Migration {
  auto migration = TryMigrationTo(app, from);
  if (!migration) ADD_FAILURE() << "a column that must have a value has none";
  return migration ? *std::move(migration) : Migration();
}

auto TryMigrationTo(const ir::App& app, const std::optional<codegen::sql_migration::Schema>& from) -> std::optional<Migration> {
  Migration migration;
  using namespace codegen::sql_migration;
  if (from && !Diff(*from, SchemaOf(app), HintsOf(app, *from)).unfilled.empty()) return std::nullopt;
  const Planned planned = PlanFiles(app, from);
  for (const codegen::PlannedFile& file : planned.files) {
    if (file.path == "db/schema.snapshot.json") {
      const auto schema = codegen::sql_migration::ReadSnapshot(file.render());
      if (schema) migration.schema = *schema;
      continue;
    }
    if (!file.path.ends_with(".sql")) continue;
    const std::string path = file.path.substr(file.path.rfind('/') + 1);
    const size_t dot = path.find('.');
    migration.name = path.substr(0, dot);
    migration.texts[path.substr(dot + 1, path.rfind('.') - dot - 1)] = file.render();
  }
  return migration;
}

}  // namespace ingot::test
