// The endpoints of the API description: what each takes, and every answer that it can give.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/openapi/mentioned.h"
#include "codegen/targets/openapi/path_item.h"
#include "codegen/targets/openapi/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// Adds each endpoint to the path that it shares with a resource or with another endpoint, or to one of its own.
void AddEndpointPaths(const ir::App& app, std::vector<PathItem>& paths);

// The bodies of endpoints, in order: `acquireLock.Body`.
auto EndpointSchemas(const ir::App& app) -> std::vector<MemberView>;

// What else the descriptions of endpoints point at.
auto MentionedByEndpoints(const ir::App& app) -> Mentioned;

}  // namespace ingot::codegen::openapi
