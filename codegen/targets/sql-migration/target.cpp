#include "codegen/targets/sql-migration/target.h"

#include <algorithm>

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
  const bool more = std::ranges::any_of(changes, [&](const Change& change) { return change.name != changes.front().name; });
  if (number > 1 && more) name += "_and_more";
  if (name.size() > kMostNameLength) name = "change";
  return Path::Of("@_@", Path::Number(number, 4), Path::Checked(name).value());
}

auto MakeStep(int number, const PgStep& step, const PgHalf& half) -> PostgresStepView {
  std::vector<Safe<SqlNote>> words{step.contracts ? SqlNote::Of("contract") : SqlNote::Of("expand")};
  words.insert(words.end(), half.words.begin(), half.words.end());
  return {number, SqlNote::Join(", ", words), half.asks, half.statements};
}

// The steps of the way down are numbered backwards.
auto MakeView(const Safe<Path>& name, const std::vector<SqliteStep>& steps, bool up) -> SqliteMigrationView {
  SqliteMigrationView view{name, {}};
  const int count = static_cast<int>(steps.size());
  for (int i = 0; i < count; ++i) {
    const SqliteStep& step = steps[static_cast<size_t>(i)];
    view.steps.push_back({up ? i + 1 : count - i, step.words, step.asks, step.statements});
  }
  return view;
}

// What has no way back, because there is nothing to take back, is no step of it.
auto MakeViews(const Safe<Path>& name, const std::vector<PgStep>& steps) -> std::pair<PostgresMigrationView, PostgresMigrationView> {
  std::pair<PostgresMigrationView, PostgresMigrationView> views{{name, {}}, {name, {}}};
  for (size_t i = 0; i < steps.size(); ++i) views.first.steps.push_back(MakeStep(static_cast<int>(i) + 1, steps[i], steps[i].up));
  for (size_t i = steps.size(); i > 0; --i) {
    const PgStep& step = steps[i - 1];
    if (!step.down.statements.empty()) views.second.steps.push_back(MakeStep(static_cast<int>(i), step, step.down));
  }
  return views;
}

void AddMigration(const Safe<Path>& name, int number, const Difference& up, const Difference& down, std::vector<PlannedFile>& files) {
  const char* origin = "models";
  files.push_back(FromTemplate<templates::DbMigrationsSqliteUpSql>(MakeView(name, SqliteSteps(up, number, false), true), origin));
  files.push_back(FromTemplate<templates::DbMigrationsSqliteDownSql>(MakeView(name, SqliteSteps(down, number, true), false), origin));
  auto [pg_up, pg_down] = MakeViews(name, PostgresSteps(up, number));
  files.push_back(FromTemplate<templates::DbMigrationsPostgresUpSql>(std::move(pg_up), origin));
  files.push_back(FromTemplate<templates::DbMigrationsPostgresDownSql>(std::move(pg_down), origin));
}

// What the schema is after the migration: the bytes of db/schema.snapshot.json until the next one.
auto SnapshotBeside(const Safe<Path>& name, const Schema& schema) -> PlannedFile {
  PlannedFile file = FromTemplate<templates::DbSchemaSnapshotJson>(MakeSnapshotView(schema), "models");
  file.path = std::string(Path::Of("db/migrations/@.snapshot.json", name).View());
  file.kind = FileKind::kAppendOnly;
  return file;
}

}  // namespace

auto PlanFiles(const ir::App& app, const std::optional<Schema>& previous, int last) -> Planned {
  const Schema from = previous.value_or(Schema{});
  Schema to = SchemaOf(app);
  to.migration = from.migration;
  const Hints hints = HintsOf(app, from);
  const Difference up = Diff(from, to, hints);
  Planned planned{{}, Lint(from, to, up), up.obstacles};
  if (!up.changes.empty() || !previous) {
    to.migration = std::max(from.migration, last) + 1;
    const auto name = to.migration == 1 ? Path::Of("0001_initial") : MigrationName(to.migration, up.changes);
    AddMigration(name, to.migration, up, Diff(to, from, Reverse(hints, up)), planned.files);
    planned.files.push_back(SnapshotBeside(name, to));
  }
  planned.files.push_back(FromTemplate<templates::DbSchemaSnapshotJson>(MakeSnapshotView(to), "models"));
  return planned;
}

}  // namespace ingot::codegen::sql_migration
