// The function importEntries: what custom/ defines, and endpoints run. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/hook_api.h>

#include "models/account.hpp"

namespace custom::functions {

// custom/functions/import-entries.cpp
ingot::rt::Json importEntries(ingot::rt::HookContext& context, const app::Account& account, const std::string& lines);

}  // namespace custom::functions
