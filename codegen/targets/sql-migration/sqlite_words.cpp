#include "codegen/targets/sql-migration/sqlite_words.h"

#include <algorithm>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/lint.h"
#include "compiler/base/match.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

// What a table is called before; empty: it is made by the migration.
auto FormerName(const Difference& difference, const std::string& table) -> std::string {
  for (const Change& change : difference.changes) {
    const auto* created = std::get_if<TableCreated>(&change.step);
    if (created != nullptr && created->table.name == table) return "";
    const auto* renamed = std::get_if<TableRenamed>(&change.step);
    if (renamed != nullptr && renamed->to == table) return renamed->from.name;
  }
  return table;
}

void Append(const Questions& these, Questions& asks) { asks.insert(asks.end(), these.begin(), these.end()); }

void Ask(const Difference& difference, const TableAltered& change, Questions& asks) {
  for (const Column& column : change.to.columns) {
    const Origin& origin = change.OriginOf(column);
    const std::string name = origin.from ? origin.from->name : column.name;
    // A new column cannot be there yet, whatever has its name.
    const bool taken = !origin.from && FindColumn(change.was, column.name) != nullptr;
    const bool demands = column.required && (!origin.from || !origin.from->required);
    if (demands) Append(AskUnfilled(change, column, change.was.name, taken ? ir::PhysicalName("ingot_next_" + name) : name), asks);
    const bool other = origin.from && column.reference && origin.from->reference && origin.from->reference->table != column.reference->table;
    if (other) asks.push_back(AskDangling(change.was.name, name, FormerName(difference, column.reference->table)));
  }
  for (const Index& index : NewUniqueSets(change)) asks.push_back(AskShared(change, index));
  for (const CheckConstraint& rule : NewRules(change)) Append(AskBroken(change, rule, ir::PhysicalName("next_" + change.to.name)), asks);
}

}  // namespace

auto SqliteWords(const Difference& difference) -> Safe<SqlNote> {
  std::vector<std::string> made;
  std::vector<std::string> changed;
  std::vector<std::string> dropped;
  for (const Change& change : difference.changes) {
    std::visit(Match{
                   [&](const TableCreated& step) { made.push_back(step.table.name); },
                   [&](const TableDropped& step) { dropped.push_back(step.table.name); },
                   [&](const TableRenamed& step) { changed.push_back(step.to); },
                   [&](const TableAltered& step) {
                     if (std::ranges::find(changed, step.to.name) == changed.end()) changed.push_back(step.to.name);
                   },
               },
               change.step);
  }
  std::vector<Safe<SqlNote>> words;
  if (!made.empty()) words.push_back(SqlNote::Of("makes @", SomeOf(made)));
  if (!changed.empty()) words.push_back(SqlNote::Of("changes @", SomeOf(changed)));
  if (!dropped.empty()) words.push_back(SqlNote::Of("drops @", SomeOf(dropped)));
  return words.empty() ? SqlNote::Of("changes nothing") : SqlNote::Join(", ", words);
}

auto SqliteQuestions(const Difference& difference) -> Questions {
  Questions asks;
  for (const TableAltered& change : AlterationsOf(difference)) Ask(difference, change, asks);
  return asks;
}

}  // namespace ingot::codegen::sql_migration
