// ingot:hook Account.beforeCreate 3635129e76b963f7
// ingot:signature void custom::hooks::beforeCreateAccount(ingot::rt::HookContext& context, app::Account::Input& input)
// ingot:sees input ingot::rt::Input<std::string> owner
// ingot:sees input ingot::rt::Input<std::int64_t> balance
// ingot:sees input ingot::rt::Input<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

void custom::hooks::beforeCreateAccount([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] app::Account::Input& input) {
}
