// The handlers of Everything. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listEverythings(rt::Context& context, rt::Request& request);
rt::Response createEverything(rt::Context& context, rt::Request& request);
rt::Response getEverything(rt::Context& context, rt::Request& request);
rt::Response replaceEverything(rt::Context& context, rt::Request& request);
rt::Response patchEverything(rt::Context& context, rt::Request& request);
rt::Response deleteEverything(rt::Context& context, rt::Request& request);

}  // namespace app
