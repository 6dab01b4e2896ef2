// The store on a PostgreSQL server.
#pragma once

#include <memory>

#include "store/database.hpp"

namespace ingot::rt::store::postgres {

// Throws std::runtime_error with a clear line when the server cannot be reached, is too old, or the URL cannot be read.
[[nodiscard]] std::unique_ptr<Database> open(const Options& options);

}  // namespace ingot::rt::store::postgres
