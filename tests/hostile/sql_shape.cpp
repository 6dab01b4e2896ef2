#include "tests/hostile/sql_shape.h"

#include <pg_query.h>
#include <sqlite3.h>

#include <memory>

#include <nlohmann/json.hpp>

namespace ingot::test::hostile {
namespace {

using nlohmann::json;

// Takes out where things stand, and texts that are values.
void Mask(json& node) {
  if (node.is_array()) {
    for (json& item : node) Mask(item);
    return;
  }
  if (!node.is_object()) return;
  for (const char* place : {"location", "stmt_location", "stmt_len"}) node.erase(place);
  if (node.contains("A_Const")) {
    json& constant = node["A_Const"];
    if (constant.contains("sval") || constant.value("/val/String"_json_pointer, json()).is_object()) constant = "?";
  }
  for (auto& [key, item] : node.items()) Mask(item);
}

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

auto Open() -> Database {
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  Database database(opened, &sqlite3_close);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);  // it makes no file
  sqlite3_exec(opened, "CREATE TABLE ingot_clock (micros INTEGER NOT NULL) STRICT", nullptr, nullptr, nullptr);  // the runtime's own
  return database;
}

// Each statement on its own, so that they are counted.
auto RunAll(sqlite3* database, const std::string& script, Shape& shape) -> bool {
  for (const char* rest = script.c_str(); *rest != '\0';) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, rest, -1, &statement, &rest) != SQLITE_OK) return false;
    if (statement == nullptr) continue;
    const std::string text = sqlite3_sql(statement);
    const int code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE && code != SQLITE_ROW) return false;
    shape.kinds.push_back(text.substr(text.find_first_not_of("\n "), 12));
  }
  return true;
}

// Without the steps for databases that have what a way back kept, as the runner leaves them out. A text of a user's that looks like the line of such a
// step would be cut here, and be no script any more.
auto Unconditional(const std::string& script) -> std::string {
  std::string kept;
  for (size_t at = 0; at < script.size();) {
    const size_t next = script.find("\n-- step ", at);
    const std::string step = script.substr(at, next == std::string::npos ? next : next + 1 - at);
    if (step.substr(0, step.find('\n')).find(", if ingot_kept_") == std::string::npos) kept += step;
    at = next == std::string::npos ? script.size() : next + 1;
  }
  return kept;
}

auto Rows(sqlite3* database, const std::string& query) -> std::vector<std::string> {
  std::vector<std::string> rows;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, query.c_str(), -1, &statement, nullptr) != SQLITE_OK) return {sqlite3_errmsg(database)};
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      row += (text == nullptr ? std::string("NULL") : std::string(text)) + " ";
    }
    rows.push_back(row);
  }
  sqlite3_finalize(statement);
  return rows;
}

constexpr const char* kSchema =
    "SELECT m.type, m.name, m.tbl_name, c.name, c.type, c.\"notnull\", c.pk, c.dflt_value IS NULL FROM sqlite_master AS m "
    "LEFT JOIN pragma_table_xinfo(m.name) AS c ORDER BY m.type, m.name, c.cid";

}  // namespace

auto PostgresShape(const std::string& text) -> Shape {
  // The runner's word for the schema of a release.
  static const std::string kRelease = ":\"release\"";
  std::string sql = text;
  for (size_t at = sql.find(kRelease); at != std::string::npos; at = sql.find(kRelease, at)) sql.replace(at, kRelease.size(), "public_v2");
  Shape shape;
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  if (result.error != nullptr) {
    shape.error = result.error->message;
  } else {
    json tree = json::parse(result.parse_tree);
    for (json& statement : tree["stmts"]) {
      shape.kinds.push_back(statement.at("stmt").begin().key());
      Mask(statement);
      shape.parts.push_back(statement.dump());
    }
  }
  pg_query_free_parse_result(result);
  return shape;
}

auto SqliteShape(const std::vector<std::string>& scripts) -> Shape {
  Shape shape;
  const Database database = Open();
  for (const std::string& script : scripts) {
    if (RunAll(database.get(), Unconditional(script), shape)) continue;
    shape.error = sqlite3_errmsg(database.get());
    return shape;
  }
  shape.parts = Rows(database.get(), kSchema);
  return shape;
}

}  // namespace ingot::test::hostile
