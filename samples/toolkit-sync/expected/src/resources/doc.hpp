// The handlers of Doc. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listDocs(rt::Context& context, rt::Request& request);
rt::Response createDoc(rt::Context& context, rt::Request& request);
rt::Response getDoc(rt::Context& context, rt::Request& request);
rt::Response replaceDoc(rt::Context& context, rt::Request& request);
rt::Response patchDoc(rt::Context& context, rt::Request& request);
rt::Response deleteDoc(rt::Context& context, rt::Request& request);
rt::Response revisionsOfDoc(rt::Context& context, rt::Request& request);
rt::Response revisionOfDoc(rt::Context& context, rt::Request& request);

}  // namespace app
