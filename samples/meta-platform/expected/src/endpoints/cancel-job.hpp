// The handler of cancelJob. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response cancelJob(rt::Context& context, rt::Request& request);

}  // namespace app
