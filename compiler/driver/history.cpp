#include "compiler/driver/history.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/snapshot.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/diagnostics/visible_text.h"

namespace ingot::driver {
namespace {

using codegen::sql_migration::Schema;

constexpr uint64_t kMostSnapshotBytes = 64ULL << 20;
constexpr std::string_view kBeside = ".snapshot.json";

constexpr diag::Message<std::string_view, std::string_view> kBadSnapshot{diag::Code::UnreadableSnapshot, diag::Severity::kError,
                                                                         "{0} in the output cannot be read: {1}"};
constexpr diag::Message<std::string_view, std::string_view> kTwice{diag::Code::MigrationNumberTwice, diag::Severity::kError,
                                                                   "the migrations `{0}` and `{1}` have the same number"};
constexpr diag::Message<std::string_view, int> kMissing{diag::Code::MigrationMissing, diag::Severity::kError,
                                                        "the migration `{0}` is there, and none with the number {1}"};
constexpr diag::Message<std::string_view> kDiffers{diag::Code::SnapshotDiffers, diag::Severity::kError,
                                                   "db/schema.snapshot.json is not what the last migration, `{0}`, leads to"};
constexpr diag::Message<std::string_view> kGone{diag::Code::SnapshotDiffers, diag::Severity::kError,
                                                "db/schema.snapshot.json is missing, and there are migrations up to `{0}`"};

auto NumberOf(std::string_view name) -> int {
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc() && end != name.data() + name.size() && *end == '_';
  return whole && number > 0 ? number : 0;
}

// What the snapshots say: `last` is the last migration that Ingot wrote, if it left one beside it.
auto SchemaOfHistory(const source::FileStore& store, const std::vector<MigrationName>& migrations, diag::Sink& diagnostics) -> std::optional<History> {
  History history{{}, migrations.empty() ? 0 : migrations.back().number};
  const auto last = std::find_if(migrations.rbegin(), migrations.rend(), [](const MigrationName& each) { return each.ours; });
  const bool beside = last != migrations.rend();
  if (!store.Exists(kSnapshotPath)) {
    if (migrations.empty()) return history;
    // What Ingot wrote and is gone is written anew.
    if (beside) history.schema = ReadSnapshotAt(store, SnapshotPathOf(*last), diagnostics);
    if (!beside) diag::Emitter(diagnostics).Emit(Span(), kGone, migrations.back().name).Help("restore the file from version control");
    return history.schema ? std::optional(std::move(history)) : std::nullopt;
  }
  history.schema = ReadSnapshotAt(store, std::string(kSnapshotPath), diagnostics);
  const auto wanted = beside ? ReadSnapshotAt(store, SnapshotPathOf(*last), diagnostics) : std::nullopt;
  if (!history.schema || (beside && !wanted)) return std::nullopt;
  if (!beside || SameHistory(*history.schema, *wanted)) return history;
  diag::Emitter(diagnostics)
      .Emit(Span(), kDiffers, last->name)
      .Help("restore the file from version control; the last migration's is `{}`", SnapshotPathOf(*last))
      .Help("after a merge of two branches: `ingot migrate renumber DIR`");
  return std::nullopt;
}

}  // namespace

auto MigrationsIn(const source::FileStore& store) -> std::vector<MigrationName> {
  std::map<std::string, bool> names;
  const auto entries = store.List(kMigrationsFolder);
  if (!entries) return {};
  for (const source::Entry& entry : *entries) {
    const size_t dot = entry.name.find('.');
    if (dot == std::string::npos || entry.kind != source::EntryKind::kFile) continue;
    const bool beside = std::string_view(entry.name).substr(dot) == kBeside;
    if (!beside && !entry.name.ends_with(".sql")) continue;
    bool& ours = names[entry.name.substr(0, dot)];
    ours = ours || beside;
  }
  std::vector<MigrationName> migrations;
  for (const auto& [name, ours] : names) migrations.push_back({NumberOf(name), name, ours});
  std::ranges::stable_sort(migrations, {}, &MigrationName::number);
  return migrations;
}

auto SnapshotPathOf(const MigrationName& migration) -> std::string { return std::string(kMigrationsFolder) + "/" + migration.name + std::string(kBeside); }

auto ReadSnapshotAt(const source::FileStore& store, const std::string& path, diag::Sink& diagnostics) -> std::optional<Schema> {
  const auto text = store.Read(path, kMostSnapshotBytes);
  auto read = text ? codegen::sql_migration::ReadSnapshot(*text) : tl::unexpected(text.error().Describe("read"));
  if (read) return *std::move(read);
  diag::Emitter(diagnostics).Emit(Span(), kBadSnapshot, diag::Visible(path), read.error()).Help("restore the file from version control");
  return std::nullopt;
}

auto SameHistory(const Schema& one, const Schema& other) -> bool {
  return one.migration == other.migration && codegen::sql_migration::Diff(one, other, {}).changes.empty();
}

auto CheckNumbers(const std::vector<MigrationName>& migrations, const std::string& folder, diag::Sink& diagnostics) -> bool {
  const size_t errors = diagnostics.errors();
  int before = 0;
  for (size_t i = 0; i < migrations.size(); ++i) {
    const int number = migrations[i].number;
    if (number == 0) continue;  // of one's own, under a name of one's own
    if (number == before && i > 0) {
      diag::Emitter(diagnostics)
          .Emit(Span(), kTwice, diag::Visible(migrations[i - 1].name), diag::Visible(migrations[i].name))
          .Help("two branches added one each: `ingot migrate renumber {}` keeps the one that the manifest knows", diag::Visible(folder));
    } else if (migrations[i].ours && number > before + 1) {
      diag::Emitter(diagnostics).Emit(Span(), kMissing, diag::Visible(migrations[i].name), before + 1).Help("restore its files from version control");
    }
    before = number;
  }
  return diagnostics.errors() == errors;
}

auto ReadHistory(const source::FileStore& store, diag::Sink& diagnostics) -> std::optional<History> {
  const auto migrations = MigrationsIn(store);
  if (!CheckNumbers(migrations, "DIR", diagnostics)) return std::nullopt;
  return SchemaOfHistory(store, migrations, diagnostics);
}

}  // namespace ingot::driver
