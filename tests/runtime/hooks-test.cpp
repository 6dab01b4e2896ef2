// Hooks around rows that go together, and what a hook deletes by itself.
#include <gtest/gtest.h>

#include <ingot/rt/hooks.hpp>

#include "resource-fixture.hpp"

namespace ingot::rt::store {

struct Node {
  struct Input {};
  Uuid id;
  std::string name;
};
inline void readRow(const Row& row, Node& node) { row.read(node.id, node.name); }

namespace {

constexpr Table kNodes{"nodes", "id, name", {}};
constexpr Statement kAllNodes{"SELECT id, name FROM nodes ORDER BY id"};
constexpr Statement kCountNodes{"SELECT count(*) FROM nodes"};
constexpr Statement kDeleteNodes{"DELETE FROM nodes"};
std::vector<std::string> seen;  // NOLINT: hooks are plain functions

class HooksTest : public ResourceTest {
 protected:
  HooksTest() {
    seen.clear();
    writeNow(*database_, [](Session& session) {
      run(session, "CREATE TABLE nodes (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, parent_id BLOB REFERENCES nodes (id) ON DELETE CASCADE) STRICT");
      run(session, "INSERT INTO nodes (id, name, parent_id) VALUES (X'01900000000070008000000000000001', 'root', NULL),"
                   " (X'01900000000070008000000000000002', 'branch', X'01900000000070008000000000000001'), (X'01900000000070008000000000000003', 'other', NULL)");
    });
  }
  static void run(Session& session, std::string_view sql) { session.run(sql, Params(), [](const Row&) {}); }
};

TEST_F(HooksTest, RunOnceForEachRowThatDoesNotGoWithAnother) {
  const Hooks<Node> hooks{.beforeDelete = [](HookContext&, const Node& node) { seen.push_back("before " + node.name); },
                          .afterDelete = [](HookContext&, const Node& node) { seen.push_back("after " + node.name); }};
  std::int64_t removed = 0;
  context_.write([&](Session& session) { removed = removeRows<Node>(context_, session, kAllNodes, Params(), kNodes, hooks); });
  EXPECT_EQ(removed, 3);
  EXPECT_EQ(seen, (std::vector<std::string>{"before root", "after root", "before other", "after other"}));
  EXPECT_EQ(count("nodes"), 0);
}

TEST_F(HooksTest, AreNotNeededToCountRowsThatGoTogether) {
  std::int64_t removed = 0;
  context_.write([&](Session& session) { removed = removeCounted(session, kCountNodes, kDeleteNodes, Params(), kNodes); });
  EXPECT_EQ(removed, 3);
  EXPECT_EQ(count("nodes"), 0);
}

// Triggers stamp what a deletion changes; no row may be older than the last commit.
TEST_F(HooksTest, DeleteAtTheTimeOfTheirTransaction) {
  context_.write([](Session& session) {
    const Timestamp now = session.now();
    run(session, "CREATE TABLE gone (at INTEGER NOT NULL) STRICT");
    run(session, "CREATE TRIGGER nodes_gone AFTER DELETE ON nodes BEGIN INSERT INTO gone SELECT micros FROM ingot_clock; END");
    (void)now;
  });
  Timestamp before{};
  context_.write([&](Session& session) { before = session.now(); });
  context_.write([&](Session& session) { HookContext(context_, session).execute("DELETE FROM nodes"); });
  Timestamp least{};
  context_.read([&](Session& session) { session.run("SELECT min(at) FROM gone", Params(), [&](const Row& row) { row.read(least); }); });
  EXPECT_EQ(count("gone"), 3);
  EXPECT_GT(least, before);
}

}  // namespace
}  // namespace ingot::rt::store
