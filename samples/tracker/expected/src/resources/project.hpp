// The handlers of Project. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listProjects(rt::Context& context, rt::Request& request);
rt::Response createProject(rt::Context& context, rt::Request& request);
rt::Response getProject(rt::Context& context, rt::Request& request);
rt::Response replaceProject(rt::Context& context, rt::Request& request);
rt::Response patchProject(rt::Context& context, rt::Request& request);
rt::Response deleteProject(rt::Context& context, rt::Request& request);

}  // namespace app
