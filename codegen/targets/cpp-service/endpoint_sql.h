// The SQL of the statements of endpoints.
#pragma once

#include <optional>
#include <vector>

#include "codegen/targets/cpp-service/endpoint_names.h"
#include "codegen/text/sql.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// A statement in both dialects, and the values of its placeholders, in order.
struct BoundSql {
  Safe<SqliteText> sqlite;
  Safe<PgText> postgres;
  std::vector<Safe<CppExpr>> values;
};

auto SelectFirst(const ir::App& app, const ir::LetFirst& let, const EndpointNames& names) -> BoundSql;
auto SelectAll(const ir::App& app, const ir::LetAll& let, const EndpointNames& names) -> BoundSql;
// `SELECT <expression>`: what only the database can answer.
auto SelectValue(const ir::App& app, Id<ir::Expression> id, const EndpointNames& names) -> BoundSql;
// The values of `set` come first, as `changed.member`; then the time, when the model keeps it.
auto UpdateRows(const ir::App& app, const ir::Update& update, const Safe<CppIdentifier>& changed, const EndpointNames& names) -> BoundSql;
// The rows that a statement with hooks changes, locked: the first by its id, or all of them and one more than there may be.
auto RowsToChange(const ir::App& app, Id<ir::Model> model, const std::optional<Id<ir::Expression>>& where, bool all, const EndpointNames& names)
    -> BoundSql;
auto DeleteRows(const ir::App& app, const ir::Remove& remove, const EndpointNames& names) -> BoundSql;
// How many that would be, with the same values.
auto CountRows(const ir::App& app, const ir::Remove& remove, const EndpointNames& names) -> BoundSql;
// Its values are those of an insert.
auto UpsertRow(const ir::App& app, const ir::Upsert& upsert) -> BoundSql;

// The columns that an update sets, in the order of its values.
auto ChangedColumns(const ir::App& app, const ir::Update& update) -> std::vector<std::string>;

}  // namespace ingot::codegen::cpp_service
