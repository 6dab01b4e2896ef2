// The schema of an SQLite file, read from its catalog.
#pragma once

#include "store/baseline.hpp"
#include "store/sqlite/connection.hpp"

namespace ingot::rt::store::sqlite {

// All tables but those of the runtime, names in lower case: SQLite does not tell them apart.
[[nodiscard]] Schema readSchema(Connection& connection);

// Another declared type that keeps the same values.
[[nodiscard]] TypeFit fitOf(std::string_view wanted, std::string_view found);

// What rows hold that SQLite let in and the service could not use: values of other types, references to nothing.
[[nodiscard]] std::vector<Difference> strangeRows(Connection& connection, const Schema& wanted, const Schema& found);

}  // namespace ingot::rt::store::sqlite
