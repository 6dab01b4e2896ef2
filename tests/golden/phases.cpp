#include "tests/golden/phases.h"

#include <sstream>
#include <stdexcept>

#include "compiler/ast/print.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/render.h"
#include "compiler/driver/pipeline.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/ir/print.h"
#include "compiler/source/load.h"
#include "compiler/source/memory_file_store.h"

namespace ingot::golden {
namespace {

auto FromHex(const std::string& hex) -> std::string {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

auto Zeros(size_t count) -> std::string {
  std::string array = "[0";
  for (size_t i = 1; i < count; ++i) array += ",0";
  return array + "]";
}

// Does what `setup` says; returns the path that the user names, empty for the folder.
auto SetUp(source::MemoryFileStore& store, const std::string& setup) -> std::string {
  std::string path;
  std::istringstream lines(setup);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string verb;
    std::string name;
    std::string value;
    words >> verb >> name >> value;
    if (verb == "path") {
      path = name;
    } else if (verb == "link") {
      store.PlantSymlink(name);
    } else if (verb == "pipe") {
      store.Plant(name, source::EntryKind::kOther);
    } else if (verb == "bytes") {
      store.Plant(name, FromHex(value));
    } else if (verb == "blanks") {
      store.Plant(name, std::string(std::stoul(value), ' '));
    } else if (verb == "zeros") {
      store.Plant(name, Zeros(std::stoul(value)));
    } else if (verb == "only" || verb == "allow") {
      continue;
    } else if (verb == "files") {
      for (size_t i = 0; i < std::stoul(name); ++i) store.Plant("note" + std::to_string(i), "");
    } else {
      throw std::runtime_error("setup does not know `" + line + "`");
    }
  }
  return path;
}

constexpr std::string_view kOutputPrefix = "out/";

auto Names(const std::vector<std::string>& paths) -> std::string {
  std::string text;
  for (const std::string& path : paths) text += path + "\n";
  return text;
}

// Each `allow ING0702:docs.title` of the set-up.
auto Allowed(const std::string& setup) -> driver::Allowances {
  std::vector<std::string> said;
  std::istringstream lines(setup);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("allow ")) said.push_back(line.substr(6));
  }
  return driver::AllowancesOf(said);
}

// A case with `out/` files generates into a folder that holds them.
void RunGenerate(const ir::App& app, const CaseFile& file, diag::Sink& sink, Outcome& outcome) {
  source::MemoryFileStore output;
  bool any = false;
  for (const Section& section : file.sections) {
    if (!section.name.starts_with(kOutputPrefix)) continue;
    output.Plant(section.name.substr(kOutputPrefix.size()), section.text);
    any = true;
  }
  if (!any) return;
  const Section* setup = file.Find("setup");
  const driver::Allowances allowed = Allowed(setup == nullptr ? "" : setup->text);
  if (const auto report = driver::Generate(app, output, allowed, sink)) outcome.printed["written"] = Names(report->written);
}

// `only_front`: the case is about reading, and what it reads is no complete definition.
void RunCompiler(const source::SourceMap& sources, const CaseFile& file, bool only_front, diag::Sink& sink, Outcome& outcome) {
  const auto tree = frontend::ParseJson(sources, sink);
  if (!tree) return;
  outcome.printed["ast"] = ast::PrintWithSpans(tree->root());
  outcome.printed["json"] = ast::Print(tree->root());
  if (only_front) return;
  const auto app = check::Check(tree->root(), sink);
  if (!app) return;
  outcome.printed["ir"] = ir::Print(*app);
  RunGenerate(*app, file, sink, outcome);
}

}  // namespace

auto RunPhases(const CaseFile& file) -> Outcome {
  source::MemoryFileStore store;
  for (const Section& section : file.sections) {
    const bool output = section.name.starts_with(kOutputPrefix);
    if (IsInput(section.name) && section.name != "setup" && !output) store.Plant(section.name, section.text);
  }
  const Section* setup = file.Find("setup");
  const std::string path = setup == nullptr ? "" : SetUp(store, setup->text);

  Outcome outcome;
  diag::CollectingSink sink;
  const auto sources = source::LoadSources(store, path, sink);
  const bool only_front = setup != nullptr && setup->text.find("only front") != std::string::npos;
  if (sources) RunCompiler(*sources, file, only_front, sink, outcome);
  const diag::Findings findings = sink.Collected();
  const std::string diagnostics = diag::RenderConsole(findings, sources.value_or(source::SourceMap()), {});
  if (!diagnostics.empty()) outcome.printed["diagnostics"] = diagnostics;
  outcome.failed = findings.errors > 0;
  return outcome;
}

}  // namespace ingot::golden
