// The handlers of Everything. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/resource.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listEverythings(rt::Context& context, rt::Request& request);
rt::Response createEverything(rt::Context& context, rt::Request& request);
rt::Response getEverything(rt::Context& context, rt::Request& request);
rt::Response replaceEverything(rt::Context& context, rt::Request& request);
rt::Response patchEverything(rt::Context& context, rt::Request& request);
rt::Response deleteEverything(rt::Context& context, rt::Request& request);
rt::Response revisionsOfEverything(rt::Context& context, rt::Request& request);
rt::Response revisionOfEverything(rt::Context& context, rt::Request& request);
rt::Response listAdmirersOfEverything(rt::Context& context, rt::Request& request);
rt::Response linkAdmirersOfEverything(rt::Context& context, rt::Request& request);
rt::Response unlinkAdmirersOfEverything(rt::Context& context, rt::Request& request);
rt::Response listSeeAlsoOfEverything(rt::Context& context, rt::Request& request);
rt::Response linkSeeAlsoOfEverything(rt::Context& context, rt::Request& request);
rt::Response unlinkSeeAlsoOfEverything(rt::Context& context, rt::Request& request);

// The rows that a row of another resource is linked with.
rt::Response listLinkedEverythings(rt::Context& context, rt::Request& request, const rt::Resource& owner, const rt::Link& link);

}  // namespace app
