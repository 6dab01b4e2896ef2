#include <algorithm>

#include <ingot/rt/related.hpp>

namespace ingot::rt {

void makeDistinct(std::vector<Uuid>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

ChildStatement childStatement(const Table& table, std::string_view columns, std::string_view column,
                              std::int64_t limit) {
  const std::string list(columns);
  const std::string by(column);
  ChildStatement statement;
  statement.before = "SELECT " + list + " FROM (SELECT " + list + ", row_number() OVER (PARTITION BY " + by +
                     " ORDER BY id) AS place_in_group FROM " + std::string(table.name) + " WHERE " + by +
                     " IN ";
  statement.after = ") AS grouped WHERE place_in_group <= " + format(limit) + " ORDER BY " + by + ", id";
  return statement;
}

}  // namespace ingot::rt
