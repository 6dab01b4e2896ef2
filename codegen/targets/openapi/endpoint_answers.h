// What an endpoint can answer: the results of its `returns` and `return`s, its refusals, and what its statements lead to.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "codegen/targets/openapi/responses.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// What the statements of an endpoint hold, those inside others too.
struct Outcomes {
  std::vector<const ir::Result*> results;  // the last is the one of the endpoint
  std::vector<const ir::Refusal*> refusals;
  bool hooked = false;    // code of the user's own can refuse
  bool conflict = false;  // a value that is not the only one, or a row that others refer to
};
auto OutcomesOf(const ir::App& app, const ir::Endpoint& endpoint) -> Outcomes;

// Is a GET answered with an entity tag?
auto IsTagged(const ir::Endpoint& endpoint, const ir::Result& result) -> bool;

auto EndpointResponses(const ir::App& app, const ir::Endpoint& endpoint) -> Safe<JsonText>;

}  // namespace ingot::codegen::openapi
