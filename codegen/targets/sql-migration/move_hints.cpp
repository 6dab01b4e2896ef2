#include "codegen/targets/sql-migration/move_hints.h"

#include <algorithm>

namespace ingot::codegen::sql_migration {
namespace {

auto TableOfModel(const Schema& schema, const std::string& model) -> const Table* {
  const auto found = std::ranges::find_if(schema.tables, [&](const Table& table) { return table.model == model && table.Followed().empty(); });
  return found == schema.tables.end() ? nullptr : &*found;
}

// What a table was called.
auto FormerName(const Hints& hints, const std::string& table) -> std::string {
  const auto found = std::ranges::find(hints.table_renames, table, &Rename::to);
  return found == hints.table_renames.end() ? table : found->from;
}

// Columns that fields of the model have now: what their ids and `renamedFrom` say.
auto RenamesOf(const ir::App& app, const ir::Model& model, const Table& former) -> std::vector<std::pair<std::string, std::string>> {
  std::vector<std::pair<std::string, std::string>> renames;
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.stored()) continue;
    for (const Column& column : former.columns) {
      const bool same_id = !field.stable_id.empty() && column.id == field.stable_id;
      const bool said = !field.renamed_from.empty() && (column.field == field.renamed_from || former.model + "." + column.field == field.renamed_from);
      if (same_id || said) renames.emplace_back(column.name, ir::ColumnName(field));
    }
  }
  return renames;
}

// The models that rows of this one must refer to, each by rows of its own.
auto OwnersOf(const ir::App& app, const ir::Model& model) -> std::vector<std::string> {
  std::vector<std::string> owners;
  for (const Id<ir::Field> id : model.fields) {
    const auto* ref = std::get_if<ir::RefType>(&app.fields[id].type);
    const std::vector<Id<ir::Field>> alone{id};
    if (ref == nullptr || !app.fields[id].required || std::ranges::find(model.unique, alone) == model.unique.end()) continue;
    owners.push_back(app.models[ref->model].table);
  }
  return owners;
}

}  // namespace

void AddMoveHints(const ir::App& app, const Schema& from, Hints& hints) {
  for (const ir::Model& model : app.models) {
    const Table* source = model.split_from.empty() ? nullptr : TableOfModel(from, model.split_from);
    for (const std::string& owner : source == nullptr ? std::vector<std::string>() : OwnersOf(app, model)) {
      if (FormerName(hints, owner) != source->name) continue;
      hints.moves.push_back({false, source->name, owner, model.table, RenamesOf(app, model, *source)});
      break;
    }
    for (const std::string& name : model.merged_from) {
      const Table* gone = TableOfModel(from, name);
      if (gone == nullptr) continue;  // it was merged before
      hints.moves.push_back({true, FormerName(hints, model.table), model.table, gone->name, RenamesOf(app, model, *gone)});
    }
  }
}

}  // namespace ingot::codegen::sql_migration
