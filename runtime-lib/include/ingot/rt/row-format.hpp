// How the rows of a model become JSON where their type is not known: in lists, single answers and relations.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt {

// What the columns of a row say that relations and entity tags need.
struct RowKeys {
  Uuid id;
  std::int64_t version = 0;
  std::vector<std::optional<Uuid>> references;  // the columns that refer to other rows, in the order of the model
};

struct RowFormat {
  const Table& table;
  std::string_view revision;  // of the representation: it changes with what `writeJson` makes of the same row
  void (*writeJson)(const Row& row, JsonWriter& json, RowKeys& keys);
};

// The `writeJson` of a RowFormat, over the `readRow` and `writeMembers` that emitted code defines next to T.
template <typename T, auto... References>
void writeJson(const Row& row, JsonWriter& json, RowKeys& keys) {
  T item;
  readRow(row, item);
  writeMembers(json, item);
  keys.id = item.id;
  keys.version = item.rowVersion;
  keys.references.clear();
  (keys.references.emplace_back(item.*References), ...);
}

}  // namespace ingot::rt
