// The commands of the command line, one function each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/console.h"
#include "compiler/driver/pipeline.h"

namespace ingot::driver {

struct Options {
  std::string path = ".";  // a file, a folder, or the URL of a database
  std::string app;         // in that database
  std::string out;  // empty: out/<app name>
  Format format = Format::kHuman;
  Phase phase = Phase::kIr;
  std::vector<std::string> allow;  // `ING0702:docs.title`: what the next migration may do to rows
  std::string code;
  std::string against;      // what a definition is compared with
  std::string against_app;  // in the database that it names; empty: that of `app`
  std::string action;    // of migrate
  std::optional<int> to;  // of `migrate down`: the number of the last migration that stays
  std::string database;  // a URL; empty: DATABASE_URL
  bool dry_run = false;
  bool check = false;   // of pull
  bool create = false;  // of push
  bool force = false;   // of both
  std::string expect;   // of push: the hash of the rows that it may change

  bool wait = false;    // of publish: until the release serves
  bool again = false;   // also when nothing changed

  auto definition() const -> Definition { return {path, app}; }
};

auto RunCheck(const Options& options) -> ExitCode;
auto RunGenerate(const Options& options) -> ExitCode;
auto RunBuild(const Options& options) -> ExitCode;
auto RunRun(const Options& options) -> ExitCode;
auto RunExplain(const Options& options) -> ExitCode;
auto RunPlan(const Options& options) -> ExitCode;
auto RunBreaking(const Options& options) -> ExitCode;
auto RunVerify(const Options& options) -> ExitCode;
auto RunMigrate(const Options& options) -> ExitCode;
// `migrate renumber`, which needs no database.
auto RunRenumber(const Options& options) -> ExitCode;
auto RunPull(const Options& options) -> ExitCode;
auto RunPush(const Options& options) -> ExitCode;
// `bot` is a program beside this one, which reads its own words (as of main, without the name of this program) and replaces it.
auto RunBotProgram(char** words) -> ExitCode;
auto RunPublish(const Options& options) -> ExitCode;
auto RunDump(const Options& options) -> ExitCode;
auto RunVersion(const Options& options) -> ExitCode;

}  // namespace ingot::driver
