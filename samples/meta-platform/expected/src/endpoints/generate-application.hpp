// The handler of generateApplication. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response generateApplication(rt::Context& context, rt::Request& request);

}  // namespace app
