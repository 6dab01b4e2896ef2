#include "codegen/targets/cpp-service/statements.h"

#include "codegen/api/routes.h"

namespace ingot::codegen::cpp_service {
namespace {

auto Table(const ir::Model& model) -> Safe<SqlIdentifier> { return SqlIdentifier::Physical(model.table); }

// `$1, $2, ...` as many as there are columns.
auto Placeholders(size_t count) -> Safe<SqlText> {
  std::vector<Safe<SqlText>> parts;
  for (size_t i = 1; i <= count; ++i) parts.push_back(SqlText::Of("$@", SqlLiteral::Integer(static_cast<int64_t>(i))));
  return SqlText::Join(", ", parts);
}

auto Columns(const ir::App& app, const ir::Model& model) -> std::vector<Safe<SqlIdentifier>> {
  std::vector<Safe<SqlIdentifier>> columns;
  for (const std::string& name : ColumnNames(app, model)) columns.push_back(SqlIdentifier::Physical(name));
  return columns;
}

}  // namespace

auto ColumnNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string> {
  std::vector<std::string> names{"id"};
  for (const Id<ir::Field> id : model.fields) {
    if (app.fields[id].stored() && !app.fields[id].concealed()) names.push_back(ir::ColumnName(app.fields[id]));
  }
  if (model.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
  names.push_back("row_version");
  return names;
}

auto ColumnList(const ir::App& app, const ir::Model& model) -> Safe<SqlText> { return SqlText::Join(", ", Columns(app, model)); }

auto InsertInto(const ir::App& app, const ir::Model& model) -> Safe<SqlText> {
  std::vector<Safe<SqlIdentifier>> columns = Columns(app, model);
  for (const ir::Field* field : ConcealedFields(app, model)) columns.push_back(SqlIdentifier::Physical(ir::ColumnName(*field)));
  return SqlText::Of("INSERT INTO @ (@) VALUES (@)", Table(model), SqlText::Join(", ", columns), Placeholders(columns.size()));
}

auto TakeBackStatement(const ir::App& app, const ir::Model& model) -> Safe<SqlText> {
  std::vector<Safe<SqlIdentifier>> columns = Columns(app, model);
  for (const ir::Field* field : ConcealedFields(app, model)) columns.push_back(SqlIdentifier::Physical(ir::ColumnName(*field)));
  const auto list = SqlText::Join(", ", columns);
  return SqlText::Of("INSERT INTO @ (@) SELECT @ FROM @ WHERE id = $1 RETURNING @", Table(model), list, list,
                     SqlIdentifier::Physical(ir::DeletedTable(model.table)), ColumnList(app, model));
}

auto InsertStatement(const ir::App& app, const ir::Model& model) -> Safe<SqlText> {
  return SqlText::Of("@ RETURNING @", InsertInto(app, model), ColumnList(app, model));
}

}  // namespace ingot::codegen::cpp_service
