#include "codegen/targets/sql-migration/window.h"

#include <algorithm>

#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

// Where a name is another thing's until the window is closed.
auto NextName(const std::string& name) -> std::string { return ir::PhysicalName("ingot_next_" + name); }

}  // namespace

auto WindowTable::SeenAsItIs() const -> bool {
  return open.name == to.name && std::ranges::all_of(columns, [](const auto& names) { return names.first == names.second; });
}

Window::Window(const Difference& difference, const std::vector<TableAltered>& alterations) {
  std::set<std::string> taken;
  for (const TableAltered& change : alterations) {
    if (change.was.name != change.to.name) names_[change.to.name] = change.was.name;
    taken.insert(change.was.name);
    for (const Index& index : change.was.indexes) old_indexes_.insert(index.name);
  }
  for (const Change& change : difference.changes) {
    const auto* gone = std::get_if<TableDropped>(&change.step);
    if (gone == nullptr) continue;
    dropped_.push_back({gone->table, gone->table});
    taken.insert(gone->table.name);
    for (const Index& index : gone->table.indexes) old_indexes_.insert(index.name);
  }
  for (const Change& change : difference.changes) {
    const auto* created = std::get_if<TableCreated>(&change.step);
    if (created != nullptr && taken.contains(created->table.name)) names_[created->table.name] = NextName(created->table.name);
  }
  for (const TableAltered& change : alterations) AddAltered(change);
  for (GoingTable& going : dropped_) Loosen(going);
  for (const Change& change : difference.changes) {
    if (const auto* created = std::get_if<TableCreated>(&change.step)) AddCreated(created->table);
  }
}

auto Window::NameOf(const std::string& table) const -> std::string {
  const auto found = names_.find(table);
  return found == names_.end() ? table : found->second;
}

auto Window::Creates(const std::string& table) const -> bool {
  return std::ranges::any_of(tables_, [&](const WindowTable& each) { return each.to.name == table && each.change == nullptr; });
}

auto Window::WithOpenTarget(Column column) const -> Column {
  if (column.reference) column.reference->table = NameOf(column.reference->table);
  return column;
}

auto Window::IndexName(const std::string& name) const -> std::string { return old_indexes_.contains(name) ? NextName(name) : name; }

auto Window::OpenColumn(const TableAltered& change, const Column& column) const -> std::string {
  if (!change.Added(column)) return change.OriginOf(column).from->name;
  return FindColumn(change.was, column.name) == nullptr ? column.name : NextName(column.name);
}

void Window::AddAltered(const TableAltered& change) {
  WindowTable table{change.was, change.to, {}, &change};
  const auto followed = [&](const std::string& was, const std::string& to) { return was.empty() && !to.empty() ? NameOf(to) : was; };
  table.open.history = followed(change.was.history, change.to.history);
  table.open.deleted = followed(change.was.deleted, change.to.deleted);
  table.open.timestamps = change.was.timestamps || change.to.timestamps;
  table.open.files = change.was.files || change.to.files;
  for (Column& old : table.open.columns) old.required = false;
  for (const Column& column : change.to.columns) {
    Column open = WithOpenTarget(column);
    open.name = OpenColumn(change, column);
    open.required = column.required && !change.DemandsLate(column);
    table.columns[column.name] = open.name;
    const auto there = std::ranges::find(table.open.columns, open.name, &Column::name);
    there == table.open.columns.end() ? table.open.columns.push_back(std::move(open)) : void(*there = std::move(open));
  }
  if (change.was.search.empty()) {
    for (const std::string& column : change.to.search) table.open.search.push_back(table.columns.at(column));
  }
  tables_.push_back(std::move(table));
}

void Window::Loosen(GoingTable& going) const {
  const auto rows = std::ranges::find(tables_, going.was.Followed(), [](const WindowTable& each) { return each.open.name; });
  if (going.was.Followed().empty() || rows == tables_.end()) return;
  for (Column& column : going.open.columns) {
    const Column* open = FindColumn(rows->open, column.name);
    column.required = column.required && (open == nullptr || open->required);
  }
}

void Window::AddCreated(const Table& created) {
  WindowTable table{created, created, {}, nullptr};
  table.open.name = NameOf(created.name);
  for (std::string* name : {&table.open.history, &table.open.deleted, &table.open.history_of, &table.open.deleted_of}) *name = NameOf(*name);
  for (Index& index : table.open.indexes) index.name = IndexName(index.name);
  const auto rows = std::ranges::find(tables_, created.Followed(), [](const WindowTable& each) { return each.to.name; });
  const bool follows = !created.Followed().empty() && rows != tables_.end() && rows->change != nullptr;
  for (Column& column : table.open.columns) {
    const std::string name = column.name;
    column = WithOpenTarget(column);
    if (follows) {
      column.name = rows->columns.at(name);
      column.required = column.required && FindColumn(rows->open, column.name)->required;
    }
    table.columns[name] = column.name;
  }
  // What the rows have until the end comes along.
  if (follows) table.open.timestamps = table.open.timestamps || rows->open.timestamps;
  for (const Column& column : follows ? rows->open.columns : std::vector<Column>()) {
    const bool secret = column.type == "secret" || column.type == "password";
    if (FindColumn(table.open, column.name) != nullptr || (secret && !created.history_of.empty())) continue;
    table.open.columns.push_back(column);
    table.open.columns.back().required = false;
    table.open.columns.back().reference.reset();
  }
  tables_.push_back(std::move(table));
}

}  // namespace ingot::codegen::sql_migration
