#include "tests/postgres/pair.h"

#include <algorithm>

namespace ingot::test {
namespace {

using codegen::sql_migration::Column;
using codegen::sql_migration::Schema;
using codegen::sql_migration::Table;

auto TableOf(const Schema& schema, const std::string& model) -> const Table* {
  const auto found = std::ranges::find_if(schema.tables, [&](const Table& table) { return table.model == model && table.Followed().empty(); });
  return found == schema.tables.end() ? nullptr : &*found;
}

auto ColumnOf(const Table& table, const std::string& field) -> const Column* {
  const auto found = std::ranges::find(table.columns, field, &Column::field);
  return found == table.columns.end() ? nullptr : &*found;
}

// A value of the first type is written the same in the second one, on both databases.
auto KeepsItsText(const std::string& from, const std::string& to) -> bool {
  if (IsText(from) && IsText(to)) return true;
  const bool text = to == "string" || to == "text";
  return from == to || (from == "int" && (to == "bigint" || text)) || (from == "bigint" && text);
}

// What a field is called that only one of two models has: the other one may have a new field of that name, which is the same one to a compiler.
auto NamesakeOf(const RandomField& field, const RandomModel& own, const RandomModel& other) -> const RandomField* {
  for (const RandomField& each : other.fields) {
    if (each.name == field.name && own.FieldOf(each.uid) == nullptr && other.FieldOf(field.uid) == nullptr) return &each;
  }
  return other.FieldOf(field.uid);
}

void MatchColumns(const Table& was, const Table& now, const RandomModel& before, const RandomModel& after, Pair& pair) {
  pair.tables[was.name] = now.name;
  const auto same = [&](const std::string& from, const std::string& to) { pair.columns[{was.name, from}] = {now.name, to}; };
  same("row_version", "row_version");
  if (was.timestamps && now.timestamps) {
    same("created_at", "created_at");
    same("updated_at", "updated_at");
  }
  if (!was.deleted_of.empty()) same("deleted_at", "deleted_at");
  for (const RandomField& field : before.fields) {
    const RandomField* to = NamesakeOf(field, before, after);
    if (to == nullptr) continue;
    Names& names = KeepsItsText(field.type, to->type) ? pair.columns : pair.converted;
    names[{was.name, ColumnOf(was, field.name)->name}] = {now.name, ColumnOf(now, to->name)->name};
  }
  for (const RandomField& field : after.fields) {
    if (NamesakeOf(field, after, before) == nullptr) pair.added[now.name].insert(ColumnOf(now, field.name)->name);
  }
}

void Match(Pair& pair) {
  for (const RandomModel& before : pair.from.models) {
    const RandomModel* after = pair.to.ModelOf(before.uid);
    if (after == nullptr) continue;
    const Table& was = *TableOf(pair.first.schema, before.name);
    const Table& now = *TableOf(pair.second.schema, after->name);
    MatchColumns(was, now, before, *after, pair);
    const auto follow = [&](const std::string& from, const std::string& to) {
      if (!from.empty() && !to.empty()) MatchColumns(*FindTable(pair.first.schema, from), *FindTable(pair.second.schema, to), before, *after, pair);
    };
    follow(was.history, now.history);
    follow(was.deleted, now.deleted);
  }
}

}  // namespace

auto NewPair(uint64_t seed) -> std::optional<Pair> {
  Random random(seed);
  Pair pair;
  pair.from = NewDefinition(random);
  pair.to = Changed(pair.from, random);
  pair.texts[0] = Written(pair.from, nullptr);
  pair.texts[1] = Written(pair.to, &pair.from);
  const auto from = AppOf(pair.texts[0]);
  const auto to = AppOf(pair.texts[1]);
  if (!from || !to) return std::nullopt;
  pair.first = MigrationTo(*from, std::nullopt);
  auto second = TryMigrationTo(*to, pair.first.schema);
  if (!second) return std::nullopt;
  pair.second = *std::move(second);
  pair.fresh = MigrationTo(*to, std::nullopt);
  Match(pair);
  return pair;
}

}  // namespace ingot::test
