// The hooks of Account: what custom/ defines, and when it runs. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/hooks.hpp>

#include "models/account.hpp"

namespace custom::hooks {

namespace rt = ingot::rt;

// custom/hooks/account-before-create.cpp
void beforeCreateAccount(ingot::rt::HookContext& context, app::Account::Input& input);

// custom/hooks/account-before-update.cpp
void beforeUpdateAccount(ingot::rt::HookContext& context, const app::Account& row, app::Account::Input& changes);

// custom/hooks/account-after-update.cpp
void afterUpdateAccount(ingot::rt::HookContext& context, const app::Account& before, const app::Account& after);

// custom/hooks/account-before-delete.cpp
void beforeDeleteAccount(ingot::rt::HookContext& context, const app::Account& row);

}  // namespace custom::hooks

namespace app {

constexpr rt::Hooks<Account> kAccountHooks{
    .beforeCreate = custom::hooks::beforeCreateAccount,
    .beforeUpdate = custom::hooks::beforeUpdateAccount,
    .afterUpdate = custom::hooks::afterUpdateAccount,
    .beforeDelete = custom::hooks::beforeDeleteAccount,
};

}  // namespace app
