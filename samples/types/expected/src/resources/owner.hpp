// The handlers of Owner. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listOwners(rt::Context& context, rt::Request& request);
rt::Response createOwner(rt::Context& context, rt::Request& request);
rt::Response getOwner(rt::Context& context, rt::Request& request);
rt::Response replaceOwner(rt::Context& context, rt::Request& request);
rt::Response patchOwner(rt::Context& context, rt::Request& request);
rt::Response deleteOwner(rt::Context& context, rt::Request& request);

}  // namespace app
