// The function creditorReference: what custom/ defines, and endpoints run. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/hook_api.h>

namespace custom::functions {

// custom/functions/creditor-reference.cpp
std::string creditorReference(ingot::rt::HookContext& context, const std::string& reference);

}  // namespace custom::functions
