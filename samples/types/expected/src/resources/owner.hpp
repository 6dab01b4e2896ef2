// The handlers of Owner. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/resource.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listOwners(rt::Context& context, rt::Request& request);
rt::Response createOwner(rt::Context& context, rt::Request& request);
rt::Response getOwner(rt::Context& context, rt::Request& request);
rt::Response replaceOwner(rt::Context& context, rt::Request& request);
rt::Response patchOwner(rt::Context& context, rt::Request& request);
rt::Response deleteOwner(rt::Context& context, rt::Request& request);
rt::Response listFavouritesOfOwner(rt::Context& context, rt::Request& request);
rt::Response linkFavouritesOfOwner(rt::Context& context, rt::Request& request);
rt::Response unlinkFavouritesOfOwner(rt::Context& context, rt::Request& request);

// The rows that a row of another resource is linked with.
rt::Response listLinkedOwners(rt::Context& context, rt::Request& request, const rt::Resource& owner, const rt::Link& link);

}  // namespace app
