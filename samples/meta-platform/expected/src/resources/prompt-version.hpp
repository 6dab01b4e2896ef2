// The handlers of PromptVersion. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listPromptVersions(rt::Context& context, rt::Request& request);
rt::Response createPromptVersion(rt::Context& context, rt::Request& request);
rt::Response getPromptVersion(rt::Context& context, rt::Request& request);
rt::Response replacePromptVersion(rt::Context& context, rt::Request& request);
rt::Response patchPromptVersion(rt::Context& context, rt::Request& request);
rt::Response deletePromptVersion(rt::Context& context, rt::Request& request);

}  // namespace app
