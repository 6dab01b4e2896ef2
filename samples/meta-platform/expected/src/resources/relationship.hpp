// The handlers of Relationship. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listRelationships(rt::Context& context, rt::Request& request);
rt::Response createRelationship(rt::Context& context, rt::Request& request);
rt::Response getRelationship(rt::Context& context, rt::Request& request);
rt::Response replaceRelationship(rt::Context& context, rt::Request& request);
rt::Response patchRelationship(rt::Context& context, rt::Request& request);
rt::Response deleteRelationship(rt::Context& context, rt::Request& request);

}  // namespace app
