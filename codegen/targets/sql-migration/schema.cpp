#include "codegen/targets/sql-migration/schema.h"

#include <algorithm>

#include "codegen/expr/sql.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

auto TypeText(const ir::FieldType& type) -> std::string {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) {
                          std::string text(ir::SpecOf(scalar.kind).name);
                          if (scalar.kind != ir::ScalarKind::kDecimal) return text;
                          return text + "(" + std::to_string(scalar.precision) + "," + std::to_string(scalar.scale) + ")";
                        },
                        [](const ir::EnumType&) { return std::string("enum"); },
                        [](const ir::RefType&) { return std::string("ref"); },
                        [](const ir::ObjectType&) { return std::string(ir::SpecOf(ir::ScalarKind::kJson).name); },  // its members may change
                        [](const ir::ListType& list) { return TypeText(ir::ElementType(list)) + "[]"; },
                    },
                    type);
}

auto OnDeleteText(ir::OnDelete action) -> std::string {
  switch (action) {
    case ir::OnDelete::kRestrict:
      return "restrict";
    case ir::OnDelete::kCascade:
      return "cascade";
    case ir::OnDelete::kSetNull:
      break;
  }
  return "setNull";
}

auto ValuesOf(const ir::App& app, const ir::FieldType& type) -> std::vector<std::string> {
  if (const auto choice = std::get_if<ir::EnumType>(&type)) return app.enums[choice->id].values;
  const auto list = std::get_if<ir::ListType>(&type);
  return list == nullptr ? std::vector<std::string>() : ValuesOf(app, ir::ElementType(*list));
}

auto ColumnOf(const ir::App& app, const ir::Field& field) -> Column {
  Column column{ir::ColumnName(field), field.name, field.stable_id, field.secret ? "secret" : TypeText(field.type), field.required, std::nullopt};
  column.values = ValuesOf(app, field.type);
  if (const auto ref = std::get_if<ir::RefType>(&field.type)) {
    column.reference = Reference{app.models[ref->model].table, OnDeleteText(ref->on_delete)};
  }
  return column;
}

auto IndexOf(const ir::App& app, const ir::Model& model, const std::vector<Id<ir::Field>>& fields, bool unique) -> Index {
  Index index{model.table, unique, {}};
  for (const Id<ir::Field> id : fields) {
    index.columns.push_back(ir::ColumnName(app.fields[id]));
    index.name += "_" + index.columns.back();
  }
  index.name = ir::PhysicalName(index.name + (unique ? "_key" : "_idx"));
  return index;
}

auto ConstraintOf(const ir::App& app, const ir::RowCheck& check) -> CheckConstraint {
  const SqlPlace place{.row = std::nullopt, .constraint = true};
  return {check.constraint, std::string(PrintSqlite(app, check.condition, place, SqlForm::kValue).text.View()),
          std::string(PrintPostgres(app, check.condition, place, SqlForm::kValue).text.View())};
}

// A reference is looked up from both ends, so its column has an index of its own unless another one begins with it.
void AddReferenceIndexes(const ir::App& app, const ir::Model& model, Table& table) {
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!std::holds_alternative<ir::RefType>(field.type)) continue;
    const std::string column = ir::ColumnName(field);
    const bool led = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) { return index.columns.front() == column; });
    if (!led) table.indexes.push_back(IndexOf(app, model, {id}, false));
  }
}

// The versions of the rows of a table: what is read of them, and nothing refers from there but to the row.
auto HistoryOf(const Table& table) -> Table {
  Table history{table.history, table.model, "", {}, true, {}, "", "", table.name, "", {}};
  for (const Column& column : table.columns) {
    if (column.type == "secret" || column.type == "password") continue;
    history.columns.push_back(column);
    history.columns.back().reference.reset();
  }
  return history;
}

// The deleted rows of a table, whole.
auto DeletedOf(const Table& table) -> Table {
  Table deleted{table.deleted, table.model, "", table.columns, table.timestamps, {}, "", "", "", table.name, {}};
  for (Column& column : deleted.columns) column.reference.reset();
  return deleted;
}

}  // namespace

auto SchemaOf(const ir::App& app) -> Schema {
  Schema schema;
  for (const ir::Model& model : app.models) {
    Table table{model.table, model.name, model.stable_id, {}, model.timestamps, {}, model.revision ? ir::HistoryTable(model.table) : "",
                model.soft_delete ? ir::DeletedTable(model.table) : "", "", "", {}};
    for (const Id<ir::Field> id : model.fields) {
      if (app.fields[id].stored()) table.columns.push_back(ColumnOf(app, app.fields[id]));
    }
    table.files = std::ranges::any_of(table.columns, [](const Column& column) { return column.type == "file"; });
    for (const Id<ir::Field> id : model.search) table.search.push_back(ir::ColumnName(app.fields[id]));
    for (const auto& fields : model.unique) table.indexes.push_back(IndexOf(app, model, fields, true));
    for (const auto& fields : model.indexes) table.indexes.push_back(IndexOf(app, model, fields, false));
    AddReferenceIndexes(app, model, table);
    for (const ir::RowCheck& check : model.checks) table.checks.push_back(ConstraintOf(app, check));
    std::sort(table.checks.begin(), table.checks.end(), [](const CheckConstraint& a, const CheckConstraint& b) { return a.name < b.name; });
    std::sort(table.indexes.begin(), table.indexes.end(), [](const Index& a, const Index& b) { return a.name < b.name; });
    if (model.revision) schema.tables.push_back(HistoryOf(table));
    if (model.soft_delete) schema.tables.push_back(DeletedOf(table));
    schema.tables.push_back(std::move(table));
  }
  std::sort(schema.tables.begin(), schema.tables.end(), [](const Table& a, const Table& b) { return a.name < b.name; });
  return schema;
}

auto FindTable(const Schema& schema, std::string_view name) -> const Table* {
  const auto found = std::find_if(schema.tables.begin(), schema.tables.end(), [&](const Table& table) { return table.name == name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

auto FindColumn(const Table& table, std::string_view name) -> const Column* {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

}  // namespace ingot::codegen::sql_migration
