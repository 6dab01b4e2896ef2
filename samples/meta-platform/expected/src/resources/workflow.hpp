// The handlers of Workflow. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listWorkflows(rt::Context& context, rt::Request& request);
rt::Response createWorkflow(rt::Context& context, rt::Request& request);
rt::Response getWorkflow(rt::Context& context, rt::Request& request);
rt::Response replaceWorkflow(rt::Context& context, rt::Request& request);
rt::Response patchWorkflow(rt::Context& context, rt::Request& request);
rt::Response deleteWorkflow(rt::Context& context, rt::Request& request);

}  // namespace app
