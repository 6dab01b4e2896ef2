// The SQL of one model's statements, the same text for both databases.
#pragma once

#include <string>
#include <vector>

#include "codegen/text/sql.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// The columns of a table in the order of a row: id, the stored fields that are read, the times, row_version.
auto ColumnNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string>;
auto ColumnList(const ir::App& app, const ir::Model& model) -> Safe<SqlText>;
// An INSERT without its RETURNING; its values are those of a row, then those of the fields that are only written.
auto InsertInto(const ir::App& app, const ir::Model& model) -> Safe<SqlText>;
// From the table of deleted rows back into its own.
auto TakeBackStatement(const ir::App& app, const ir::Model& model) -> Safe<SqlText>;
auto InsertStatement(const ir::App& app, const ir::Model& model) -> Safe<SqlText>;

}  // namespace ingot::codegen::cpp_service
