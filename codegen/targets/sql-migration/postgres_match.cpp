#include "codegen/targets/sql-migration/postgres_match.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace ingot::codegen::sql_migration {

auto IndexesOf(const WindowTable& table, const Window& window) -> std::vector<IndexMatch> {
  std::vector<IndexMatch> matches;
  std::set<std::string> matched;
  const std::vector<Index>& before = table.change->was.indexes;
  for (const Index& index : table.to.indexes) {
    Index open{window.IndexName(index.name), index.unique, {}};
    for (const std::string& column : index.columns) open.columns.push_back(table.columns.at(column));
    const auto same = std::ranges::find_if(before, [&](const Index& each) { return each.unique == open.unique && each.columns == open.columns && !matched.contains(each.name); });
    if (same != before.end()) {
      matched.insert(same->name);
      matches.push_back({*same, &index, false});
    } else {
      matches.push_back({std::move(open), &index, true});
    }
  }
  for (const Index& index : before) {
    if (!matched.contains(index.name)) matches.push_back({index, nullptr, false});
  }
  return matches;
}

auto ChecksOf(const WindowTable& table) -> CheckChanges {
  const auto only_in = [](const std::vector<CheckConstraint>& these, const std::vector<CheckConstraint>& those) {
    std::vector<CheckConstraint> only;
    std::ranges::copy_if(these, std::back_inserter(only), [&](const CheckConstraint& check) { return std::ranges::find(those, check) == those.end(); });
    return only;
  };
  // A rule that is spelled the same may be about another column now.
  const bool renamed = std::ranges::any_of(table.columns, [](const auto& names) { return names.first != names.second; });
  const std::vector<CheckConstraint> none;
  return {only_in(table.change->was.checks, renamed ? none : table.to.checks), only_in(table.to.checks, renamed ? none : table.change->was.checks), renamed};
}

auto LeavesNull(const TableAltered& change, const std::string& column) -> bool {
  return std::ranges::find(change.dropped, column, &Column::name) != change.dropped.end() && !change.moved.contains(column);
}

auto ReferenceChanged(const TableAltered& change, const Column& column) -> bool {
  return change.Added(column) || change.OriginOf(column).from->reference != column.reference;
}

}  // namespace ingot::codegen::sql_migration
