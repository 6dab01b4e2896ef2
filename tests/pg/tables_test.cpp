// The tables that are read are those that the platform, compiled by Ingot, writes.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "compiler/frontend/pg/references.h"
#include "compiler/frontend/pg/tables.h"

namespace ingot::frontend::pg {
namespace {

const std::string kPlatform = INGOT_SOURCE_DIR "/samples/meta-platform";

auto Text(const std::string& path) -> std::string {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The columns of a table in the migration that makes it.
auto Emitted(const std::string& table) -> std::set<std::string> {
  std::istringstream lines(Text(kPlatform + "/expected/db/migrations/0001_initial.postgres.up.sql"));
  std::set<std::string> columns;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "CREATE TABLE " + table + " (")
      inside = true;
    else if (line == ");")
      inside = false;
    else if (inside && line.starts_with("  ") && !line.starts_with("  CONSTRAINT")) {
      std::string name = line.substr(2, line.find(' ', 2) - 2);
      std::erase(name, '"');
      columns.insert(name);
    }
  }
  return columns;
}

TEST(Tables, AreThoseOfTheCompiledPlatform) {
  ASSERT_EQ(Tables().size(), 6U);
  for (const Table& table : Tables()) {
    const auto emitted = Emitted(std::string(table.name));
    std::set<std::string> known(table.columns.begin(), table.columns.end());
    for (const std::string_view kept : KeptColumns()) known.insert(std::string(kept));
    if (table.name == "users") {  // which have more, that is none of the compiler's business
      for (const std::string& column : known) EXPECT_TRUE(emitted.contains(column)) << table.name << "." << column;
    } else {
      EXPECT_EQ(known, emitted) << table.name;
    }
  }
}

TEST(Tables, KnowTheWordsOfThePlatform) {
  const auto app = nlohmann::json::parse(Text(kPlatform + "/definition/app.json"));
  std::set<std::string> kinds;
  std::set<std::string> relationships;
  for (const auto& each : app.at("enums")) {
    if (each.at("name") == "ComponentKind") kinds = each.at("values").get<std::set<std::string>>();
    if (each.at("name") == "RelationshipKind") relationships = each.at("values").get<std::set<std::string>>();
  }
  EXPECT_EQ(kinds, std::set<std::string>(Kinds().begin(), Kinds().end()));
  EXPECT_EQ(relationships, (std::set<std::string>{std::string(kManyToOne), std::string(kOneToOne), std::string(kManyToMany)}));
  for (const std::string_view kind : Kinds()) EXPECT_EQ(KindOfList(ListOfKind(kind)), kind);
}

}  // namespace
}  // namespace ingot::frontend::pg
