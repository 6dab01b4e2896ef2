// What finds the rows of a table by their words: a column and its index in PostgreSQL, tables and triggers in SQLite.
#pragma once

#include <string_view>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// `ingot_search tsvector GENERATED ALWAYS AS (...) STORED`
auto SearchColumn(const Table& table) -> Safe<PgText>;
auto SearchIndexName(std::string_view table) -> std::string;
auto CreateSearchIndex(const Table& table) -> Safe<PgText>;
auto CreateSearchIndexConcurrently(const Table& table) -> Safe<PgText>;

// Nothing for a table that has no search. The words of rows that are there already are looked up.
void AddSearch(const Table& table, std::vector<Safe<SqliteText>>& statements);
void DropSearch(const Table& table, std::vector<Safe<SqliteText>>& statements);

}  // namespace ingot::codegen::sql_migration
