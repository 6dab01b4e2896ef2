// The schema of a PostgreSQL database, read from its catalog.
#pragma once

#include "store/baseline.hpp"

namespace ingot::rt::store::postgres {

// The tables of the current schema but those of the runtime.
[[nodiscard]] Schema readSchema(Session& session);

// Another type that the service reads and writes all the same.
[[nodiscard]] TypeFit fitOf(std::string_view wanted, std::string_view found);

}  // namespace ingot::rt::store::postgres
