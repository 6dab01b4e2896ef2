#include "codegen/targets/sql-migration/lint.h"

#include <algorithm>
#include <map>
#include <set>

#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/sqlite_empty.h"
#include "compiler/base/names.h"

namespace ingot::codegen::sql_migration {
namespace {

// A rule as it reads when columns have their new names. What stands in quotes is text.
auto WithNames(std::string_view rule, const std::map<std::string, std::string, std::less<>>& names) -> std::string {
  std::string text;
  bool quoted = false;
  for (size_t i = 0; i < rule.size();) {
    const auto is_word = [&](size_t at) { return at < rule.size() && (IsAsciiLetter(rule[at]) || IsAsciiDigit(rule[at]) || rule[at] == '_'); };
    if (quoted || !is_word(i)) {
      quoted = quoted != (rule[i] == '\'');
      text += rule[i++];
      continue;
    }
    size_t end = i;
    while (is_word(end)) ++end;
    const auto name = names.find(rule.substr(i, end - i));
    text += name == names.end() ? rule.substr(i, end - i) : std::string_view(name->second);
    i = end;
  }
  return text;
}

auto Element(const std::string& table, const std::vector<std::string>& columns) -> std::string {
  std::string element = table;
  for (const std::string& column : columns) element += (element.size() == table.size() ? "." : ",") + column;
  return element;
}

// Finds the risks of one migration.
class Linter {
 public:
  Linter(const Schema& from, const Schema& to) : from_(from), to_(to) {}

  auto Run(const Difference& up) -> std::vector<Risk> {
    std::set<std::string> converted;
    for (const TableAltered& change : AlterationsOf(up)) {
      for (const Column& column : change.dropped) {
        if (change.Converts(column.name)) converted.insert(Element(change.to.name, {column.name}));
      }
    }
    for (const std::string& loss : up.losses) Add(converted.contains(loss) ? Hazard::kPartlyLost : Hazard::kDataLoss, loss);
    for (const std::string& column : up.unfilled) Add(Hazard::kUnfilled, column);
    for (const Change& change : up.changes) {
      if (const auto* altered = std::get_if<TableAltered>(&change.step)) LintTable(*altered);
    }
    for (const Move& move : up.moves) LintMove(move);
    return WithoutFollowers();
  }

 private:
  void Add(Hazard hazard, std::string element) {
    Risk risk{hazard, std::move(element)};
    if (std::ranges::find(risks_, risk) == risks_.end()) risks_.push_back(std::move(risk));
  }

  void LintTable(const TableAltered& change) {
    for (const Column& column : change.to.columns) LintColumn(change, column);
    for (const Index& index : NewUniqueSets(change)) Add(Hazard::kNotUnique, Element(change.to.name, index.columns));
    for (const CheckConstraint& rule : NewRules(change)) Add(Hazard::kRuleBroken, Element(change.to.name, {rule.name}));
    if (!change.to.search.empty() && change.SearchesAnew()) Add(Hazard::kRewrite, change.to.name);
  }

  // Rows that come together, or apart, may share what need not have been unique.
  void LintMove(const Move& move) {
    const Table& before = move.merges ? move.part : *FindTable(from_, move.owner_was);
    const Table& after = move.merges ? *FindTable(to_, move.owner) : move.part;
    for (const Index& index : after.indexes) {
      if (!index.unique) continue;
      std::vector<std::string> columns;
      for (const MovedColumn& each : move.columns) {
        if (std::ranges::count(index.columns, (move.merges ? each.owner : each.part).name) > 0) columns.push_back((move.merges ? each.part : each.owner).name);
      }
      const bool unique = std::ranges::any_of(before.indexes, [&](const Index& old) {
        return old.unique && std::ranges::all_of(old.columns, [&](const std::string& column) { return std::ranges::count(columns, column) > 0; });
      });
      if (columns.size() == index.columns.size() && !unique) Add(Hazard::kNotUnique, Element(after.name, index.columns));
    }
    for (const CheckConstraint& rule : after.checks) {
      if (!move.merges) Add(Hazard::kRuleBroken, Element(after.name, {rule.name}));
    }
  }

  void LintColumn(const TableAltered& change, const Column& column) {
    const Origin& origin = change.OriginOf(column);
    const std::string element = Element(change.to.name, {column.name});
    if (origin.converted && column.required && !origin.converted->from.required && !origin.filling) Add(Hazard::kUnfilled, element);
    if (change.Added(column)) return;
    const Column& was = *origin.from;
    if (column.required && !was.required && !origin.filling) Add(Hazard::kUnfilled, element);
    if (column.reference && (!was.reference || was.reference->table != column.reference->table)) Add(Hazard::kDangling, element);
    const bool empties = EmptyValue(was, IsUnique(change.was, was)).has_value();
    if (was.required && !column.required && !empties && change.to.Followed().empty()) Add(Hazard::kWayBackStops, element);
  }

  // The element under the name of the table whose rows it follows, or empty.
  auto Followed(const std::string& element) const -> std::string {
    const size_t dot = element.find('.');
    const std::string name = element.substr(0, dot);
    const Table* table = FindTable(to_, name);
    if (table == nullptr) table = FindTable(from_, name);
    if (table == nullptr || table->Followed().empty()) return "";
    return table->Followed() + (dot == std::string::npos ? "" : element.substr(dot));
  }

  auto WithoutFollowers() const -> std::vector<Risk> {
    std::vector<Risk> told;
    for (const Risk& risk : risks_) {
      const std::string rows = Followed(risk.element);
      const bool repeats = !rows.empty() && std::ranges::find(risks_, Risk{risk.hazard, rows}) != risks_.end();
      if (!repeats) told.push_back(risk);
    }
    return told;
  }

  const Schema& from_;
  const Schema& to_;
  std::vector<Risk> risks_;
};

}  // namespace

auto Lint(const Schema& from, const Schema& to, const Difference& up) -> std::vector<Risk> { return Linter(from, to).Run(up); }

auto NewUniqueSets(const TableAltered& change) -> std::vector<Index> {
  std::vector<Index> sets;
  for (const Index& index : change.to.indexes) {
    if (!index.unique) continue;
    std::vector<std::string> before;
    // A null is the same as no other one.
    const bool differs = std::ranges::any_of(index.columns, [&](const std::string& name) {
      const Column* column = FindColumn(change.to, name);
      if (column == nullptr) return false;
      const Origin& origin = change.OriginOf(*column);
      if (origin.from) before.push_back(origin.from->name);
      // Two values may become one.
      if (origin.converted && origin.converted->whole) before.push_back(origin.converted->from.name);
      return change.Blank(*column) && !(column->required && origin.filling);
    });
    const bool kept = std::ranges::any_of(change.was.indexes, [&](const Index& old) {
      return old.unique && std::ranges::all_of(old.columns, [&](const std::string& column) { return std::ranges::count(before, column) > 0; });
    });
    if (!differs && !kept) sets.push_back(index);
  }
  return sets;
}

auto NewRules(const TableAltered& change) -> std::vector<CheckConstraint> {
  std::map<std::string, std::string, std::less<>> names;
  for (const Column& column : change.to.columns) {
    if (!change.Added(column)) names[change.OriginOf(column).from->name] = column.name;
  }
  std::vector<CheckConstraint> rules;
  for (const CheckConstraint& rule : change.to.checks) {
    const bool known = std::ranges::any_of(change.was.checks, [&](const CheckConstraint& old) { return WithNames(old.sqlite, names) == rule.sqlite; });
    if (!known) rules.push_back(rule);
  }
  return rules;
}

}  // namespace ingot::codegen::sql_migration
