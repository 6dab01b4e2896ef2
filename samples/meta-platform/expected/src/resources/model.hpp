// The handlers of Model. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listModels(rt::Context& context, rt::Request& request);
rt::Response createModel(rt::Context& context, rt::Request& request);
rt::Response getModel(rt::Context& context, rt::Request& request);
rt::Response replaceModel(rt::Context& context, rt::Request& request);
rt::Response patchModel(rt::Context& context, rt::Request& request);
rt::Response deleteModel(rt::Context& context, rt::Request& request);

}  // namespace app
