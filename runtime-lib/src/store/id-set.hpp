// A statement about a set of rows, `before` + ($1, $2, ...) + `after`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>

namespace ingot::rt::store {

struct IdSet {
  // At least one id. The number of placeholders is rounded up, so that few texts are prepared however many ids there
  // are. Throws std::runtime_error above 16,384 ids: SQLite takes 32,766 values, PostgreSQL 65,535.
  IdSet(std::string_view before, std::span<const Uuid> ids, std::string_view after);
  std::string sql;
  Params params;
};

}  // namespace ingot::rt::store
