// ingot:hook Entry.beforeUpdate 4577c40dacc332ed
// ingot:signature void custom::hooks::beforeUpdateEntry(ingot::rt::HookContext& context, const app::Entry& row, app::Entry::Input& changes)
// ingot:sees row rt::Uuid accountId
// ingot:sees row std::int64_t amount
// ingot:sees row std::optional<std::string> note
// ingot:sees input ingot::rt::Input<rt::Uuid> accountId
// ingot:sees input ingot::rt::Input<std::int64_t> amount
// ingot:sees input ingot::rt::Input<std::string> note
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/entry.hpp"

void custom::hooks::beforeUpdateEntry([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const app::Entry& row, [[maybe_unused]] app::Entry::Input& changes) {
}
