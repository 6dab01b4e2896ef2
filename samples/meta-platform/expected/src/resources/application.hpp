// The handlers of Application. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listApplications(rt::Context& context, rt::Request& request);
rt::Response createApplication(rt::Context& context, rt::Request& request);
rt::Response getApplication(rt::Context& context, rt::Request& request);
rt::Response replaceApplication(rt::Context& context, rt::Request& request);
rt::Response patchApplication(rt::Context& context, rt::Request& request);
rt::Response deleteApplication(rt::Context& context, rt::Request& request);

}  // namespace app
