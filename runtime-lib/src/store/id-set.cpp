#include "store/id-set.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace ingot::rt::store {

IdSet::IdSet(std::string_view before, std::span<const Uuid> ids, std::string_view after) : sql(before) {
  const std::size_t count = std::bit_ceil(ids.size());
  if (count > 16'384) throw std::runtime_error("too many ids for one statement: " + std::to_string(ids.size()));
  for (std::size_t i = 0; i < count; ++i) {
    sql += i == 0 ? "($" : ", $";
    sql += std::to_string(i + 1);
    params.add(ids[std::min(i, ids.size() - 1)]);
  }
  sql += ')';
  sql += after;
}

}  // namespace ingot::rt::store
