// The command that runs the migrations of a generated project: migrate.
#include <cstdlib>
#include <exception>
#include <map>
#include <vector>

#include "codegen/plan/verify.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/history.h"
#include "compiler/source/disk_file_store.h"
#include "service/migrate.hpp"

namespace ingot::driver {
namespace {

constexpr uint64_t kMostBytes = 64ULL << 20;

// The four texts of a migration, by `sqlite.up`, `sqlite.down`, `postgres.up` and `postgres.down`.
using Halves = std::map<std::string, std::string>;

// A file that is not as it was written would be recorded as if it were. Says what is wrong.
auto AreAsTheyWereWritten(const source::FileStore& store) -> bool {
  const auto report = codegen::Verify(store, {});
  bool fine = true;
  for (const codegen::DeviatingFile& file : report ? report->files : std::vector<codegen::DeviatingFile>()) {
    if (!file.path.starts_with(kMigrationsFolder) || file.deviation == codegen::Deviation::kForeign) continue;  // one of one's own is no mistake
    PrintNotice(diag::Visible(file.path) + (file.deviation == codegen::Deviation::kEdited ? " was changed by hand" : " is missing") +
                ": restore it, and put the change into a new migration");
    fine = false;
  }
  return fine;
}

// By name. Nothing, and notices, when a file cannot be read or is missing.
auto ReadHalves(const source::FileStore& store) -> std::optional<std::map<std::string, Halves>> {
  std::map<std::string, Halves> migrations;
  const auto entries = store.List(kMigrationsFolder);
  if (!entries) {
    PrintNotice(diag::Visible(entries.error().Describe("read")));
    return std::nullopt;
  }
  for (const source::Entry& entry : *entries) {
    const size_t dot = entry.name.find('.');
    if (entry.kind != source::EntryKind::kFile || dot == std::string::npos || !entry.name.ends_with(".sql")) continue;
    auto text = store.Read(std::string(kMigrationsFolder) + "/" + entry.name, kMostBytes);
    if (!text) {
      PrintNotice(diag::Visible(text.error().Describe("read")));
      return std::nullopt;
    }
    migrations[entry.name.substr(0, dot)][entry.name.substr(dot + 1, entry.name.size() - dot - 5)] = *std::move(text);
  }
  bool whole = true;
  for (const auto& [name, halves] : migrations) {
    for (const char* half : {"sqlite.up", "sqlite.down", "postgres.up", "postgres.down"}) {
      if (halves.contains(half)) continue;
      PrintNotice("db/migrations/" + diag::Visible(name) + "." + half + ".sql is missing; a migration is four files");
      whole = false;
    }
  }
  return whole ? std::optional(std::move(migrations)) : std::nullopt;
}

auto Perform(const std::map<std::string, Halves>& texts, rt::service::MigrateCommand command, const Options& options, const std::string& url) -> ExitCode {
  std::vector<rt::Migration> migrations;
  for (const auto& [name, halves] : texts) {
    migrations.push_back({name, {halves.at("sqlite.up"), halves.at("sqlite.down")}, {halves.at("postgres.up"), halves.at("postgres.down")}});
  }
  rt::Application application{};
  application.name = "ingot";
  application.migrations = migrations;
  rt::store::Options store;
  store.url = url;
  const auto form = options.format == Format::kJson ? rt::service::MigrateForm::json : rt::service::MigrateForm::lines;
  try {
    switch (rt::service::migrate(command, options.dry_run, application, *rt::store::open(store), form, options.to)) {
      case rt::service::MigrateOutcome::fine: return ExitCode::kFine;
      case rt::service::MigrateOutcome::found: return ExitCode::kFindings;
      case rt::service::MigrateOutcome::differs: return ExitCode::kUsage;
      case rt::service::MigrateOutcome::failed: break;
    }
  } catch (const std::exception& error) {
    PrintNotice(diag::Visible(error.what()));
  }
  return ExitCode::kEnvironment;
}

}  // namespace

auto RunMigrate(const Options& options) -> ExitCode {
  if (options.action == "renumber" && !options.dry_run) return RunRenumber(options);
  const auto command = rt::service::migrateCommandOf(options.action);
  const bool rehearses = command == rt::service::MigrateCommand::up || command == rt::service::MigrateCommand::finish;
  const bool goes_far = options.to && command != rt::service::MigrateCommand::down;
  if (!command || (options.dry_run && !rehearses) || goes_far) {
    PrintNotice(goes_far ? "--to is for `down`" : command ? "--dry-run is for `up` and `finish`" : "`" + diag::Visible(options.action) + "` is none of " + std::string(rt::service::migrateCommands()) + " and renumber");
    return ExitCode::kUsage;
  }
  const char* set = std::getenv("DATABASE_URL");
  const std::string url = !options.database.empty() ? options.database : set == nullptr ? "" : set;
  if (url.empty()) {
    PrintNotice("which database? Say --database URL, or set DATABASE_URL");
    return ExitCode::kUsage;
  }
  const auto store = source::OpenDisk(options.path, source::RootMode::kMustExist);
  if (!store) {
    PrintNotice(diag::Visible(store.error().Describe("open")));
    return ExitCode::kEnvironment;
  }
  diag::CollectingSink numbers;
  if (!CheckNumbers(MigrationsIn(**store), options.path, numbers)) {
    PrintFindings(numbers.Collected(), source::SourceMap(), options.format);
    return ExitCode::kFindings;
  }
  const auto texts = ReadHalves(**store);
  if (!texts || !AreAsTheyWereWritten(**store)) return ExitCode::kFindings;
  return Perform(*texts, *command, options, url);
}

}  // namespace ingot::driver
