// The statements of DDL as PostgreSQL takes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

using PgStatements = std::vector<Safe<PgText>>;

auto TypeOf(const Column& column) -> Safe<PgText>;
// `title text COLLATE "C" NOT NULL`
auto ColumnText(const Column& column) -> Safe<PgText>;

// The names that constraints have are ours, so that the driver can tell which field one means and a rename can find it.
auto KeyName(const std::string& table) -> std::string;
auto ReferenceName(const std::string& table, const std::string& column) -> std::string;
auto ConstraintText(const std::string& table, const Column& column) -> Safe<PgText>;
// Its name needs no table: no two rules of one table have the same.
auto CheckText(const CheckConstraint& check) -> Safe<PgText>;

// A text inside of a function's body: it ends neither the text nor the body.
auto TextInBody(const std::string& text) -> Safe<PgText>;
auto QuotedInBody(const Filling& filling) -> Safe<PgText>;
// Text that is cast to the column's type where it stands.
auto LiteralOf(const Filling& filling) -> Safe<SqlLiteral>;
// For a row that has no value of a column that must have one; `unique`: no two rows may have the same. Nothing for a type that has none.
auto EmptyValue(const Column& column, bool unique) -> std::optional<Safe<PgText>>;

// All of them, with indexes and triggers, in an order in which each finds what it refers to; and none of them.
auto MakeTables(const std::vector<const Table*>& tables) -> PgStatements;
auto UnmakeTables(const std::vector<const Table*>& tables) -> PgStatements;

auto CreateIndexConcurrently(std::string_view table, const Index& index) -> Safe<PgText>;

// A trigger that gives a column a value where a row comes without one.
void CreateFiller(const std::string& table, const std::string& column, const Filling& filling, PgStatements& statements);
void DropFiller(const std::string& table, const std::string& column, PgStatements& statements);
// Gives the column of rows without a value one, for the next rows: see `MigrationBatch` of the runtime.
auto FillInBatches(const Table& table, const std::string& column, const Filling& filling) -> Safe<PgText>;
// The same with any value, in those rows of which this is true.
auto FillInBatches(const Table& table, const std::string& column, const Safe<PgText>& value, const Safe<PgText>& wanted) -> Safe<PgText>;

// What a reference that becomes null and what is kept beside the rows do: triggers, and a function for each.
void CreateTriggers(const Table& table, PgStatements& statements);
// The same, where what is kept of a row is not all that it has: its columns in the table of versions, and in that of deleted rows.
void CreateTriggers(const Table& table, const Table& versions, const Table& deleted, PgStatements& statements);
void DropTriggers(const Table& table, PgStatements& statements);
// The triggers of a table that was dropped went with it.
void DropFunctions(const Table& table, PgStatements& statements);

}  // namespace ingot::codegen::sql_migration
