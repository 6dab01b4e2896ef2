// The snapshot of the schema lies in the output folder, where anybody may edit it: the next migration is made from it.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "codegen/targets/sql-migration/snapshot.h"
#include "tests/hostile/corpus.h"
#include "tests/hostile/sql_shape.h"
#include "tests/support/folder.h"

namespace ingot::test::hostile {
namespace {

// What is wrong with the migration from a hostile snapshot to the harmless application. An expression of a check may be none that the
// database takes, and then the migration fails as a whole; it may not be more than an expression.
auto Complaint(const std::string& definition, const std::string& snapshot, const std::string& canary, bool is_expression) -> std::string {
  if (!codegen::sql_migration::ReadSnapshot(snapshot)) return "";
  const Earlier earlier{snapshot, ""};
  for (const auto& [path, sql] : Compile(definition, &earlier).evolution) {
    if (path.find(".postgres.") == std::string::npos) continue;
    const Shape shape = PostgresShape(sql);
    if (!shape.error.empty()) return is_expression ? "" : path + ": " + shape.error;
    for (size_t i = 0; i < shape.kinds.size(); ++i) {
      if (!MigrationStatements().contains(shape.kinds[i])) return path + " holds " + shape.kinds[i];
      if (shape.kinds[i] == "CreateStmt" && shape.parts[i].find(canary) != std::string::npos) return path + " makes a table of the payload";
    }
  }
  return "";
}

TEST(HostileSnapshots, MakeNoOtherStatements) {
  const std::string definition = ReadFile(INGOT_SOURCE_DIR "/tests/hostile/base.json");
  const auto snapshot = Json::parse(Bench::Shared().harmless().files->at("db/schema.snapshot.json"));
  size_t cases = 0;
  size_t read = 0;
  ForEachCase(PositionsOf(snapshot), [&](const Case& hostile) {
    ++cases;
    if (codegen::sql_migration::ReadSnapshot(hostile.definition)) ++read;
    const bool is_expression = hostile.name.find("].checks[") != std::string::npos;
    EXPECT_EQ(Complaint(definition, hostile.definition, hostile.canary, is_expression), "") << hostile.name;
  });
  fmt::print("hostile: {} snapshots, {} of them read\n", cases, read);
  EXPECT_GT(cases, 500U);
}

}  // namespace
}  // namespace ingot::test::hostile
