// ingot:hook Account.beforeDelete e0b13e0f5329bdc9
// ingot:signature void custom::hooks::beforeDeleteAccount(ingot::rt::HookContext& context, const app::Account& row)
// ingot:sees row std::string owner
// ingot:sees row std::optional<std::int64_t> balance
// ingot:sees row std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

void custom::hooks::beforeDeleteAccount([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Account& row) {
}
