// What follows from the references of models.
#pragma once

#include <vector>

#include "compiler/ir/app.h"

namespace ingot::ir {

// The models of which rows may go when a row of `model` is deleted, because they refer to it, or to rows that go with it, and cascade; `model`
// itself only when its own rows may. They live as long as the app.
auto CascadesFrom(const App& app, const Model& model) -> std::vector<const Model*>;

}  // namespace ingot::ir
