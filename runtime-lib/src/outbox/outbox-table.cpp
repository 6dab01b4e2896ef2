#include "outbox/outbox-table.hpp"

#include <algorithm>

#include "store/own-table.hpp"
#include "store/write-now.hpp"

namespace ingot::rt {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;

constexpr Statement kInsert{"INSERT INTO ingot_outbox (id, target, name, body, attempts, due_at, created_at) VALUES ($1, $2, $3, $4, 0, $5, $6)"};

void put(Session& session, Timestamp now, std::string_view target, std::string_view name, JsonWriter body) {
  if (body.text().size() > kMostBytes)
    throw invalid({{std::string(name.empty() ? target : name), "too_large", "what is to be sent has more than " + format(static_cast<std::int64_t>(kMostBytes)) + " bytes"}});
  session.execute(kInsert, Params(newUuid(), target, name, std::string_view(body.text()), now, now));
}

}  // namespace

void putEvent(Session& session, Timestamp now, std::string_view name, JsonWriter body) {
  put(session, now, kEventsTarget, name, std::move(body));
}

void putCall(Session& session, Timestamp now, std::string_view target, JsonWriter body) { put(session, now, target, "", std::move(body)); }

namespace outbox {
namespace {

constexpr store::OwnTable kTable{
    "ingot_outbox",
    {"CREATE TABLE IF NOT EXISTS ingot_outbox (id BLOB NOT NULL PRIMARY KEY, target TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, "
     "attempts INTEGER NOT NULL, due_at INTEGER, created_at INTEGER NOT NULL) STRICT",
     "CREATE TABLE IF NOT EXISTS ingot_outbox (id uuid NOT NULL PRIMARY KEY, target text NOT NULL, name text NOT NULL, body text NOT NULL, "
     "attempts bigint NOT NULL, due_at timestamptz, created_at timestamptz NOT NULL)"},
    {"CREATE INDEX IF NOT EXISTS ingot_outbox_due_at ON ingot_outbox (due_at, id)"}};

constexpr Statement kClaim{
    "UPDATE ingot_outbox SET attempts = attempts + 1, due_at = $1 WHERE id IN (SELECT id FROM ingot_outbox WHERE due_at <= $2 "
    "ORDER BY due_at, id LIMIT 8) RETURNING id, target, name, body, attempts, created_at",
    "UPDATE ingot_outbox SET attempts = attempts + 1, due_at = $1 WHERE id IN (SELECT id FROM ingot_outbox WHERE due_at <= $2 "
    "ORDER BY due_at, id LIMIT 8 FOR UPDATE SKIP LOCKED) RETURNING id, target, name, body, attempts, created_at"};
constexpr Statement kAnyDue{"SELECT 1 FROM ingot_outbox WHERE due_at <= $1 LIMIT 1"};
constexpr Statement kDelete{"DELETE FROM ingot_outbox WHERE id = $1"};
constexpr Statement kPostpone{"UPDATE ingot_outbox SET due_at = $1 WHERE id = $2 AND attempts = $3"};

}  // namespace

void prepare(store::Database& database) { store::makeOwnTable(database, kTable); }

std::vector<Effect> claim(store::Database& database, Timestamp now, Timestamp lease) {
  bool anyDue = false;  // a read costs an idle service less than a transaction that changes nothing
  database.read([&](Session& session) { session.run(kAnyDue.text, Params(now), [&](const Row&) { anyDue = true; }); });
  std::vector<Effect> effects;
  if (!anyDue) return effects;
  store::writeNow(database, [&](Session& session) {
    effects.clear();  // it may run again
    session.run(kClaim.in(session.dialect()), Params(lease, now), [&](const Row& row) {
      Effect& effect = effects.emplace_back();
      row.read(effect.id, effect.target, effect.name, effect.body, effect.attempt, effect.createdAt);
    });
  });
  // RETURNING keeps no order.
  std::sort(effects.begin(), effects.end(), [](const Effect& a, const Effect& b) { return a.createdAt.micros < b.createdAt.micros; });
  return effects;
}

void forget(store::Database& database, const Effect& effect) {
  store::writeNow(database, [&](Session& session) { session.execute(kDelete, Params(effect.id)); });
}

void postpone(store::Database& database, const Effect& effect, std::optional<Timestamp> until) {
  store::writeNow(database, [&](Session& session) { session.execute(kPostpone, Params(until, effect.id, effect.attempt)); });
}

}  // namespace outbox
}  // namespace ingot::rt
