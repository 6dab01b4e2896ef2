// Two definitions that nobody wrote, with the migrations between them: the same for the same seed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "tests/postgres/migrations.h"
#include "tests/postgres/random_definition.h"

namespace ingot::test {

using Names = std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>>;

// Two definitions, what leads from the one to the other, and what is the same in both.
struct Pair {
  RandomDefinition from;
  RandomDefinition to;
  std::string texts[2];
  Migration first;
  Migration second;
  Migration fresh;
  std::map<std::string, std::string> tables;  // of the first definition, and what they are called in the second
  Names columns;                              // table and column likewise, where the values stay
  Names converted;                            // and where they are of another type
  std::map<std::string, std::set<std::string>> added;  // columns of tables that stay
};

// Nothing: the second definition needs a value that it does not give.
auto NewPair(uint64_t seed) -> std::optional<Pair>;

}  // namespace ingot::test
