// The questions of the steps that are to be done, and what a database answers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ingot/rt/function-ref.hpp>

#include "store/migration-history.hpp"

namespace ingot::rt::store {

// Gives the number that a query answers; throws when it cannot be asked.
using AskCount = FunctionRef<std::int64_t(const std::string& sql)>;

// Of every step that is to be done, in order. A database that has no migration yet has no rows to ask about.
[[nodiscard]] std::vector<MigrationAnswer> answersOf(const std::vector<AppliedMigration>& applied, std::span<const KnownMigration> known, AskCount ask);

// Behind what a database says of a step that failed: " (rows of docs without title: 3)"; empty when it asks for nothing.
[[nodiscard]] std::string inTheWay(const MigrationStep& step, const MigrationScript& script, AskCount ask);

}  // namespace ingot::rt::store
