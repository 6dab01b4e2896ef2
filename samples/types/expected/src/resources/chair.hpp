// The handlers of Chair. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listChairs(rt::Context& context, rt::Request& request);
rt::Response createChair(rt::Context& context, rt::Request& request);
rt::Response getChair(rt::Context& context, rt::Request& request);
rt::Response replaceChair(rt::Context& context, rt::Request& request);
rt::Response patchChair(rt::Context& context, rt::Request& request);
rt::Response deleteChair(rt::Context& context, rt::Request& request);
rt::Response restoreChair(rt::Context& context, rt::Request& request);
rt::Response revisionsOfChair(rt::Context& context, rt::Request& request);
rt::Response revisionOfChair(rt::Context& context, rt::Request& request);

}  // namespace app
