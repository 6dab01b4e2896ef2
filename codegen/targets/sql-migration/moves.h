// Values that go from the rows of one table to those of another one: a model that is split, or two that become one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

// A value for the rows that a new required column finds. How it is written depends on the database.
struct Filling {
  std::string table;
  std::string column;
  ir::FieldType type;
  ir::Value value;
  std::string text;  // of an enum: its wire text
};

// What the definition says.
struct MoveHint {
  bool merges = false;
  std::string owner_was;  // the table whose rows stay
  std::string owner;      // and as it is called now
  std::string part;       // the table that comes (a split), or that goes (a merge)
  std::vector<std::pair<std::string, std::string>> renames;  // columns that are called otherwise where they are now: before, now
};

// A column of the rows that stay, and of those that come or go. What is said of the one is not said of the other.
struct MovedColumn {
  Column owner;
  Column part;
  std::optional<Filling> blank;    // what it is in a row that stays and has no other row beside it; nothing: null
  std::optional<Filling> filling;  // what it is in a row that comes, where the one that stays has null
};

// Each row of `part` belongs to the one of `owner` that it refers to.
struct Move {
  bool merges = false;
  std::string owner_was;
  std::string owner;
  Table part;
  Column link;  // the reference, which is required and unique
  std::vector<MovedColumn> columns;
  std::vector<std::pair<Column, std::optional<Filling>>> others;  // those of `part` that have nothing to do with rows that stay

  // "split customers", "merge addresses"
  auto Name() const -> std::string;
};

// Why values cannot go: the message stands where it is reported.
enum class ObstacleKind : uint8_t {
  kKeeps,       // the table keeps versions or deleted rows
  kNoLink,      // no reference of one that is merged is required and unique
  kTakenTwice,  // two tables want the same column
  kUnfilled,    // a column of one that is split off must have a value, and rows have none for it
  kDemands,     // one that is merged has a column that must have a value, and nothing that it could have
};

struct Obstacle {
  ObstacleKind kind;
  std::string what;  // `customers`, `customers.street`
};

// The way back.
auto Reversed(Move move) -> Move;

struct Difference;
struct Hints;
// Once the tables are compared: what goes with the values of its columns, though they are elsewhere then, is no loss.
void AddMoves(const Hints& hints, Difference& difference);

}  // namespace ingot::codegen::sql_migration
