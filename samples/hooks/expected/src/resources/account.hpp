// The handlers of Account. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listAccounts(rt::Context& context, rt::Request& request);
rt::Response createAccount(rt::Context& context, rt::Request& request);
rt::Response getAccount(rt::Context& context, rt::Request& request);
rt::Response replaceAccount(rt::Context& context, rt::Request& request);
rt::Response patchAccount(rt::Context& context, rt::Request& request);
rt::Response deleteAccount(rt::Context& context, rt::Request& request);

}  // namespace app
