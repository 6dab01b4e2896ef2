#include "tests/bot/platform.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/support/folder.h"

#if defined(__SANITIZE_ADDRESS__)
// libpqxx 6.4 loses the result of a statement, 2 KB, when the connection breaks in the middle of it.
extern "C" auto __lsan_default_suppressions() -> const char* { return "leak:PQmakeEmptyPGresult\n"; }
#endif

namespace ingot::test {
namespace {

// The steps that make tables. Those that bring rows back are for databases that had them.
auto Schema() -> std::string {
  const std::string text = ReadFile(std::string(INGOT_SOURCE_DIR) + "/samples/meta-platform/expected/db/migrations/0001_initial.postgres.up.sql");
  std::string schema;
  for (size_t at = text.find("-- step "); at != std::string::npos;) {
    const size_t next = text.find("\n-- step ", at + 1);
    const std::string step = text.substr(at, next == std::string::npos ? next : next + 1 - at);
    if (step.substr(0, step.find('\n')).find(", if ") == std::string::npos) schema += step;
    at = next == std::string::npos ? next : next + 1;
  }
  return schema;
}

}  // namespace

Platform::Platform(Postgres& server) : server_(server), database_(server.NewDatabase()) {
  Ask(Schema());
  Ask("INSERT INTO users (id, name, email, password, created_at, updated_at) VALUES (gen_random_uuid(), 'ada', 'ada@example.com', 'x', now(), "
      "now())");
}

auto Platform::Settings() const -> bot::StoreSettings {
  bot::StoreSettings settings;
  settings.url = server_.Url(database_);
  settings.patience = std::chrono::seconds(2);
  settings.first_delay = std::chrono::seconds(0);
  return settings;
}

auto Platform::NewApplication(const std::string& name) const -> std::string {
  return Ask("INSERT INTO applications (id, user_id, name, configuration, created_at, updated_at) SELECT gen_random_uuid(), id, '" + name +
             "', '{}', now(), now() FROM users RETURNING id");
}

auto Platform::Ask(const std::string& sql) const -> std::string {
  const Outcome outcome = server_.Run(database_, sql);
  EXPECT_EQ(outcome.code, 0) << sql << "\n" << outcome.output;
  return outcome.output.substr(0, outcome.output.find_last_not_of('\n') + 1);
}

void Platform::WaitFor(const std::string& sql, const std::string& answer, int seconds) const {
  std::string last;
  for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds); std::chrono::steady_clock::now() < end;) {
    last = server_.Run(database_, sql).output;
    if (last == answer + "\n") return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  FAIL() << sql << " gives " << last << "instead of " << answer;
}

}  // namespace ingot::test
