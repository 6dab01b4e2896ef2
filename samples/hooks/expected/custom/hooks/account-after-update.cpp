// ingot:hook Account.afterUpdate 5771aabe46d4b775
// ingot:signature void custom::hooks::afterUpdateAccount(ingot::rt::HookContext& context, const app::Account& before, const app::Account& after)
// ingot:sees row std::string owner
// ingot:sees row std::optional<std::int64_t> balance
// ingot:sees row std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

void custom::hooks::afterUpdateAccount([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Account& before, [[maybe_unused]] const app::Account& after) {
}
