// The rows that `include=` adds to others: fetched with one statement for each relation, written where they belong.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt {

// Sorts ids and drops those that stand twice.
void makeDistinct(std::vector<Uuid>& ids);
// The text before and after the set of ids of a statement that fetches at most `limit` rows for each id in `column`.
struct ChildStatement {
  std::string before;
  std::string after;
};
[[nodiscard]] ChildStatement childStatement(const Table& table, std::string_view columns, std::string_view column, std::int64_t limit);

inline void addId(std::vector<Uuid>& ids, const Uuid& id) { ids.push_back(id); }
inline void addId(std::vector<Uuid>& ids, const std::optional<Uuid>& id) {
  if (id) ids.push_back(*id);
}

// The rows that `items` refer to in `reference`, in the order of their ids.
template <typename T, typename Item, typename Id>
[[nodiscard]] std::vector<T> fetchReferenced(Session& session, std::string_view select, std::span<const Item> items, Id Item::*reference) {
  std::vector<Uuid> ids;
  for (const Item& item : items) addId(ids, item.*reference);
  makeDistinct(ids);
  return session.allForIds<T>(std::string(select) + " WHERE id IN ", ids, " ORDER BY id");
}

// The rows that refer to `items` in `column`, at most `limit` for each, in the order of that column, then of their ids.
template <typename T, typename Item>
[[nodiscard]] std::vector<T> fetchReferring(Session& session, const Table& table, std::string_view columns, std::string_view column,
                                            std::span<const Item> items, std::int64_t limit) {
  std::vector<Uuid> ids;
  for (const Item& item : items) addId(ids, item.id);
  makeDistinct(ids);
  const ChildStatement statement = childStatement(table, columns, column, limit);
  return session.allForIds<T>(statement.before, ids, statement.after);
}

// The member `name`: the row with this id, or null. `rows` is in the order of ids.
template <typename T>
void writeReferenced(JsonWriter& json, std::string_view name, const std::vector<T>& rows, const std::optional<Uuid>& id,
                     void (*write)(JsonWriter&, const T&)) {
  json.name(name);
  const auto found = id ? std::lower_bound(rows.begin(), rows.end(), *id, [](const T& row, const Uuid& wanted) { return row.id < wanted; })
                        : rows.end();
  if (found == rows.end() || found->id != *id) return json.value(nullptr);
  json.beginObject();
  write(json, *found);
  json.endObject();
}

// The member `name`: an array of the rows that refer to `id`. `rows` is in the order of `reference`.
template <typename T, typename Id>
void writeReferring(JsonWriter& json, std::string_view name, const std::vector<T>& rows, Id T::*reference, const Uuid& id,
                    void (*write)(JsonWriter&, const T&)) {
  json.name(name);
  json.beginArray();
  auto row = std::lower_bound(rows.begin(), rows.end(), id, [&](const T& each, const Uuid& wanted) { return each.*reference < wanted; });
  for (; row != rows.end() && (*row).*reference == id; ++row) {
    json.beginObject();
    write(json, *row);
    json.endObject();
  }
  json.endArray();
}

}  // namespace ingot::rt
