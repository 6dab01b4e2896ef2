// The function payoutFee: what custom/ defines, and endpoints run. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/hook_api.h>

#include "models/account.hpp"

namespace custom::functions {

// custom/functions/payout-fee.cpp
std::int64_t payoutFee(ingot::rt::HookContext& context, const app::Account& account, std::int64_t amount, const std::optional<bool>& express);

}  // namespace custom::functions
