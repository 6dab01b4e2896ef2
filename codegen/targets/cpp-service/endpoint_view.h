// The view of one endpoint: its inputs, its SQL and the C++ of its handler.
#pragma once

#include "codegen/targets/cpp-service/endpoint_names.h"
#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto MakeEndpointView(const ir::App& app, const ir::Endpoint& endpoint) -> EndpointView;
auto MakeEndpointTestView(const ir::App& app, const ir::Endpoint& endpoint) -> EndpointTestView;

// How a client knows an input, in problems too: `minutes` of a body, `query.page`.
auto InputPath(const ir::Variable& input) -> std::string;

// `Input` and the body of `readInput`.
void AddInputs(const ir::App& app, const ir::Endpoint& endpoint, const EndpointNames& names, EndpointView& view);
// The statements, and the constants that they need.
void AddSteps(const ir::App& app, const ir::Endpoint& endpoint, EndpointNames& names, EndpointView& view);

}  // namespace ingot::codegen::cpp_service
