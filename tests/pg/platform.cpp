#include "tests/pg/platform.h"

#include <gtest/gtest.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/sample.h"

namespace ingot::test {
namespace {

const std::string kSamples = INGOT_SOURCE_DIR "/samples";

}  // namespace

Platform::Platform(Columns columns) : database_(Postgres::Shared().NewDatabase()) {
  const Outcome made = RunCommand(
      "/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " migrate up " + Quoted(kSamples + "/meta-platform/expected") + " --database " + Quoted(url()));
  if (made.code != 0) throw std::runtime_error(made.output);
  if (columns == Columns::kJsonb) {
    Sql("ALTER TABLE applications ALTER configuration TYPE jsonb; ALTER TABLE models ALTER fields TYPE jsonb, ALTER options TYPE jsonb;"
        "ALTER TABLE components ALTER body TYPE jsonb; ALTER TABLE workflows ALTER definition TYPE jsonb");
  }
  Sql("INSERT INTO users (id, name, email, password, created_at, updated_at) VALUES ('01980000-0000-7000-8000-000000000001', 'ada', "
      "'ada@example.org', 'x', now(), now())");
}

auto Platform::Sql(const std::string& statements) const -> std::string {
  const Outcome outcome = Postgres::Shared().Run(database_, statements);
  EXPECT_EQ(outcome.code, 0) << statements << "\n" << outcome.output;
  std::string text = outcome.output;
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

auto Platform::Ingot(const std::string& words) const -> Outcome {
  std::string line = words;
  if (const size_t found = line.find("URL"); found != std::string::npos) line.replace(found, 3, Quoted(url()));
  return RunCommand("/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " " + line);
}

auto AppOf(const std::string& sample) -> std::string { return nlohmann::json::parse(SampleText(sample)).at("app").at("name"); }

auto Samples() -> std::vector<std::string> { return {"hooks", "meta-platform", "toolkit-sync", "tracker", "types"}; }

void WriteShelf(const std::string& folder, const std::string& models) {
  std::filesystem::create_directories(folder);
  WriteFile(folder + "/shelf.json", R"({"ingot": 1, "app": {"name": "shelf", "auth": "none"}, "models": [)" + models + "]}");
}

}  // namespace ingot::test
