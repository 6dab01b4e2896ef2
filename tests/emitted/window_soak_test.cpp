// A release that follows another one on a large table, under load: nobody is refused, and no lock is held for long. `make soak-window` runs it.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

#include "tests/emitted/hammer.h"
#include "tests/emitted/releases.h"
#include "tests/support/postgres.h"

namespace ingot {
namespace {

using test::Hammer;

constexpr int kMostMs = 100;

auto Rows() -> std::string {
  const char* rows = std::getenv("SOAK_ROWS");
  return rows != nullptr ? rows : "1000000";
}

// Looks every millisecond who holds a table of its own for himself, and remembers the longest time; over when there is a row in `soak_end`.
// Each look is a transaction: one that stays would hold up what waits for older ones.
constexpr const char* kWatch = R"(
CREATE TABLE soak_end (at int);
CREATE TABLE soak_longest (name text, ms double precision);
DO $$
DECLARE
  held record;
  since jsonb := '{}';
  now_held jsonb;
  looked timestamptz;
  before timestamptz := clock_timestamp();
  gap double precision := 0;
  longest jsonb := '{}';
  name text;
  ms double precision;
BEGIN
  LOOP
    EXIT WHEN EXISTS (SELECT 1 FROM soak_end);
    looked := clock_timestamp();
    gap := greatest(gap, extract(epoch FROM looked - before) * 1000);
    before := looked;
    now_held := '{}';
    FOR held IN SELECT l.pid || ' ' || l.relation::regclass::text AS name FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
      WHERE l.mode = 'AccessExclusiveLock' AND l.granted AND c.relname LIKE ANY (ARRAY['docs%', 'pages%', 'authors%', 'comments%']) AND c.relkind = 'r'
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    LOOP
      now_held := now_held || jsonb_build_object(held.name, coalesce(since -> held.name, to_jsonb(extract(epoch FROM looked))));
      ms := (extract(epoch FROM looked) - (now_held ->> held.name)::double precision) * 1000;
      name := split_part(held.name, ' ', 2);
      IF ms > coalesce((longest ->> name)::double precision, -1) THEN longest := longest || jsonb_build_object(name, ms); END IF;
    END LOOP;
    since := now_held;
    COMMIT;
    PERFORM pg_sleep(0.001);
  END LOOP;
  INSERT INTO soak_longest SELECT key, value::double precision FROM jsonb_each_text(longest);
  INSERT INTO soak_longest VALUES ('(between two looks)', gap);
END
$$;)";

class Soak : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  }

  void Fill() const {
    const auto filled = database_->Sql("SET session_replication_role = replica; INSERT INTO docs (id, title, slug, pages, shelf, created_at, updated_at, row_version)"
                                       " SELECT gen_random_uuid(), 'row ' || n, 's' || n, CASE WHEN n % 2 = 0 THEN n END, 's', now(), now(), 1 FROM generate_series(1, " +
                                       Rows() + ") n; ANALYZE docs; CHECKPOINT;");
    ASSERT_EQ(filled, "");
  }

  // Does the work while clients are at it, and tells how long they waited.
  // A machine that is busy otherwise makes requests slow too: compare with the time where nothing happens.
  static void UnderLoad(const char* what, const test::ServiceProcess& service, const test::Names& names, const std::function<void()>& work) {
    Hammer hammer(service.port(), names, Hammer::Work::kRows);
    std::this_thread::sleep_for(std::chrono::seconds(2));
    const auto began = std::chrono::steady_clock::now();
    work();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    EXPECT_EQ(hammer.Stop(), "");
    std::printf("%s: %lld ms, %d requests, %d of them over %lld ms, the slowest %lld ms\n", what, static_cast<long long>(took.count()), hammer.asked(),
                hammer.slow(), static_cast<long long>(Hammer::kSlow.count()), static_cast<long long>(hammer.slowest().count()));
  }

  std::unique_ptr<test::SharedDatabase> database_;
};

// One migration renames the model, two fields and a unique set, adds a required field, makes an optional one required, drops one and changes a reference.
TEST_F(Soak, DISABLED_ReleaseAfterReleaseOnALargeTable) {
  const test::Releases releases(INGOT_SOURCE_DIR "/tests/emitted/window_before.json", INGOT_SOURCE_DIR "/tests/emitted/window_after.json");
  ASSERT_EQ(releases.Failure(), "");
  database_ = std::make_unique<test::SharedDatabase>(false);
  const auto old = database_->Start(releases.old());
  ASSERT_NE(old->port(), 0) << old->Log();
  Fill();
  std::string watched;
  std::thread watch([&] { watched = database_->Sql(kWatch); });
  const auto migrate = [&](const char* word) {
    const auto done = database_->Do(releases.next(), std::string("migrate ") + word);
    EXPECT_EQ(done.code, 0) << done.output;
  };
  UnderLoad("the old service, while the window opens", *old, test::kOldNames, [&] { migrate("up"); });
  const auto next = database_->Start(releases.next());
  EXPECT_NE(next->port(), 0) << next->Log();
  UnderLoad("the old service, in the window, where nothing else happens", *old, test::kOldNames, [] { std::this_thread::sleep_for(std::chrono::seconds(10)); });
  EXPECT_EQ(old->Stop(), 0);
  UnderLoad("the new service, while the window closes", *next, test::kNextNames, [&] { migrate("finish"); });
  database_->Sql("INSERT INTO soak_end VALUES (1)");
  watch.join();
  EXPECT_EQ(watched, "");
  std::printf("a table was held by one, at most, in ms:\n%s", database_->Sql("SELECT name, round(ms::numeric, 1) FROM soak_longest ORDER BY 2 DESC").c_str());
  EXPECT_EQ(database_->Sql("SELECT count(*) FROM soak_longest WHERE name NOT LIKE '(%' AND ms >= " + std::to_string(kMostMs)), "0\n");
}

}  // namespace
}  // namespace ingot
