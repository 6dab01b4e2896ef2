// The command that mends a project into which two branches brought migrations of the same number: migrate renumber.
#include <algorithm>
#include <set>
#include <vector>

#include "codegen/plan/synchronise.h"
#include "codegen/targets/sql-migration/snapshot.h"
#include "compiler/base/sha256.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/history.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::driver {
namespace {

constexpr uint64_t kMostBytes = 64ULL << 20;

using Migrations = std::vector<MigrationName>;

auto IsFileOf(const MigrationName& migration, const std::string& path) -> bool {
  return path.starts_with(std::string(kMigrationsFolder) + "/" + migration.name + ".");
}

auto IsListed(const codegen::Manifest& manifest, const MigrationName& migration) -> bool {
  return std::ranges::any_of(manifest.files, [&](const auto& file) { return IsFileOf(migration, file.first); });
}

// The lowest number that two migrations have; 0: there is none.
auto FirstTwice(const Migrations& migrations) -> int {
  for (size_t i = 1; i < migrations.size(); ++i) {
    if (migrations[i].number > 0 && migrations[i].number == migrations[i - 1].number) return migrations[i].number;
  }
  return 0;
}

// Puts the parts of a project together again.
class Renumbering {
 public:
  Renumbering(source::FileStore& store, codegen::Manifest manifest) : store_(store), manifest_(std::move(manifest)), migrations_(MigrationsIn(store)) {}

  auto Run() -> ExitCode {
    const int twice = FirstTwice(migrations_);
    if (twice == 0) {
      PrintData("no two migrations have the same number\n");
      return ExitCode::kFine;
    }
    if (!Choose(twice)) return ExitCode::kFindings;
    if (const auto failure = Write()) {
      PrintNotice(diag::Visible(*failure));
      return ExitCode::kEnvironment;
    }
    for (const MigrationName& each : kept_) PrintData("kept     " + diag::Visible(each.name) + "\n");
    for (const MigrationName& each : removed_) PrintData("removed  " + diag::Visible(each.name) + "\n");
    PrintNotice("`ingot generate` makes the change of what was removed again, with the next number, from the definition as it is now");
    PrintNotice("a database in which it was applied goes back first, with the program that applied it: `service migrate down`");
    return ExitCode::kFine;
  }

 private:
  // From the first number that is there twice, what the manifest does not know is the other branch's.
  auto Choose(int twice) -> bool {
    std::set<int> numbers;
    for (const MigrationName& each : migrations_) {
      if (each.number < twice) continue;
      if (IsListed(manifest_, each)) {
        kept_.push_back(each);
        if (!numbers.insert(each.number).second) return Undecided(each);
      } else if (each.ours) {
        removed_.push_back(each);
      } else if (std::ranges::count(migrations_, each.number, &MigrationName::number) > 1) {
        PrintNotice("`" + diag::Visible(each.name) + "` is of your own: give its files the next number");
        return false;
      }
    }
    if (kept_.empty()) return Undecided(removed_.front());
    return true;
  }

  static auto Undecided(const MigrationName& migration) -> bool {
    PrintNotice("ingot.manifest.json does not say whether `" + diag::Visible(migration.name) + "` stays: take one side of it, for example with " +
                "`git checkout HEAD -- DIR ':!DIR/custom'`, and run this again");
    return false;
  }

  // The snapshot and the manifest first: what is there twice is named until the last file is gone.
  auto Write() -> std::optional<std::string> {
    const auto snapshot = std::ranges::find(kept_.rbegin(), kept_.rend(), true, &MigrationName::ours);
    if (snapshot != kept_.rend()) {
      const auto bytes = store_.Read(SnapshotPathOf(*snapshot), kMostBytes);
      if (!bytes) return bytes.error().Describe("read");
      if (const auto failure = Restore(*bytes)) return failure;
    }
    const auto files = store_.List(kMigrationsFolder);
    if (!files) return files.error().Describe("read");
    for (const source::Entry& entry : *files) {
      const std::string path = std::string(kMigrationsFolder) + "/" + entry.name;
      if (std::ranges::none_of(removed_, [&](const MigrationName& each) { return IsFileOf(each, path); })) continue;
      if (const auto removed = store_.Remove(path); !removed) return removed.error().Describe("remove");
    }
    return std::nullopt;
  }

  // A merge may have put both changes into the snapshot, though only one migration makes its own.
  auto Restore(const std::string& bytes) -> std::optional<std::string> {
    diag::CollectingSink unused;
    const auto there = ReadSnapshotAt(store_, std::string(kSnapshotPath), unused);
    const auto wanted = codegen::sql_migration::ReadSnapshot(bytes);
    if (there && wanted && SameHistory(*there, *wanted)) return std::nullopt;
    if (const auto written = store_.Write(kSnapshotPath, bytes); !written) return written.error().Describe("write");
    manifest_.files[std::string(kSnapshotPath)].sha256 = Sha256Hex(bytes);
    if (const auto written = store_.Write(codegen::kManifestPath, codegen::PrintManifest(manifest_)); !written) return written.error().Describe("write");
    return std::nullopt;
  }

  source::FileStore& store_;
  codegen::Manifest manifest_;
  Migrations migrations_;
  Migrations kept_;
  Migrations removed_;
};

}  // namespace

auto RunRenumber(const Options& options) -> ExitCode {
  const auto store = source::OpenDisk(options.path, source::RootMode::kMustExist);
  if (!store) {
    PrintNotice(diag::Visible(store.error().Describe("open")));
    return ExitCode::kEnvironment;
  }
  const auto output = codegen::OpenOutput(**store);
  if (!output) {
    for (const codegen::SyncProblem& problem : output.error().problems) {
      PrintNotice(diag::Visible(problem.Describe()));
      if (problem.obstacle == codegen::Obstacle::kBadManifest) PrintNotice("take one side of it, for example with `git checkout HEAD -- DIR ':!DIR/custom'`, and run this again");
    }
    return ExitCode::kFindings;
  }
  if (!output->manifest) {
    PrintNotice(diag::Visible(options.path) + " is no folder of a generated project: it has no ingot.manifest.json");
    return ExitCode::kFindings;
  }
  return Renumbering(**store, *output->manifest).Run();
}

}  // namespace ingot::driver
