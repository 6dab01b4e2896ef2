// The application: its settings, routes, migrations and description. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include "api-document.hpp"
#include "endpoints/close-all.hpp"
#include "endpoints/import-lines.hpp"
#include "endpoints/pay-out.hpp"
#include "endpoints/transfer.hpp"
#include "endpoints/undo.hpp"
#include "migrations.hpp"
#include "resources/account.hpp"
#include "resources/change.hpp"
#include "resources/entry.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/api/accounts", listAccounts},
    {rt::Method::post, "/api/accounts", createAccount},
    {rt::Method::get, "/api/accounts/{account}", getAccount},
    {rt::Method::put, "/api/accounts/{account}", replaceAccount},
    {rt::Method::patch, "/api/accounts/{account}", patchAccount},
    {rt::Method::del, "/api/accounts/{account}", deleteAccount},
    {rt::Method::get, "/api/changes", listChanges},
    {rt::Method::post, "/api/changes", createChange},
    {rt::Method::get, "/api/changes/{change}", getChange},
    {rt::Method::put, "/api/changes/{change}", replaceChange},
    {rt::Method::patch, "/api/changes/{change}", patchChange},
    {rt::Method::del, "/api/changes/{change}", deleteChange},
    {rt::Method::get, "/api/entries", listEntries},
    {rt::Method::post, "/api/entries", createEntry},
    {rt::Method::get, "/api/entries/{entry}", getEntry},
    {rt::Method::put, "/api/entries/{entry}", replaceEntry},
    {rt::Method::patch, "/api/entries/{entry}", patchEntry},
    {rt::Method::del, "/api/entries/{entry}", deleteEntry},
    {rt::Method::post, "/api/close", closeAll},
    {rt::Method::post, "/api/accounts/{account}/import", importLines},
    {rt::Method::post, "/api/accounts/{account}/payouts", payOut},
    {rt::Method::post, "/api/transfer", transfer},
    {rt::Method::post, "/api/accounts/{account}/undo", undo},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 20,
    .maxPageSize = 100,
    .errors = rt::ErrorShape::problemDetails,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{
      .name = "ledger",
      .version = "1.0.0",
      .api = kApi,
      .routes = kRoutes,
      .migrations = migrations(),
      .apiDocument = apiDocument(),
  };
  return instance;
}

}  // namespace app
