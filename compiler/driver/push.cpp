// The command that brings a definition from files into a database: push.
#include "compiler/frontend/pg/push.h"

#include "compiler/base/json_text.h"
#include "compiler/base/sha256.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/pull_folder.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::driver {
namespace {

using frontend::pg::Change;
using frontend::pg::Pushed;

auto AsJson(const Pushed& pushed, bool dry_run) -> std::string {
  std::string text = "{\"application\":" + JsonString(pushed.application) + ",\"app\":" + JsonString(pushed.name) +
                     ",\"definition\":" + JsonString(pushed.definition) + ",\"dryRun\":" + (dry_run ? "true" : "false") + ",\"changes\":[";
  const char* separator = "\n";
  for (const Change& change : pushed.changes) {
    text += separator + ("{\"change\":" + JsonString(change.verb)) + ",\"table\":" + JsonString(change.table) + ",\"row\":" + JsonString(change.row) +
            ",\"name\":" + JsonString(change.name) + "}";
    separator = ",\n";
  }
  return text + (pushed.changes.empty() ? "]}\n" : "\n]}\n");
}

auto AsText(const Pushed& pushed, bool dry_run) -> std::string {
  std::string text;
  for (const Change& change : pushed.changes) text += change.verb + "  " + change.table + "  " + diag::Visible(change.name) + "\n";
  const std::string name = "`" + diag::Visible(pushed.name) + "`";
  if (pushed.changes.empty()) return name + " is defined like this already\n";
  return text + name + (dry_run ? ": nothing was changed\n" : ": " + std::to_string(pushed.changes.size()) + " rows changed\n");
}

// The folder of the definition, when it is one.
auto FolderOf(const Options& options) -> std::unique_ptr<source::FileStore> {
  auto opened = source::OpenPath(options.path);
  return opened && opened->file.empty() ? std::move(opened->store) : nullptr;
}

// The next push, or pull, starts from what is in the rows now; the files of the folder are in them.
void Remember(source::FileStore& store, PullState state, const Pushed& pushed) {
  state.application = pushed.application;
  state.app = pushed.name;
  state.definition = pushed.definition;
  for (auto& [path, sha] : state.files) {
    if (const auto bytes = store.Read(path, source::kMostSourceBytes)) sha = Sha256Hex(*bytes);
  }
  if (const auto written = WritePullState(store, state); !written) PrintNotice(diag::Visible(written.error().Describe("write")));
}

}  // namespace

auto RunPush(const Options& options) -> ExitCode {
  diag::CollectingSink diagnostics;
  const Compilation compilation = Compile(options.definition().path.empty() ? Definition{} : Definition{options.path, {}}, Phase::kIr, diagnostics);
  const auto end = [&](ExitCode code) {
    if (code != ExitCode::kFine || options.format == Format::kHuman) PrintFindings(diagnostics.Collected(), compilation.sources, options.format);
    return code;
  };
  if (!diagnostics.ok()) return end(ExitCode::kFindings);
  const std::string& name = compilation.app->info.name;
  if (const size_t slash = options.app.find('/'); slash != std::string::npos && options.app.substr(slash + 1) != name) {
    PrintNotice("the definition is that of `" + name + "`: say --app " + diag::Visible(options.app.substr(0, slash)) + "/" + name +
                ", or rename an application that is there by naming its id");
    return ExitCode::kUsage;
  }
  const auto store = FolderOf(options);
  const auto state = store ? ReadPullState(*store) : std::optional<PullState>();
  if (!state) {
    PrintNotice(diag::Visible(state.error()));
    return ExitCode::kFindings;
  }
  frontend::pg::PushOptions push{options.dry_run, options.create, options.force, options.expect, {}};
  if (push.expect.empty() && *state) {
    push.expect = (*state)->definition;
    push.expect_of = (*state)->application;
  }
  const Pushed pushed = frontend::pg::Push(options.database, options.app, compilation.ast->root(), push, diagnostics);
  if (!pushed.done) return end(pushed.environment ? ExitCode::kEnvironment : ExitCode::kFindings);
  if (!options.dry_run && *state) Remember(*store, **state, pushed);
  PrintData(options.format == Format::kJson ? AsJson(pushed, options.dry_run) : AsText(pushed, options.dry_run));
  return end(ExitCode::kFine);
}

}  // namespace ingot::driver
