// The hooks of Entry: what custom/ defines, and when it runs. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/hooks.hpp>

#include "models/entry.hpp"

namespace custom::hooks {

namespace rt = ingot::rt;

// custom/hooks/entry-before-create.cpp
void beforeCreateEntry(ingot::rt::HookContext& context, app::Entry::Input& input);

// custom/hooks/entry-after-create.cpp
void afterCreateEntry(ingot::rt::HookContext& context, const app::Entry& row);

// custom/hooks/entry-before-update.cpp
void beforeUpdateEntry(ingot::rt::HookContext& context, const app::Entry& row, app::Entry::Input& changes);

// custom/hooks/entry-after-delete.cpp
void afterDeleteEntry(ingot::rt::HookContext& context, const app::Entry& row);

}  // namespace custom::hooks

namespace app {

constexpr rt::Hooks<Entry> kEntryHooks{
    .beforeCreate = custom::hooks::beforeCreateEntry,
    .afterCreate = custom::hooks::afterCreateEntry,
    .beforeUpdate = custom::hooks::beforeUpdateEntry,
    .afterDelete = custom::hooks::afterDeleteEntry,
};

}  // namespace app
