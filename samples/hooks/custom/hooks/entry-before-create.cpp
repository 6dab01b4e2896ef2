// ingot:hook Entry.beforeCreate 60159173a04ce605
// ingot:signature void custom::hooks::beforeCreateEntry(ingot::rt::HookContext& context, app::Entry::Input& input)
// ingot:sees input ingot::rt::Input<rt::Uuid> accountId
// ingot:sees input ingot::rt::Input<std::int64_t> amount
// ingot:sees input ingot::rt::Input<std::string> note
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/entry.hpp"

#include <stdexcept>

#include "models/account.hpp"

// Nobody takes out more than there is, and nothing moves in an account that is closed.
void custom::hooks::beforeCreateEntry(ingot::rt::HookContext& context, app::Entry::Input& input) {
  const auto account = context.find<app::Account>(app::kAccountTable, *input.accountId);
  if (!account) return;  // answered with 422 by the reference itself
  if (account->closed == true) ingot::rt::refuse({.status = 423, .code = "closed", .message = "the account is closed"});
  if (account->balance.value_or(0) + *input.amount < 0)
    ingot::rt::refuse({.status = 409, .code = "overdrawn", .message = "there is not that much in the account", .path = "amount"});
  if (input.note.hasValue() && *input.note == "break") throw std::runtime_error("the hook broke");  // for the test of this sample
}
