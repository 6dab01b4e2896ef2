// Whether the tables that a database has are those that the migrations would make, and what they lack.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/migration-history.hpp"

namespace ingot::rt::store {

// A schema in the words of its database, read from its catalog. The same words, the same thing.
struct SchemaColumn {
  std::string name;
  std::string type;
  std::string collation;    // that only orders; what changes which texts are equal stands in the type
  bool notNull = false;
  bool hasDefault = false;  // the database fills it
};

struct SchemaIndex {
  std::string name;                  // empty: none that a migration could use
  std::vector<std::string> columns;  // or expressions
  std::string condition;             // what else makes it special: of a partial one, its WHERE
};

struct SchemaReference {
  std::string name;
  std::vector<std::string> columns;
  std::string target;  // "users (id)"
  std::string onDelete;
};

struct SchemaTrigger {
  std::string name;
  std::string function;  // the statement that makes its function; empty: it has none
  std::string text;      // the statement that makes it
};

struct SchemaTable {
  std::string name;
  std::vector<SchemaColumn> columns;
  SchemaIndex primaryKey;  // no columns: none
  std::vector<SchemaIndex> uniqueSets;
  std::vector<SchemaIndex> indexes;  // the others
  std::vector<SchemaReference> references;
  std::vector<SchemaTrigger> triggers;
};

using Schema = std::vector<SchemaTable>;

// Null when there is none of this name.
[[nodiscard]] const SchemaTable* tableNamed(std::string_view name, const Schema& schema);
// For those who read a catalog; makes it when there is none.
[[nodiscard]] SchemaTable& tableOf(std::string_view name, Schema& schema);

// Why the service can live with another type than the one it would have made.
struct TypeFit {
  bool fits = false;
  std::string_view notice = {};  // what somebody should know about it
};
using FitOf = TypeFit (*)(std::string_view wanted, std::string_view found);

struct Difference {
  std::string table;
  std::string column;  // empty: it is about the table
  std::string wanted;
  std::string found;
};

// What makes a table that fits a table of ours.
struct Addition {
  std::string sql;
  std::string said;  // "added row_version to users"
};

struct Comparison {
  std::vector<Difference> differences;
  std::vector<std::string> notices;
  std::vector<Addition> additions;
  bool empty = true;  // none of the tables is there
};

[[nodiscard]] Comparison compare(const Schema& wanted, const Schema& found, FitOf fitOf);

// For people. Throws std::runtime_error when none of the tables is there.
[[nodiscard]] BaselineReport reportOf(const Comparison& comparison, std::span<const KnownMigration> known);
// The same of a database that has the migrations: what it lacks is a difference too.
[[nodiscard]] BaselineReport driftOf(const Comparison& comparison);
// Throws std::runtime_error when migrations are recorded.
void demandNoHistory(std::size_t recorded);

// A name as both databases quote it.
[[nodiscard]] std::string quotedName(std::string_view name);

}  // namespace ingot::rt::store
