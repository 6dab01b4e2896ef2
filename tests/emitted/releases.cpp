#include "tests/emitted/releases.h"

#include <filesystem>

#include "tests/support/postgres.h"
#include "tests/support/project.h"

namespace ingot::test {
namespace {

constexpr int kPoolerConnections = 10;

}  // namespace

Releases::Releases(const std::string& before, const std::string& after) {
  Build(before, old());
  if (failure_.empty()) Build(after, next());
}

// Into the same folder each time, whose migrations are what the next ones follow.
void Releases::Build(const std::string& definition, const std::string& program) {
  const std::string project = folder_.path() + "/project";
  const std::string generate = Quoted(INGOT_BINARY_DIR "/bin/ingot") + " generate " + Quoted(definition) + " --out " + Quoted(project);
  const auto generated = RunCommand("/", generate + " || " + generate + " $(" + generate + " 2>&1 | grep -o -e '--allow=[^`]*')");
  const auto built = generated.code == 0 ? BuildProject(project, ProjectParts::kService) : generated;
  if (built.code != 0) {
    failure_ = built.output;
    return;
  }
  std::filesystem::copy_file(project + "/build/release/service", program);
}

SharedDatabase::SharedDatabase(bool pooled) : name_(Postgres::Shared().NewDatabase()), url_(Postgres::Shared().Url(name_)) {
  if (!pooled) return;
  pooler_ = std::make_unique<PgBouncer>(Postgres::Shared(), kPoolerConnections);
  url_ = pooler_->Url(name_);
}

auto SharedDatabase::Variables() const -> std::vector<std::string> {
  std::vector<std::string> variables{"DATABASE_CONNECTIONS=12"};
  if (pooler_) variables.emplace_back("DATABASE_POOLER=transaction");
  return variables;
}

auto SharedDatabase::Start(const std::string& program) const -> std::unique_ptr<ServiceProcess> {
  folders_.push_back(std::make_unique<TemporaryFolder>());
  return std::make_unique<ServiceProcess>(program, folders_.back()->path(), url_, Variables());
}

auto SharedDatabase::Do(const std::string& program, const std::string& arguments) const -> Outcome {
  std::string command = "env -i PORT=0 DATABASE_URL=" + Quoted(url_);
  for (const std::string& each : Variables()) command += " " + each;
  return RunCommand("/", "timeout 900 " + command + " " + Quoted(program) + " " + arguments);
}

auto SharedDatabase::Sql(const std::string& sql) const -> std::string { return Postgres::Shared().Run(name_, sql).output; }

}  // namespace ingot::test
