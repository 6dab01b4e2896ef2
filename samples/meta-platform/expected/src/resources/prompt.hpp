// The handlers of Prompt. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listPrompts(rt::Context& context, rt::Request& request);
rt::Response createPrompt(rt::Context& context, rt::Request& request);
rt::Response getPrompt(rt::Context& context, rt::Request& request);
rt::Response replacePrompt(rt::Context& context, rt::Request& request);
rt::Response patchPrompt(rt::Context& context, rt::Request& request);
rt::Response deletePrompt(rt::Context& context, rt::Request& request);

}  // namespace app
