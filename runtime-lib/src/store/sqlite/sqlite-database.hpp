// The store in an SQLite file.
#pragma once

#include <memory>

#include "store/database.hpp"

namespace ingot::rt::store::sqlite {

// Throws std::runtime_error with a clear line when the file cannot be opened.
[[nodiscard]] std::unique_ptr<Database> open(const Options& options);

}  // namespace ingot::rt::store::sqlite
