// The handlers of User. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listUsers(rt::Context& context, rt::Request& request);
rt::Response createUser(rt::Context& context, rt::Request& request);
rt::Response getUser(rt::Context& context, rt::Request& request);
rt::Response replaceUser(rt::Context& context, rt::Request& request);
rt::Response patchUser(rt::Context& context, rt::Request& request);
rt::Response deleteUser(rt::Context& context, rt::Request& request);

}  // namespace app
