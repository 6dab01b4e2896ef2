// The handlers of Room. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listRooms(rt::Context& context, rt::Request& request);
rt::Response createRoom(rt::Context& context, rt::Request& request);
rt::Response getRoom(rt::Context& context, rt::Request& request);
rt::Response replaceRoom(rt::Context& context, rt::Request& request);
rt::Response patchRoom(rt::Context& context, rt::Request& request);
rt::Response deleteRoom(rt::Context& context, rt::Request& request);
rt::Response restoreRoom(rt::Context& context, rt::Request& request);

}  // namespace app
