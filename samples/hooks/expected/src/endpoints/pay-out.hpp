// The handler of payOut. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response payOut(rt::Context& context, rt::Request& request);

}  // namespace app
