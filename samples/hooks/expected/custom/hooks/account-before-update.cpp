// ingot:hook Account.beforeUpdate 14a15f6dfb5de03c
// ingot:signature void custom::hooks::beforeUpdateAccount(ingot::rt::HookContext& context, const app::Account& row, app::Account::Input& changes)
// ingot:sees row std::string owner
// ingot:sees row std::optional<std::int64_t> balance
// ingot:sees row std::optional<bool> closed
// ingot:sees input ingot::rt::Input<std::string> owner
// ingot:sees input ingot::rt::Input<std::int64_t> balance
// ingot:sees input ingot::rt::Input<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

void custom::hooks::beforeUpdateAccount([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Account& row, [[maybe_unused]] app::Account::Input& changes) {
}
