// ingot:hook Entry.beforeCreate 60159173a04ce605
// ingot:signature void custom::hooks::beforeCreateEntry(ingot::rt::HookContext& context, app::Entry::Input& input)
// ingot:sees input ingot::rt::Input<rt::Uuid> accountId
// ingot:sees input ingot::rt::Input<std::int64_t> amount
// ingot:sees input ingot::rt::Input<std::string> note
// ingot:end
// Written once, and yours from now on. What a hook may do stands in ingot/rt/hook_api.h.
#include "hooks/entry.hpp"

void custom::hooks::beforeCreateEntry([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] app::Entry::Input& input) {
}
