// What leads from one schema to another: the steps, the same for every database, and whether they lose data or cannot fill a
// column.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "codegen/targets/sql-migration/conversion.h"
#include "codegen/targets/sql-migration/moves.h"
#include "codegen/targets/sql-migration/schema.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

// A new name for something that keeps its data.
struct Rename {
  std::string table;   // the table's new name
  std::string from;    // empty names mean the table itself
  std::string to;
};

// Values of an enum that get other names, or go. What the release before stored is written anew.
struct Retelling {
  std::string table;
  std::string column;
  TextNames texts;
};

struct Hints {
  std::vector<Retelling> retellings;
  std::vector<Rename> table_renames;   // `from` and `to` are table names
  std::vector<Rename> column_renames;
  std::vector<Filling> fillings;
  std::vector<MoveHint> moves;
  std::vector<Move> known_moves;  // the same, where all of it is known
};

struct TableCreated {
  Table table;
};

struct TableDropped {
  Table table;
};

struct TableRenamed {
  Table from;  // with its columns as they were
  std::string to;
  Table into;  // what it is at the end
};

// Where the values of a column come from.
struct Origin {
  std::optional<Column> from;      // nothing: the column is new
  std::optional<Filling> filling;  // for rows without a value
  std::optional<Conversion> converted = {};  // of a new column: it holds what another one held, in another form
};

// A table under its new name whose columns, indexes or times differ from what they were.
struct TableAltered {
  Table from;  // where it refers to tables, under the names that they have now
  Table to;
  std::map<std::string, Origin> origins;  // of each column of `to`
  std::vector<Column> dropped;            // columns of `from` that go with their data
  Table was;                              // `from` under the names of before
  std::set<std::string> moved = {};       // those of `dropped` whose values are in another table at the end
  std::set<std::string> came = {};        // those of `to` whose values were in another one

  auto OriginOf(const Column& column) const -> const Origin& { return origins.at(column.name); }
  // New, and nothing of what was there is in it.
  auto Blank(const Column& column) const -> bool { return Added(column) && !OriginOf(column).converted; }
  // Does another column take its values over?
  auto Converts(const std::string& old) const -> bool;
  auto Added(const Column& column) const -> bool { return !OriginOf(column).from.has_value(); }
  // Must rows that exist get a value, and those that the release before writes?
  auto Demands(const Column& column) const -> bool;
  // And does nothing give them one? Then the release before may leave it out as long as it runs.
  auto DemandsLate(const Column& column) const -> bool;
  auto Renamed(const Column& column) const -> bool { return !Added(column) && OriginOf(column).from->name != column.name; }
  // Does a column get a name that another one still has? Then one after another is not enough.
  auto Trades() const -> bool;
  // Are other words looked for than before? A column under a new name has the same.
  auto SearchesAnew() const -> bool;
};

using Step = std::variant<TableCreated, TableDropped, TableRenamed, TableAltered>;

struct Change {
  std::string name;  // part of the migration's name: `add_docs_title`
  Step step;
};

struct Difference {
  std::vector<Change> changes;
  std::vector<std::string> losses;       // `docs.title`, `notes`: data that goes
  std::vector<std::string> unfilled;     // `docs.title`: required, and old rows have no value for it
  std::vector<Move> moves;
  std::vector<Obstacle> obstacles;       // what is said to be split or merged, and cannot be

  // Whose rows belong to those of another table; null: not this one's.
  auto MoveOf(const Table& part) const -> const Move*;
};

auto Diff(const Schema& from, const Schema& to, const Hints& hints) -> Difference;
// The tables that are renamed, altered or both.
auto AlterationsOf(const Difference& difference) -> std::vector<TableAltered>;
// The same renames, read the other way. What fills a column of one schema fills the one of the other that it comes from.
auto Reverse(const Hints& hints, const Difference& difference) -> Hints;

// What the definition says of renames and of values for old rows.
auto HintsOf(const ir::App& app, const Schema& from) -> Hints;

// May a column of one type hold what the other holds? Text rules differ, the stored text does not.
auto SameStorage(const Column& from, const Column& to) -> bool;

}  // namespace ingot::codegen::sql_migration
