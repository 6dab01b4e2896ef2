#include "compiler/driver/plan_data.h"

#include <algorithm>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/postgres.h"
#include "compiler/base/match.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/driver/lint.h"
#include "compiler/driver/moves.h"

namespace ingot::driver {
namespace {

using codegen::sql_migration::Column;
using codegen::sql_migration::Index;
using codegen::sql_migration::Move;
using codegen::sql_migration::Table;
using codegen::sql_migration::TableAltered;
using codegen::sql_migration::TableCreated;
using codegen::sql_migration::TableDropped;
using codegen::sql_migration::TableRenamed;
using Kind = DataChange::Kind;

auto Form(const Column& column) -> std::string {
  std::string form = column.type;
  if (column.required) form += ", required";
  if (column.reference) form += ", of " + column.reference->table + " (" + column.reference->on_delete + ")";
  return form;
}

auto WhatOf(const Table& table, const Column& column) -> std::string { return "column " + table.name + "." + column.name; }

void AddColumns(const TableAltered& step, std::vector<DataChange>& changes) {
  for (const Column& column : step.dropped) {
    if (step.moved.contains(column.name)) continue;
    changes.push_back({Kind::kRemoved, WhatOf(step.from, column), "its data goes", true});
  }
  for (const Column& column : step.to.columns) {
    if (step.came.contains(column.name)) continue;
    if (step.Added(column)) {
      changes.push_back({Kind::kAdded, WhatOf(step.to, column), Form(column), false});
      continue;
    }
    const Column& was = *step.OriginOf(column).from;
    if (was.name != column.name) changes.push_back({Kind::kRenamed, WhatOf(step.to, column), "before " + was.name, false});
    if (Form(was) != Form(column)) changes.push_back({Kind::kChanged, WhatOf(step.to, column), Form(column) + "; before " + Form(was), false});
  }
}

void AddIndexes(const TableAltered& step, std::vector<DataChange>& changes) {
  const auto holds = [](const std::vector<Index>& indexes, const Index& index) { return std::ranges::find(indexes, index) != indexes.end(); };
  const auto what = [](const Index& index) { return std::string(index.unique ? "unique index " : "index ") + index.name; };
  for (const Index& index : step.from.indexes) {
    if (!holds(step.to.indexes, index)) changes.push_back({Kind::kRemoved, what(index), "", false});
  }
  for (const Index& index : step.to.indexes) {
    if (!holds(step.from.indexes, index)) changes.push_back({Kind::kAdded, what(index), index.unique ? "rows that exist must not share these values" : "", false});
  }
}

void AddRest(const TableAltered& step, std::vector<DataChange>& changes) {
  const std::string table = "table " + step.to.name;
  if (step.from.checks != step.to.checks) changes.push_back({Kind::kChanged, table, "other rules of rows", false});
  if (step.from.timestamps != step.to.timestamps) changes.push_back({Kind::kChanged, table, step.to.timestamps ? "with timestamps" : "without timestamps", !step.to.timestamps});
  if (step.SearchesAnew()) changes.push_back({Kind::kChanged, table, "its words are indexed anew", false});
}

// `table addresses`: split from customers: street, town
void AddMove(const Move& move, std::vector<DataChange>& changes) {
  std::string columns;
  for (const auto& column : move.columns) {
    const std::string& from = (move.merges ? column.part : column.owner).name;
    const std::string& to = (move.merges ? column.owner : column.part).name;
    columns += (columns.empty() ? "" : ", ") + to + (from == to ? "" : " (before " + from + ")");
  }
  const std::string what = "table " + (move.merges ? move.owner : move.part.name);
  changes.push_back({move.merges ? Kind::kMerged : Kind::kSplit, what, (move.merges ? "merged with " + move.part.name : "split from " + move.owner_was) + ": " + columns, false});
  if (!move.merges) return;
  for (const auto& [column, filling] : move.others) changes.push_back({Kind::kRemoved, WhatOf(move.part, column), "its data goes", true});
}

auto StepsOf(const codegen::sql_migration::Difference& difference) -> std::vector<DataStep> {
  constexpr int kNext = 2;
  std::vector<DataStep> steps;
  if (difference.changes.empty() || !difference.obstacles.empty()) return steps;
  int number = 0;
  for (const auto& step : codegen::sql_migration::PostgresSteps(difference, kNext)) {
    ++number;
    const bool for_some = std::ranges::any_of(step.up.words, [](const auto& word) { return word.View().starts_with("if "); });
    if (for_some) continue;  // databases that came down before have more to do
    std::string text;
    for (const auto& word : step.up.words) text += (text.empty() ? "" : ", ") + std::string(word.View());
    steps.push_back({number, step.contracts, std::move(text)});
  }
  return steps;
}

}  // namespace

auto DataKindName(DataChange::Kind kind) -> std::string_view {
  switch (kind) {
    case Kind::kAdded: return "added";
    case Kind::kRemoved: return "removed";
    case Kind::kRenamed: return "renamed";
    case Kind::kChanged: return "changed";
    case Kind::kSplit: return "split";
    case Kind::kMerged: return "merged";
  }
  return "";
}

auto PlanData(const ir::App& before, const ir::App& after) -> DataPlan {
  const auto from = codegen::sql_migration::SchemaOf(before);
  const auto to = codegen::sql_migration::SchemaOf(after);
  const auto difference = codegen::sql_migration::Diff(from, to, codegen::sql_migration::HintsOf(after, from));
  DataPlan plan;
  for (const Move& move : difference.moves) AddMove(move, plan.changes);
  for (const auto& change : difference.changes) {
    std::visit(Match{
                   [&](const TableCreated& step) {
                     if (difference.MoveOf(step.table) == nullptr) plan.changes.push_back({Kind::kAdded, "table " + step.table.name, "", false});
                   },
                   [&](const TableDropped& step) {
                     if (difference.MoveOf(step.table) == nullptr) plan.changes.push_back({Kind::kRemoved, "table " + step.table.name, "its rows go", true});
                   },
                   [&](const TableRenamed& step) { plan.changes.push_back({Kind::kRenamed, "table " + step.to, "before " + step.from.name, false}); },
                   [&](const TableAltered& step) {
                     if (!step.to.Followed().empty()) return;  // it changes as the table does whose rows it follows
                     AddColumns(step, plan.changes);
                     AddIndexes(step, plan.changes);
                     AddRest(step, plan.changes);
                   },
               },
               change.step);
  }
  plan.steps = StepsOf(difference);
  diag::CollectingSink sink;
  ReportMoves(difference.obstacles, sink);
  ReportRisks(codegen::sql_migration::Lint(from, to, difference), {}, sink);
  for (const diag::Diagnostic& each : sink.Collected().diagnostics) {
    plan.risks.push_back({diag::CodeText(each.code), std::string(diag::SeverityName(each.severity)), each.message});
  }
  return plan;
}

}  // namespace ingot::driver
