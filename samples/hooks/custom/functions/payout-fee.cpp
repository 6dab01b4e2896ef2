// ingot:function payoutFee 17b2d55a20529d20
// ingot:signature std::int64_t custom::functions::payoutFee(ingot::rt::HookContext& context, const app::Account& account, std::int64_t amount, const std::optional<bool>& express)
// ingot:sees account std::string owner
// ingot:sees account std::optional<std::int64_t> balance
// ingot:sees account std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a function may do stands in ingot/rt/hook_api.h.
#include "functions/payout-fee.hpp"

#include <algorithm>

// One in a hundred, and 1 at least; twice as much when it has to be quick. Nobody takes out more than 10,000 within a day.
std::int64_t custom::functions::payoutFee(ingot::rt::HookContext& context, const app::Account& account, std::int64_t amount,
                                          const std::optional<bool>& express) {
  const ingot::rt::Timestamp yesterday{context.now().micros - 86'400'000'000};
  const auto taken = context.value<std::int64_t>(
      "SELECT CAST(coalesce(-sum(amount), 0) AS bigint) FROM entries WHERE account_id = $1 AND amount < 0 AND created_at > $2",
      ingot::rt::Params(account.id, yesterday));
  if (amount > 10'000 - taken.value_or(0))
    ingot::rt::refuse({.status = 409, .code = "enough_for_today", .message = "10,000 within a day are the most", .path = "amount"});
  return std::max<std::int64_t>(1, amount / 100) * (express == true ? 2 : 1);
}
