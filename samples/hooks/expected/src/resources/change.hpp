// The handlers of Change. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listChanges(rt::Context& context, rt::Request& request);
rt::Response createChange(rt::Context& context, rt::Request& request);
rt::Response getChange(rt::Context& context, rt::Request& request);
rt::Response replaceChange(rt::Context& context, rt::Request& request);
rt::Response patchChange(rt::Context& context, rt::Request& request);
rt::Response deleteChange(rt::Context& context, rt::Request& request);

}  // namespace app
