// The handlers of ApiKey. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listApiKeys(rt::Context& context, rt::Request& request);
rt::Response createApiKey(rt::Context& context, rt::Request& request);
rt::Response getApiKey(rt::Context& context, rt::Request& request);
rt::Response replaceApiKey(rt::Context& context, rt::Request& request);
rt::Response patchApiKey(rt::Context& context, rt::Request& request);
rt::Response deleteApiKey(rt::Context& context, rt::Request& request);

}  // namespace app
