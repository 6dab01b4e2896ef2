// The handlers of Task. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listTasks(rt::Context& context, rt::Request& request);
rt::Response createTask(rt::Context& context, rt::Request& request);
rt::Response getTask(rt::Context& context, rt::Request& request);
rt::Response replaceTask(rt::Context& context, rt::Request& request);
rt::Response patchTask(rt::Context& context, rt::Request& request);
rt::Response deleteTask(rt::Context& context, rt::Request& request);

}  // namespace app
