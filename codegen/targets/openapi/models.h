// The schemas of models: a row as it is answered, alone, with relations and in a page; and as it is sent.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "codegen/targets/openapi/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// Every schema that the operations of the app point at, in order.
auto ModelSchemas(const ir::App& app) -> std::vector<MemberView>;

// What `include=` may name for a model: its references, then the lists of rows that refer to it.
auto RelationNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string>;

// A row as an answer holds it and nothing beside it: `{ "$ref": "#/components/schemas/Doc", ... }`.
auto ClosedRow(std::string_view model) -> Safe<JsonText>;
auto OrNull(const Safe<JsonText>& row) -> Safe<JsonText>;
auto ArrayOf(const Safe<JsonText>& items, int64_t most) -> Safe<JsonText>;

}  // namespace ingot::codegen::openapi
