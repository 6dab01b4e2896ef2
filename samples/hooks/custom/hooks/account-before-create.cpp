// ingot:hook Account.beforeCreate 3635129e76b963f7
// ingot:signature void custom::hooks::beforeCreateAccount(ingot::rt::HookContext& context, app::Account::Input& input)
// ingot:sees input ingot::rt::Input<std::string> owner
// ingot:sees input ingot::rt::Input<std::int64_t> balance
// ingot:sees input ingot::rt::Input<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

#include <string>
#include <utility>

// Names are kept without blanks around them; an account begins empty and open, whatever was sent.
void custom::hooks::beforeCreateAccount([[maybe_unused]] ingot::rt::HookContext& context, app::Account::Input& input) {
  std::string owner = *input.owner;
  owner.erase(0, owner.find_first_not_of(' '));
  owner.erase(owner.find_last_not_of(' ') + 1);
  input.owner.set(std::move(owner));
  input.balance.set(0);
  input.closed.set(false);
}
