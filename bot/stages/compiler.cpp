#include "bot/stages/compiler.h"

#include <chrono>
#include <utility>

#include "bot/base/database_url.h"
#include "bot/base/process.h"

namespace ingot::bot {
namespace {

constexpr std::chrono::seconds kLimit{120};

// The exit codes of the program; 3 and more: what it needs is not there.
constexpr int kFindings = 1;
constexpr int kWrongUsage = 2;  // an element that is allowed to lose something, and cannot

auto HasErrors(const std::string& output) -> bool { return output.starts_with("{\"diagnostics\":["); }

}  // namespace

Compiler::Compiler(std::string program, const std::string& database_url) : program_(std::move(program)), environment_{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"} {
  const DatabaseUrl url = TakePassword(database_url);
  database_url_ = url.without_password;
  if (!url.password.empty()) environment_.push_back("PGPASSWORD=" + url.password);
}

auto Compiler::RunIngot(std::vector<std::string> words, const char* what, Context& context) const -> Result<std::string> {
  words.insert(words.begin(), program_);
  auto ended = Run({std::move(words), "/", environment_, kLimit}, context);
  if (!ended) return tl::unexpected(ended.error());
  if (ended->code == 0) return std::move(ended->output);
  const bool is_definition = ended->code == kFindings || ended->code == kWrongUsage;
  return tl::unexpected(Failure{is_definition ? FailureKind::kDefinition : FailureKind::kEnvironment,
                                ended->code == kFindings ? std::string(what) + " has errors" : "the compiler ended with exit code " + std::to_string(ended->code) + "; the log says why",
                                HasErrors(ended->output) ? ended->output : ""});
}

auto Compiler::Pull(const std::string& application, const std::string& folder, Context& context) const -> Result<void> {
  return RunIngot({"pull", database_url_, "--app", application, "--out", folder, "--check", "--format", "json"}, "the definition", context).map([](const auto&) {});
}

auto Compiler::Document(const std::string& folder, Context& context) const -> Result<std::string> {
  return RunIngot({"dump", folder, "--phase", "ast"}, "the definition", context);
}

auto Compiler::Generate(const std::string& definition, const std::string& project, const std::vector<std::string>& allowed, Context& context) const
    -> Result<void> {
  std::vector<std::string> words{"generate", definition, "--out", project, "--format", "json"};
  for (const std::string& each : allowed) words.push_back("--allow=" + each);
  return RunIngot(std::move(words), "the next migration", context).map([](const auto&) {});
}

}  // namespace ingot::bot
