// Tables that the service needs for itself, beside those of the migrations.
#pragma once

#include <string_view>

#include "store/database.hpp"

namespace ingot::rt::store {

struct OwnTable {
  std::string_view name;
  Statement create;  // "if not exists", like the index
  Statement index;
};

// Makes it unless it stands already. Processes that start at the same time make it once.
void makeOwnTable(Database& database, const OwnTable& table);

}  // namespace ingot::rt::store
