// What a step of a migration asks a database before it is done: `migrate lint` counts the rows that it will meet. The runner reads the
// lines (see migration-script.hpp of the runtime), and nothing of a definition but names stands in them.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

using Questions = std::vector<Safe<SqlNote>>;

// `column` is what it is called while the migration is at it; one that is `added` may not be there when the question is put.
auto AskUnfilled(const std::string& table, const std::string& column, bool added) -> Safe<SqlNote>;
// Of a column that becomes required without a value for rows: nothing where a conversion decides which ones have one.
auto AskUnfilled(const TableAltered& change, const Column& column, const std::string& table, const std::string& open) -> Questions;
// `index` is one of `change.to`.
auto AskShared(const TableAltered& change, const Index& index) -> Safe<SqlNote>;
// `target` is what the table is called before the migration; empty: there is none yet.
auto AskDangling(const std::string& table, const std::string& column, const std::string& target) -> Safe<SqlNote>;
// The rule itself stands in the migration's statement about the table `in`.
auto AskBroken(const TableAltered& change, const CheckConstraint& rule, const std::string& in) -> Questions;
// How many values, or rows, are set aside.
auto AskKept(const std::string& table, const std::string& column) -> Safe<SqlNote>;
auto AskKept(const std::string& table) -> Safe<SqlNote>;
// How many values of the column have no form in its new type: those that the migration's statement sets aside in the table `kept`.
auto AskConverted(const Safe<SqlIdentifier>& kept, const std::string& table, const std::string& column) -> Safe<SqlNote>;

// `docs.title`
auto ColumnNote(const std::string& table, const std::string& column) -> Safe<SqlNote>;
// `docs, notes, users and others`
auto SomeOf(const std::vector<std::string>& names) -> Safe<SqlNote>;

}  // namespace ingot::codegen::sql_migration
