// Rows that nobody wrote, as statements for either database, and all that tables hold, to be compared.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "tests/postgres/databases.h"
#include "tests/postgres/random_definition.h"

namespace ingot::test {

using codegen::sql_migration::Column;
using codegen::sql_migration::Schema;
using codegen::sql_migration::Table;

// A row's id. Those of one table go up.
auto RowId(int number, bool postgres) -> std::string;

// Makes the rows of one pair. The same seed gives the same ones for both databases.
class RowMaker {
 public:
  RowMaker(uint64_t seed, bool postgres) : random_(seed), postgres_(postgres) {}

  // New rows in every table, after those that they refer to.
  auto Insert(const Schema& schema) -> std::string;
  // New values of these columns in rows that are there: a new version of each.
  auto Update(const Schema& schema, const std::map<std::string, std::set<std::string>>& columns) -> std::string;
  // Ends the rows that nothing refers to, of those made last.
  auto Delete(const Schema& schema) -> std::string;
  // The rows of before are those of the tables with these names now.
  void Rename(const std::map<std::string, std::string>& tables);

 private:
  auto InsertInto(const Table& table) -> std::string;
  auto InsertRow(const Table& table, int id) -> std::string;
  auto ValueOf(const Column& column, int id) -> std::string;
  auto Literal(const std::string& type, int number) -> std::string;
  auto Instant(int64_t micros) const -> std::string;

  Random random_;
  bool postgres_;
  int last_ = 0;
  std::map<std::string, std::vector<int>> rows_;  // by table: those that others may refer to
  std::map<std::string, std::vector<int>> loose_;  // nobody refers to these
};

// Every value, by table, column and row.
struct CellKey {
  std::string table;
  std::string column;
  std::string row;
  friend auto operator<=>(const CellKey&, const CellKey&) = default;
};
using Cells = std::map<CellKey, std::string>;
// `before`: statements that come first, such as a search path.
auto CellsOf(TriedDatabase& database, const Schema& schema, const std::string& before = "") -> Cells;
extern const std::string kNullCell;

}  // namespace ingot::test
