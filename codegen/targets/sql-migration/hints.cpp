#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/move_hints.h"

#include <algorithm>

namespace ingot::codegen::sql_migration {
namespace {

// The table that a model's rows are in now: the one with its stable id, or that of its former name. A secret opens under the
// names that it was sealed under, which the service learns from `renamedFrom` only.
auto FormerTable(const ir::App& app, const ir::Model& model, const Schema& from) -> const Table* {
  const bool secrets = std::any_of(model.fields.begin(), model.fields.end(), [&](Id<ir::Field> id) { return app.fields[id].secret; });
  for (const Table& table : from.tables) {
    if (!table.Followed().empty()) continue;
    const bool same_id = !secrets && !model.stable_id.empty() && table.id == model.stable_id;
    if (same_id || (!model.renamed_from.empty() && table.model == model.renamed_from)) return &table;
  }
  return FindTable(from, model.table);
}

auto FormerColumn(const ir::Field& field, const Table& table) -> const Column* {
  for (const Column& column : table.columns) {
    const bool same_id = !field.secret && !field.stable_id.empty() && column.id == field.stable_id;
    if (same_id || (!field.renamed_from.empty() && column.field == field.renamed_from)) return &column;
  }
  return nullptr;
}

auto FillingOf(const ir::App& app, const std::string& table, const ir::Field& field) -> std::optional<Filling> {
  if (!field.default_value) return std::nullopt;
  Filling filling{table, ir::ColumnName(field), field.type, *field.default_value, ""};
  if (const auto closed = std::get_if<ir::EnumType>(&field.type)) {
    filling.text = app.enums[closed->id].values[static_cast<size_t>(std::get<int64_t>(*field.default_value))];
  }
  return filling;
}

// An enum that has other values than its column; nothing when each is called what it was.
auto RetellingOf(const ir::App& app, const std::string& table, const ir::Field& field, const Column& old) -> std::optional<Retelling> {
  const auto list = std::get_if<ir::ListType>(&field.type);
  const ir::FieldType type = list == nullptr ? field.type : ir::ElementType(*list);
  const auto choice = std::get_if<ir::EnumType>(&type);
  if (choice == nullptr || !IsEnum(old)) return std::nullopt;
  const ir::Enum& now = app.enums[choice->id];
  Retelling retelling{table, ir::ColumnName(field), {}};
  for (const auto& [from, to] : now.renamed) {
    if (old.values.empty() || std::ranges::find(old.values, from) != old.values.end()) retelling.texts.emplace_back(from, to);
  }
  const bool goes = std::ranges::any_of(old.values, [&](const std::string& value) { return std::ranges::find(now.values, value) == now.values.end(); });
  return goes || !retelling.texts.empty() ? std::optional(std::move(retelling)) : std::nullopt;
}

// A table that follows another: `former` is what it was called, or empty.
void AddFollower(const std::string& former, const std::string& name, const Hints& rows, Hints& hints) {
  if (!former.empty() && former != name) hints.table_renames.push_back({name, former, name});
  for (const Filling& each : rows.fillings) {
    hints.fillings.push_back(each);
    hints.fillings.back().table = name;
  }
  for (const Retelling& each : rows.retellings) {
    if (!former.empty()) hints.retellings.push_back({name, each.column, each.texts});
  }
  for (const Rename& each : rows.column_renames) {
    if (!former.empty()) hints.column_renames.push_back({name, each.from, each.to});
  }
}

}  // namespace

auto HintsOf(const ir::App& app, const Schema& from) -> Hints {
  Hints hints;
  for (const ir::Model& model : app.models) {
    const Table* former = FormerTable(app, model, from);
    if (former != nullptr && former->name != model.table) hints.table_renames.push_back({model.table, former->name, model.table});
    Hints rows;
    for (const Id<ir::Field> id : model.fields) {
      const ir::Field& field = app.fields[id];
      if (!field.stored()) continue;
      const std::string name = ir::ColumnName(field);
      if (auto filling = FillingOf(app, model.table, field)) rows.fillings.push_back(*std::move(filling));
      const Column* column = former == nullptr ? nullptr : FormerColumn(field, *former);
      if (column != nullptr && column->name != name) rows.column_renames.push_back({model.table, column->name, name});
      const Column* old = column != nullptr || former == nullptr ? column : FindColumn(*former, name);
      if (old == nullptr) continue;
      if (auto retelling = RetellingOf(app, model.table, field, *old)) rows.retellings.push_back(*std::move(retelling));
    }
    hints.fillings.insert(hints.fillings.end(), rows.fillings.begin(), rows.fillings.end());
    hints.retellings.insert(hints.retellings.end(), rows.retellings.begin(), rows.retellings.end());
    hints.column_renames.insert(hints.column_renames.end(), rows.column_renames.begin(), rows.column_renames.end());
    if (model.revision) AddFollower(former == nullptr ? "" : former->history, ir::HistoryTable(model.table), rows, hints);
    if (model.soft_delete) AddFollower(former == nullptr ? "" : former->deleted, ir::DeletedTable(model.table), rows, hints);
  }
  AddMoveHints(app, from, hints);
  return hints;
}

}  // namespace ingot::codegen::sql_migration
