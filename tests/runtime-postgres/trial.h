// A small service on a PostgreSQL database of its own, for tests of the driver.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include <ingot/rt/service.hpp>

#include "service/server.hpp"
#include "store/database.hpp"
#include "tests/support/postgres.h"

namespace ingot::rt::test {

// Two tables: accounts (id, name unique, balance >= 0) and entries (id, account_id, note).
inline constexpr std::string_view kTrialSchema =
    "CREATE TABLE accounts (id uuid NOT NULL PRIMARY KEY, name text COLLATE \"C\" NOT NULL, balance bigint NOT NULL "
    "CONSTRAINT accounts_balance_check CHECK (balance >= 0), row_version bigint NOT NULL DEFAULT 1);"
    "CREATE UNIQUE INDEX accounts_name_key ON accounts (name);"
    "CREATE TABLE entries (id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts (id), note text, "
    "row_version bigint NOT NULL DEFAULT 1);"
    "CREATE UNIQUE INDEX entries_account_id_note_key ON entries (account_id, note);";

inline constexpr Column kAccountColumns[] = {{"id", "id"}, {"name", "name"}, {"balance", "balance"}, {"row_version", "rowVersion"}};
inline constexpr Table kAccounts{"accounts", "id, name, balance, row_version", kAccountColumns};
inline constexpr Column kEntryColumns[] = {
    {"id", "id"}, {"account_id", "accountId", "accounts"}, {"note", "note"}, {"row_version", "rowVersion"}};
inline constexpr Table kEntries{"entries", "id, account_id, note, row_version", kEntryColumns};

inline constexpr Statement kInsertAccount{"INSERT INTO accounts (id, name, balance) VALUES ($1, $2, $3)"};
inline constexpr Statement kInsertEntry{"INSERT INTO entries (id, account_id, note) VALUES ($1, $2, $3)"};

// Work that a test wants done in a request. What it throws becomes the answer.
using Work = std::function<std::string(Context&)>;

// An answer in short.
struct Answer {
  int status = 0;
  std::string body;
};

// The server of all tests of a process, or one of this test's own when it wants to do it harm.
class Trial : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // One server and one service. Options may be changed before.
  void start();
  // Where the service finds its database.
  virtual std::string url() { return server().Url(name_); }
  void useOwnServer() { ownServer_ = true; }

  // Does work in a request of its own, from this thread, and waits for the answer. Safe from every thread.
  Answer run(const Work& work);
  // What statements print that are run beside the service.
  std::string sql(const std::string& text) { return server().Run(name_, text).output; }
  [[nodiscard]] ingot::test::Postgres& server() { return own_ ? *own_ : ingot::test::Postgres::Shared(); }

  service::Config config_;
  store::Options options_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<service::Server> service_;
  std::unique_ptr<ingot::test::Postgres> own_;
  std::string name_;
  bool ownServer_ = false;
  ingot::test::Postgres::Options serverOptions_;  // of an own server
};

}  // namespace ingot::rt::test
