// Finds rows that keep the checks of a model and rows that break them, for the tests that are emitted.
#pragma once

#include "compiler/check/checker.h"

namespace ingot::check {

// Fills `kept` of the fields that checks name and `breaks` of the checks. False: no row was found that keeps all checks.
auto FindRows(Id<ir::Model> model, Checker& checker) -> bool;

}  // namespace ingot::check
