// ingot:hook Account.beforeDelete e0b13e0f5329bdc9
// ingot:signature void custom::hooks::beforeDeleteAccount(ingot::rt::HookContext& context, const app::Account& row)
// ingot:sees row std::string owner
// ingot:sees row std::optional<std::int64_t> balance
// ingot:sees row std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

void custom::hooks::beforeDeleteAccount(ingot::rt::HookContext& context, const app::Account& row) {
  const auto entries = context.value<std::int64_t>("SELECT count(*) FROM entries WHERE account_id = $1", ingot::rt::Params(row.id));
  if (entries.value_or(0) == 0) return;
  ingot::rt::refuse({.status = 409, .code = "has_entries", .message = "the account has " + ingot::rt::format(*entries) + " entries"});
}
