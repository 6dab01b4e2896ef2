// The migrations of db/migrations/, embedded when the service is built. Made by Ingot; changes belong in the definition.
#pragma once

#include <span>

#include <ingot/rt/service.hpp>

namespace app {

[[nodiscard]] std::span<const ingot::rt::Migration> migrations();

}  // namespace app
