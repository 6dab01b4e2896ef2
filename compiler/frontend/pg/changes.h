// What makes the rows of an application those of another definition: found without a database, and then carried out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/frontend/pg/compose.h"
#include "compiler/frontend/pg/push.h"
#include "compiler/frontend/pg/rows.h"

namespace ingot::frontend::pg {

// The value of a column, which may be null.
using Cell = std::optional<std::string>;

// One row that is inserted, updated or deleted.
struct RowChange {
  Change change;
  std::vector<std::pair<std::string, Cell>> cells;
};

// In the order in which they can be done one after another.
using RowChanges = std::vector<RowChange>;

// `existing` are the elements that the rows compose to; empty when they do not. Rows are those of elements of the same `id`, else of the same name.
auto FindChanges(const Rows& rows, const std::vector<Element>& existing, const std::vector<Element>& wanted) -> RowChanges;

// A uuid of version 7.
auto NewId() -> std::string;

}  // namespace ingot::frontend::pg
