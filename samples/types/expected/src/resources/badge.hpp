// The handlers of Badge. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listBadges(rt::Context& context, rt::Request& request);
rt::Response createBadge(rt::Context& context, rt::Request& request);
rt::Response getBadge(rt::Context& context, rt::Request& request);
rt::Response replaceBadge(rt::Context& context, rt::Request& request);
rt::Response patchBadge(rt::Context& context, rt::Request& request);
rt::Response deleteBadge(rt::Context& context, rt::Request& request);

}  // namespace app
