// The handler of applicationReleases. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response applicationReleases(rt::Context& context, rt::Request& request);

}  // namespace app
