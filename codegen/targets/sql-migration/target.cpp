#include "codegen/targets/sql-migration/target.h"

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/postgres.h"
#include "codegen/targets/sql-migration/snapshot.h"
#include "codegen/targets/sql-migration/sqlite.h"
#include "codegen/targets/sql-migration/templates.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr size_t kMostNameLength = 60;

// `0002_add_docs_title`: what the first change is, and that there are more.
auto MigrationName(int number, const std::vector<Change>& changes) -> Safe<Path> {
  std::string name = number == 1 ? "initial" : changes.front().name;
  if (number > 1 && changes.size() > 1) name += "_and_more";
  if (name.size() > kMostNameLength) name = "change";
  return Path::Of("@_@", Path::Number(number, 4), Path::Checked(name).value());
}

void AddMigration(const Safe<Path>& name, const Difference& up, const Difference& down, std::vector<PlannedFile>& files) {
  const char* origin = "models";
  files.push_back(FromTemplate<templates::DbMigrationsSqliteUpSql>(SqliteMigrationView{name, SqliteStatements(up)}, origin));
  files.push_back(FromTemplate<templates::DbMigrationsSqliteDownSql>(SqliteMigrationView{name, SqliteStatements(down)}, origin));
  files.push_back(FromTemplate<templates::DbMigrationsPostgresUpSql>(PostgresMigrationView{name, PostgresStatements(up)}, origin));
  files.push_back(FromTemplate<templates::DbMigrationsPostgresDownSql>(PostgresMigrationView{name, PostgresStatements(down)}, origin));
}

}  // namespace

auto PlanFiles(const ir::App& app, const std::optional<Schema>& previous, const Options& options)
    -> tl::expected<std::vector<PlannedFile>, Refusal> {
  const Schema from = previous.value_or(Schema{});
  Schema to = SchemaOf(app);
  to.migration = from.migration;
  const Hints hints = HintsOf(app, from);
  const Difference up = Diff(from, to, hints);
  const bool loses = !up.losses.empty() && !options.allow_data_loss;
  if (loses || !up.unfilled.empty()) return tl::unexpected(Refusal{loses ? up.losses : std::vector<std::string>{}, up.unfilled});

  std::vector<PlannedFile> files;
  if (!up.changes.empty() || !previous) {
    to.migration = from.migration + 1;
    const auto name = to.migration == 1 ? Path::Of("0001_initial") : MigrationName(to.migration, up.changes);
    AddMigration(name, up, Diff(to, from, Reverse(hints)), files);
  }
  files.push_back(FromTemplate<templates::DbSchemaSnapshotJson>(MakeSnapshotView(to), "models"));
  return files;
}

}  // namespace ingot::codegen::sql_migration
