// ingot:hook Entry.afterCreate f66221a0ba5d83e2
// ingot:signature void custom::hooks::afterCreateEntry(ingot::rt::HookContext& context, const app::Entry& row)
// ingot:sees row rt::Uuid accountId
// ingot:sees row std::int64_t amount
// ingot:sees row std::optional<std::string> note
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/entry.hpp"

void custom::hooks::afterCreateEntry([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Entry& row) {
}
