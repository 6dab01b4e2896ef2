// What a migration between two definitions must leave as it was, and when it may refuse.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/postgres/pair.h"
#include "tests/postgres/random_rows.h"

namespace ingot::test {

// The cells of the first definition under the names of the second, where it has them.
auto Above(const Pair& pair, const Cells& cells) -> Cells;
// Versions of rows that cannot come back any more end with the migration.
auto WithoutOrphans(const Pair& pair, Cells above) -> Cells;
// What is to be there below again: `above` where the second definition has the value too, which may have been changed there,
// and `before` where only the first one has it.
auto Below(const Pair& pair, const Cells& before, const Cells& above) -> Cells;

// Tables and their columns.
using Places = std::set<std::pair<std::string, std::string>>;
// How cells differ from what they are to be, a line each. In the columns `filled` a null may have become a value.
auto Differences(const Cells& expected, const Cells& actual, const Places& filled) -> std::vector<std::string>;
// Columns, as the second definition calls them and as the first one does, that may be null for the first one only.
auto FilledAbove(const Pair& pair) -> Places;
auto FilledBelow(const Pair& pair) -> Places;
// Columns of the second definition that may be null for it only.
auto FilledAgain(const Pair& pair) -> Places;

// May the way up, with these rows, be refused like this? A value is missing that must be there, or what a reference is to aim at now.
auto MayRefuseUp(const Pair& pair, const Cells& cells, const std::string& error) -> bool;
// The same for the way down, with what was there before, and what is above.
auto MayRefuseDown(const Pair& pair, const Cells& before, const Cells& above, const std::string& error) -> bool;

}  // namespace ingot::test
