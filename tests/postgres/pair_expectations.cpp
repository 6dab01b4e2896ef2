#include "tests/postgres/pair_expectations.h"

#include <algorithm>
#include <regex>

namespace ingot::test {
namespace {

using Place = std::pair<std::string, std::string>;

// A column that both definitions have. Times and versions are columns, too, but none of the schema's.
struct Match {
  Place below;
  Place above;
  const Column* was;
  const Column* now;
};

auto MatchesOf(const Pair& pair) -> std::vector<Match> {
  std::vector<Match> matches;
  for (const auto& [below, above] : pair.columns) {
    const Column* was = FindColumn(*FindTable(pair.first.schema, below.first), below.second);
    const Column* now = FindColumn(*FindTable(pair.second.schema, above.first), above.second);
    if (was != nullptr && now != nullptr) matches.push_back({below, above, was, now});
  }
  return matches;
}

auto HasNull(const Cells& cells, const Place& place) -> bool {
  return std::ranges::any_of(cells, [&](const auto& cell) { return cell.first.table == place.first && cell.first.column == place.second && cell.second == kNullCell; });
}

// An id as keys have it: what is hexadecimal in a cell is `'0190-...'` or `X'0190...'`.
auto IdIn(const std::string& cell) -> std::string {
  std::string text;
  for (size_t i = 0; i + 1 < cell.size(); i += 2) text += static_cast<char>(std::stoi(cell.substr(i, 2), nullptr, 16));
  const size_t begin = text.find('\'') + 1;
  return text.substr(begin, text.size() - begin - 1);
}

auto RowsOf(const Cells& cells, const std::string& table) -> std::set<std::string> {
  std::set<std::string> rows;
  for (const auto& [key, value] : cells) {
    if (key.table == table) rows.insert(key.row);
  }
  return rows;
}

// Does a value refer to a row that `target` does not have?
auto Misses(const Cells& cells, const Place& place, const std::string& target) -> bool {
  const std::set<std::string> rows = RowsOf(cells, target);
  return std::ranges::any_of(cells, [&](const auto& cell) {
    return cell.first.table == place.first && cell.first.column == place.second && cell.second != kNullCell && !rows.contains(IdIn(cell.second));
  });
}

auto DefaultOf(const Pair& pair, const Place& above) -> std::string {
  const Table& table = *FindTable(pair.second.schema, above.first);
  const std::string field = FindColumn(table, above.second)->field;
  for (const RandomModel& model : pair.to.models) {
    const auto found = std::ranges::find(model.fields, field, &RandomField::name);
    if (model.name == table.model && found != model.fields.end()) return found->default_value;
  }
  return "";
}

auto SaysNoValue(const std::string& error) -> bool {
  static const std::regex kWords("not-null|null value|contains null|_required|NOT NULL constraint failed");
  return std::regex_search(error, kWords);
}

auto SaysNoTarget(const std::string& error) -> bool {
  static const std::regex kWords("foreign key|refers to a row");
  return std::regex_search(error, kWords);
}

auto IsUnique(const Table& table, const std::string& column) -> bool {
  return std::ranges::any_of(table.indexes, [&](const auto& index) { return index.unique && std::ranges::count(index.columns, column) > 0; });
}

// Is there a value that stands for none?
auto HasEmptyValue(const Table& table, const Column& column) -> bool {
  if (column.reference || column.type == "ref" || column.type == "enum") return false;
  return !IsUnique(table, column.name) || IsText(column.type);
}

auto SaysTwice(const std::string& error) -> bool {
  static const std::regex kWords("UNIQUE constraint failed|could not create unique index");
  return std::regex_search(error, kWords);
}

template <typename Fits>
auto PlacesOf(const Pair& pair, Place Match::*place, const Fits& fits) -> Places {
  Places places;
  for (const Match& match : MatchesOf(pair)) {
    if (fits(match)) places.insert(match.*place);
  }
  return places;
}

}  // namespace

auto Above(const Pair& pair, const Cells& cells) -> Cells {
  Cells above;
  for (const auto& [key, value] : cells) {
    const auto to = pair.columns.find({key.table, key.column});
    if (to != pair.columns.end()) above[{to->second.first, to->second.second, key.row}] = value;
  }
  return WithoutOrphans(pair, std::move(above));
}

auto WithoutOrphans(const Pair& pair, Cells above) -> Cells {
  for (const auto& [below, now] : pair.tables) {
    const Table& was = *FindTable(pair.first.schema, below);
    const Table& table = *FindTable(pair.second.schema, now);
    if (was.history.empty() || was.deleted.empty() || table.history.empty() || !table.deleted.empty()) continue;
    const std::set<std::string> rows = RowsOf(above, table.name);
    std::erase_if(above, [&](const auto& cell) { return cell.first.table == table.history && !rows.contains(cell.first.row.substr(0, cell.first.row.find('/'))); });
  }
  return above;
}

auto Below(const Pair& pair, const Cells& before, const Cells& above) -> Cells {
  Cells below = before;
  for (auto& [key, value] : below) {
    const auto to = pair.columns.find({key.table, key.column});
    if (to == pair.columns.end()) continue;
    const auto now = above.find({to->second.first, to->second.second, key.row});
    if (now != above.end()) value = now->second;
  }
  return below;
}

auto Differences(const Cells& expected, const Cells& actual, const Places& filled) -> std::vector<std::string> {
  std::vector<std::string> differences;
  for (const auto& [key, value] : expected) {
    const auto found = actual.find(key);
    if (found != actual.end() && (found->second == value || (value == kNullCell && filled.contains({key.table, key.column})))) continue;
    differences.push_back(key.table + "." + key.column + " of " + key.row + ": " + value + " became " + (found == actual.end() ? "nothing" : found->second));
  }
  return differences;
}

auto FilledAbove(const Pair& pair) -> Places {
  return PlacesOf(pair, &Match::above, [](const Match& match) { return match.now->required && !match.was->required; });
}

auto FilledBelow(const Pair& pair) -> Places {
  Places places = PlacesOf(pair, &Match::below, [](const Match& match) { return match.now->required && !match.was->required; });
  for (const auto& [below, above] : pair.converted) {
    const bool was = FindColumn(*FindTable(pair.first.schema, below.first), below.second)->required;
    if (!was && FindColumn(*FindTable(pair.second.schema, above.first), above.second)->required) places.insert(below);
  }
  return places;
}

auto FilledAgain(const Pair& pair) -> Places {
  return PlacesOf(pair, &Match::above, [](const Match& match) { return match.was->required && !match.now->required; });
}

auto MayRefuseUp(const Pair& pair, const Cells& cells, const std::string& error) -> bool {
  return std::ranges::any_of(MatchesOf(pair), [&](const Match& match) {
    const bool demands = match.now->required && !match.was->required && DefaultOf(pair, match.above).empty();
    if (demands && SaysNoValue(error) && HasNull(cells, match.below)) return true;
    if (!match.now->reference || !SaysNoTarget(error)) return false;
    const auto target = std::ranges::find(pair.tables, match.now->reference->table, [](const auto& names) { return names.second; });
    return Misses(cells, match.below, target == pair.tables.end() ? "" : target->first);
  });
}

auto MayRefuseDown(const Pair& pair, const Cells& before, const Cells& above, const std::string& error) -> bool {
  // What was null below was filled with the same value above, and stays so.
  const Places filled = FilledBelow(pair);
  const bool twice = std::ranges::any_of(filled, [&](const Place& place) { return IsUnique(*FindTable(pair.first.schema, place.first), place.second) && HasNull(before, place); });
  if (twice && SaysTwice(error)) return true;
  for (const Table& table : pair.first.schema.tables) {
    const auto now = pair.tables.find(table.name);
    if (now == pair.tables.end()) continue;
    const std::set<std::string> old = RowsOf(before, table.name);
    const std::set<std::string> rows = RowsOf(above, now->second);
    const bool came = !std::ranges::includes(old, rows);
    for (const Column& column : table.columns) {
      const auto to = pair.columns.find({table.name, column.name});
      const bool stays = to != pair.columns.end();
      const bool gaps = stays ? HasNull(above, to->second) : came;
      if (column.required && gaps && !HasEmptyValue(table, column) && SaysNoValue(error)) return true;
      if (!stays || !column.reference || !SaysNoTarget(error)) continue;
      const auto target = pair.tables.find(column.reference->table);
      if (Misses(above, to->second, target == pair.tables.end() ? "" : target->second)) return true;
    }
  }
  return false;
}

}  // namespace ingot::test
