// ingot:hook Entry.afterCreate f66221a0ba5d83e2
// ingot:signature void custom::hooks::afterCreateEntry(ingot::rt::HookContext& context, const app::Entry& row)
// ingot:sees row rt::Uuid accountId
// ingot:sees row std::int64_t amount
// ingot:sees row std::optional<std::string> note
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/entry.hpp"

void custom::hooks::afterCreateEntry(ingot::rt::HookContext& context, const app::Entry& row) {
  context.execute("UPDATE accounts SET balance = balance + $1, row_version = row_version + 1 WHERE id = $2",
                  ingot::rt::Params(row.amount, row.accountId));
  if (row.amount > 1'000'000) context.log(ingot::rt::LogLevel::info, "a large entry");
}
