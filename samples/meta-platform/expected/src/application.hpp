// The application: its settings, routes and migrations. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/service.hpp>

namespace app {

[[nodiscard]] const ingot::rt::Application& application();

}  // namespace app
