// What the database remembers of files that no row names: those on their way to a row, and those that a row gave up.
//
// A key stands in `ingot_files` from before its first byte is written until the transaction that names it in a row. Triggers
// put it there again in the transaction that takes it out of the row, whatever the statement. So at every moment, also after
// a crash, what lies in the store and is not named by a row stands in the table; and nothing else is ever removed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/file.hpp>

#include "store/database.hpp"

namespace ingot::rt::file {

// Makes the table unless it is there. The triggers are made by the migrations.
void prepare(store::Database& database);
// Services of before made triggers of their own, which know columns by the names that a migration may change.
void dropFormerTriggers(store::Database& database);

// A file is on its way. Unless a row names it until `due`, it is removed.
void expect(Session& session, std::string_view key, Timestamp due);
// A row names it in this transaction. False when it took too long: it may be gone.
[[nodiscard]] bool settle(Session& session, std::string_view key, Timestamp now);
// Nobody will name it, unless somebody did and only the answer was lost.
void giveUp(Session& session, std::string_view key);
// It was written after its time had passed: nobody names it, and its entry is gone.
void giveUpLate(Session& session, std::string_view key);

// Keys whose files are to be removed, a few.
[[nodiscard]] std::vector<std::string> due(store::Database& database, Timestamp now);
// Their files are gone.
void forget(store::Database& database, std::span<const std::string> keys);

}  // namespace ingot::rt::file
