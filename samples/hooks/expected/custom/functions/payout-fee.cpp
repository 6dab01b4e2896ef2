// ingot:function payoutFee 17b2d55a20529d20
// ingot:signature std::int64_t custom::functions::payoutFee(ingot::rt::HookContext& context, const app::Account& account, std::int64_t amount, const std::optional<bool>& express)
// ingot:sees account std::string owner
// ingot:sees account std::optional<std::int64_t> balance
// ingot:sees account std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a function may do stands in ingot/rt/hook_api.h.
#include "functions/payout-fee.hpp"

std::int64_t custom::functions::payoutFee([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Account& account, [[maybe_unused]] std::int64_t amount, [[maybe_unused]] const std::optional<bool>& express) {
  return {};
}
