#include "file/ledger.hpp"

#include "store/own-table.hpp"
#include "store/write-now.hpp"

namespace ingot::rt::file {
namespace {

constexpr store::OwnTable kTable{"ingot_files",
                             {"CREATE TABLE IF NOT EXISTS ingot_files (key TEXT NOT NULL PRIMARY KEY, due_at INTEGER NOT NULL) STRICT",
                              "CREATE TABLE IF NOT EXISTS ingot_files (key text COLLATE \"C\" NOT NULL PRIMARY KEY, due_at timestamptz NOT NULL)"},
                             {"CREATE INDEX IF NOT EXISTS ingot_files_due_at ON ingot_files (due_at)"}};

// Those that services of before made when they started. They stand where the ledger does.
constexpr Statement kTriggers{
    "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ingot!_file!_%' ESCAPE '!'",
    "SELECT t.tgname, c.oid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('ingot_files')) "
    "AND t.tgname LIKE 'ingot!_file!_%' ESCAPE '!' AND NOT t.tgisinternal"};

constexpr Statement kExpect{"INSERT INTO ingot_files (key, due_at) VALUES ($1, $2)"};
constexpr Statement kSettle{"DELETE FROM ingot_files WHERE key = $1 AND due_at > $2"};
constexpr Statement kGiveUp{"UPDATE ingot_files SET due_at = $1 WHERE key = $2"};
constexpr Statement kGiveUpLate{"INSERT INTO ingot_files (key, due_at) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at"};
constexpr Statement kDue{"SELECT key FROM ingot_files WHERE due_at <= $1 ORDER BY due_at LIMIT 100"};
constexpr Statement kForget{"DELETE FROM ingot_files WHERE key = $1"};

// What the clocks of two instances may differ: one may still name what another one takes for given up.
constexpr std::int64_t kLeewayMicros = 60'000'000;

void run(Session& session, std::string_view sql) {
  session.run(sql, Params(), [](const Row&) {});
}

struct Trigger {
  std::string name;
  std::string table;
};

std::vector<Trigger> triggers(Session& session) {
  std::vector<Trigger> found;
  session.run(kTriggers.in(session.dialect()), Params(), [&](const Row& row) {
    Trigger& one = found.emplace_back();
    row.read(one.name, one.table);
  });
  return found;
}

}  // namespace

void prepare(store::Database& database) { store::makeOwnTable(database, kTable); }

void dropFormerTriggers(store::Database& database) {
  bool any = false;  // most apps have none, and a read costs less
  database.read([&](Session& session) { any = !triggers(session).empty(); });
  if (!any) return;
  store::writeNow(database, [](Session& session) {
    for (const Trigger& each : triggers(session))
      run(session, "DROP TRIGGER IF EXISTS " + each.name + (session.dialect() == Dialect::postgres ? " ON " + each.table : ""));
  });
}

void expect(Session& session, std::string_view key, Timestamp due) { session.execute(kExpect, Params(key, due)); }

bool settle(Session& session, std::string_view key, Timestamp now) { return session.execute(kSettle, Params(key, now)) > 0; }

void giveUp(Session& session, std::string_view key) { session.execute(kGiveUp, Params(Timestamp{}, key)); }

void giveUpLate(Session& session, std::string_view key) { session.execute(kGiveUpLate, Params(key, Timestamp{})); }

std::vector<std::string> due(store::Database& database, Timestamp now) {
  std::vector<std::string> keys;
  database.read([&](Session& session) {
    keys.clear();
    session.run(kDue.text, Params(Timestamp{now.micros - kLeewayMicros}), [&](const Row& row) { row.read(keys.emplace_back()); });
  });
  return keys;
}

void forget(store::Database& database, std::span<const std::string> keys) {
  store::writeNow(database, [&](Session& session) {
    for (const std::string& key : keys) session.execute(kForget, Params(key));
  });
}

}  // namespace ingot::rt::file
