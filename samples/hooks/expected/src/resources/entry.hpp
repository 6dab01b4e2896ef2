// The handlers of Entry. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listEntries(rt::Context& context, rt::Request& request);
rt::Response createEntry(rt::Context& context, rt::Request& request);
rt::Response getEntry(rt::Context& context, rt::Request& request);
rt::Response replaceEntry(rt::Context& context, rt::Request& request);
rt::Response patchEntry(rt::Context& context, rt::Request& request);
rt::Response deleteEntry(rt::Context& context, rt::Request& request);

}  // namespace app
