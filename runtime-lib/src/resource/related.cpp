#include "resource/related.hpp"

#include <algorithm>
#include <tuple>

namespace ingot::rt {
namespace {

void makeDistinct(std::vector<Uuid>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

RelatedRows::RelatedRows(Session& session, const Relation& relation, std::span<const RowKeys> rows,
                         std::int64_t limit, AnswerBudget& budget)
    : relation_(relation), limit_(limit) {
  if (relation.kind == Relation::Kind::one) {
    fetchReferenced(session, rows, budget);
  } else if (relation.kind == Relation::Kind::linked) {
    fetchLinked(session, rows, budget);
  } else {
    fetchReferring(session, rows, budget);
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.key, a.id) < std::tie(b.key, b.id); });
}

void RelatedRows::fetchReferenced(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget) {
  std::vector<Uuid> ids;
  for (const RowKeys& row : rows) {
    if (const auto& id = row.references[relation_.reference]) ids.push_back(*id);
  }
  makeDistinct(ids);
  const Table& table = relation_.rows.table;
  const std::string select =
      "SELECT " + std::string(table.list) + " FROM " + std::string(table.name) + " WHERE id IN ";
  session.runForIds(select, ids, "", [&](const Row& row) { add(row, budget); });
}

// Ranked among ids and keys alone, so that no row is read that the answer leaves out. One row more than the
// limit tells that there are more.
void RelatedRows::fetchReferring(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget) {
  std::vector<Uuid> ids;
  for (const RowKeys& row : rows) ids.push_back(row.id);
  makeDistinct(ids);
  const std::string table(relation_.rows.table.name);
  const std::string column(relation_.column);
  const std::string before = "SELECT " + std::string(relation_.rows.table.list) + " FROM " + table +
                             " WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY " + column +
                             " ORDER BY id) AS place_in_group FROM " + table + " WHERE " + column + " IN ";
  const std::string after = ") AS ranked WHERE place_in_group <= " + format(limit_ + 1) + ")";
  session.runForIds(before, ids, after, [&](const Row& row) { add(row, budget); });
}

// The same among the pairs.
void RelatedRows::fetchLinked(Session& session, std::span<const RowKeys> rows, AnswerBudget& budget) {
  std::vector<Uuid> ids;
  for (const RowKeys& row : rows) ids.push_back(row.id);
  makeDistinct(ids);
  const std::string near(relation_.column);
  const std::string far(relation_.far);
  const Table& table = relation_.rows.table;
  const int owner = static_cast<int>(std::count(table.list.begin(), table.list.end(), ',')) + 1;
  const std::string before = "SELECT " + std::string(table.list) + ", ingot_owner FROM " + std::string(table.name) +
                             " JOIN (SELECT " + near + " AS ingot_owner, " + far + " AS ingot_linked, row_number() OVER (PARTITION BY " + near +
                             " ORDER BY " + far + ") AS ingot_place FROM " + std::string(relation_.pairs) + " WHERE " + near + " IN ";
  const std::string after = ") AS ranked ON ingot_linked = id WHERE ingot_place <= " + format(limit_ + 1);
  session.runForIds(before, ids, after, [&](const Row& row) {
    const Uuid key = row.uuid(owner);
    add(row, budget, &key);
  });
}

void RelatedRows::add(const Row& row, AnswerBudget& budget, const Uuid* owner) {
  JsonWriter json;
  json.beginObject();
  relation_.rows.writeJson(row, json, keys_);
  json.endObject();
  const bool one = relation_.kind == Relation::Kind::one;
  budget.spend(json.text().size());
  const Uuid key = owner != nullptr ? *owner : one ? keys_.id : keys_.references[relation_.reference].value();
  entries_.push_back({key, keys_.id, text_.size(), text_.size() + json.text().size()});
  text_ += json.text();
}

void RelatedRows::write(JsonWriter& json, const RowKeys& row, AnswerBudget& budget) const {
  switch (relation_.kind) {
    case Relation::Kind::one: return writeOne(json, row, budget);
    case Relation::Kind::many:
    case Relation::Kind::linked: return writeMany(json, row);
    case Relation::Kind::single: return writeSingle(json, row);
  }
}

// Many rows may refer to one: each copy of it is paid for.
void RelatedRows::writeOne(JsonWriter& json, const RowKeys& row, AnswerBudget& budget) const {
  json.name(relation_.name);
  const auto& id = row.references[relation_.reference];
  const auto found = id ? firstOf(*id) : entries_.end();
  if (found == entries_.end() || found->key != *id) return json.value(nullptr);
  budget.spend(found->end - found->begin);
  json.written(textOf(*found));
}

void RelatedRows::writeMany(JsonWriter& json, const RowKeys& row) const {
  json.name(relation_.name);
  json.beginArray();
  auto entry = firstOf(row.id);
  for (std::int64_t i = 0; i < limit_ && entry != entries_.end() && entry->key == row.id; ++i, ++entry)
    json.written(textOf(*entry));
  json.endArray();
  const bool more = entry != entries_.end() && entry->key == row.id;
  if (more) json.member(std::string(relation_.name) + "Truncated", true);
}

void RelatedRows::writeSingle(JsonWriter& json, const RowKeys& row) const {
  json.name(relation_.name);
  const auto found = firstOf(row.id);
  if (found == entries_.end() || found->key != row.id) return json.value(nullptr);
  json.written(textOf(*found));
}

std::vector<RelatedRows::Entry>::const_iterator RelatedRows::firstOf(const Uuid& key) const {
  return std::lower_bound(entries_.begin(), entries_.end(), key,
                          [](const Entry& entry, const Uuid& wanted) { return entry.key < wanted; });
}

std::string_view RelatedRows::textOf(const Entry& entry) const {
  return std::string_view(text_).substr(entry.begin, entry.end - entry.begin);
}

}  // namespace ingot::rt
