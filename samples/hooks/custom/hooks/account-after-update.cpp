// ingot:hook Account.afterUpdate 5771aabe46d4b775
// ingot:signature void custom::hooks::afterUpdateAccount(ingot::rt::HookContext& context, const app::Account& before, const app::Account& after)
// ingot:sees row std::string owner
// ingot:sees row std::optional<std::int64_t> balance
// ingot:sees row std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/account.hpp"

namespace {

void note(ingot::rt::HookContext& context, const ingot::rt::Uuid& account, std::string_view what) {
  context.execute("INSERT INTO changes (id, account, what, row_version) VALUES ($1, $2, $3, 1)",
                  ingot::rt::Params(ingot::rt::newUuid(), account, what));
}

}  // namespace

// Keeps a record, in the same transaction as the change.
void custom::hooks::afterUpdateAccount(ingot::rt::HookContext& context, const app::Account& before, const app::Account& after) {
  if (after.closed == true) note(context, after.id, "closed");
  if (after.owner != before.owner) note(context, after.id, before.owner + " -> " + after.owner);
}
