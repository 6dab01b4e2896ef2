#include "file/ledger.hpp"

#include <set>

#include <ingot/rt/expr-functions.hpp>

#include "store/write-now.hpp"

namespace ingot::rt::file {
namespace {

// Processes that start at the same time make things once.
constexpr std::string_view kLock = "SELECT pg_advisory_xact_lock(hashtextextended('ingot_files ' || current_schema(), 0))";
constexpr Statement kCreate{"CREATE TABLE IF NOT EXISTS ingot_files (key TEXT NOT NULL PRIMARY KEY, due_at INTEGER NOT NULL) STRICT",
                            "CREATE TABLE IF NOT EXISTS ingot_files (key text COLLATE \"C\" NOT NULL PRIMARY KEY, due_at timestamptz NOT NULL)"};
constexpr Statement kIndex{"CREATE INDEX IF NOT EXISTS ingot_files_due_at ON ingot_files (due_at)"};
// The key of the column that the trigger names, out of a row that had one.
constexpr std::string_view kFunction =
    "CREATE OR REPLACE FUNCTION ingot_file_gone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
    "INSERT INTO ingot_files (key, due_at) VALUES (left(to_jsonb(OLD) ->> TG_ARGV[0], 32), to_timestamp(0)) ON CONFLICT (key) DO NOTHING; "
    "RETURN NULL; END'";

constexpr Statement kTriggers{
    "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ingot!_file!_%' ESCAPE '!'",
    "SELECT t.tgname, c.oid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname LIKE 'ingot!_file!_%' ESCAPE '!' AND NOT t.tgisinternal"};

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

// The names of tables may be as long as names can be.
std::string triggerName(const FileColumn& column, std::string_view what) {
  const std::string place = std::string(column.table) + '.' + std::string(column.column);
  return "ingot_file_" + std::string(what) + "_" + expr::plain::sha256(place).substr(0, 16);
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

// `event` is what the rows of the table go through, `when` what makes it matter.
void createTrigger(Session& session, const FileColumn& column, const std::string& name, const std::string& event, const std::string& when) {
  const std::string table(column.table);
  const std::string old = "OLD." + std::string(column.column);
  const std::string begin = "CREATE TRIGGER " + name + " AFTER " + event + " ON " + table + " FOR EACH ROW WHEN (" + old + " IS NOT NULL" + when + ") ";
  if (session.dialect() == Dialect::postgres) {
    std::string plain(column.column);
    if (plain.starts_with('"')) plain = plain.substr(1, plain.size() - 2);
    return run(session, begin + "EXECUTE FUNCTION ingot_file_gone('" + plain + "')");
  }
  run(session, begin + "BEGIN INSERT OR IGNORE INTO ingot_files (key, due_at) VALUES (substr(" + old + ", 1, 32), 0); END");
}

}  // namespace

void prepare(store::Database& database, std::span<const FileColumn> columns) {
  store::writeNow(database, [&](Session& session) {
    const bool postgres = session.dialect() == Dialect::postgres;
    if (postgres) run(session, kLock);
    session.execute(kCreate, Params());
    session.execute(kIndex, Params());
    if (postgres) run(session, kFunction);
    std::set<std::string> found;
    for (Trigger& each : triggers(session)) found.insert(std::move(each.name));
    for (const FileColumn& column : columns) {
      const std::string name(column.column);
      const std::string changed = triggerName(column, "changed");
      if (!found.contains(changed)) {
        createTrigger(session, column, changed, "UPDATE OF " + name,
                      " AND (NEW." + name + " IS NULL OR substr(NEW." + name + ", 1, 32) <> substr(OLD." + name + ", 1, 32))");
      }
      const std::string deleted = triggerName(column, "deleted");
      if (!found.contains(deleted)) createTrigger(session, column, deleted, "DELETE", "");
    }
  });
}

void dropTriggers(store::Database& database) {
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
