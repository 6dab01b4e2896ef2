// The handlers of Component. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listComponents(rt::Context& context, rt::Request& request);
rt::Response createComponent(rt::Context& context, rt::Request& request);
rt::Response getComponent(rt::Context& context, rt::Request& request);
rt::Response replaceComponent(rt::Context& context, rt::Request& request);
rt::Response patchComponent(rt::Context& context, rt::Request& request);
rt::Response deleteComponent(rt::Context& context, rt::Request& request);

}  // namespace app
