// A whole service of the hand-made application, as an emitted main would be; with FAKE_AUTH it knows its callers, with FAKE_TABLES
// it has a table, with FAKE_SECRETS secrets, with FAKE_CALLS effects.
#include <cstdlib>

#include "fake-app.hpp"

int main(int argc, char** argv) {
  static constexpr ingot::rt::JwtSettings kJwt{.audience = "me"};
  ingot::rt::Application application = ingot::rt::test::fakeApplication();
  if (std::getenv("FAKE_AUTH") != nullptr) application.auth.jwt = &kJwt;
  static constexpr ingot::rt::Migration kMigrations[] = {
      {"0001_initial", {"CREATE TABLE things (id BLOB NOT NULL PRIMARY KEY, row_version INTEGER NOT NULL) STRICT;", "DROP TABLE things;"}}};
  static constexpr ingot::rt::SecretColumn kSecrets[] = {{"things", "token"}};
  if (std::getenv("FAKE_SECRETS") != nullptr) application.secrets = kSecrets;
  static constexpr std::string_view kCalls[] = {"mail", "ship"};
  if (std::getenv("FAKE_CALLS") != nullptr) {
    application.outbox = &ingot::rt::kOutbox;
    application.calls = kCalls;
  }
  static constexpr ingot::rt::Migration kWithSecrets[] = {{"0001_initial", {"CREATE TABLE things (id BLOB NOT NULL PRIMARY KEY, token BLOB) STRICT;", ""}}};
  if (std::getenv("FAKE_TABLES") != nullptr) application.migrations = kMigrations;
  if (std::getenv("FAKE_TABLES") != nullptr && !application.secrets.empty()) application.migrations = kWithSecrets;
  return ingot::rt::run(application, argc, argv);
}
