// Statements, values, rows and constraint errors, on a real SQLite.
#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "store-fixture.hpp"

namespace ingot::rt::store {
namespace {

using ::testing::HasSubstr;

struct Mood {
  std::uint8_t index = 0;
  static constexpr std::array<std::string_view, 2> texts{"calm", "cross"};
  friend bool operator==(const Mood&, const Mood&) = default;
};

TEST_F(StoreTest, KeepsEveryTypeOfValue) {
  const Json json{R"({"b":1,"a":[null,"é"]})"};
  const std::string odd("\xF0\x9F\x92\xA9'\"\\%_\n");
  writeNow(*database_, [&](Session& session) {
    session.execute(Statement{"CREATE TABLE v (a INTEGER, b INTEGER, c REAL, d TEXT, e BLOB, f INTEGER, g "
                              "INTEGER, h INTEGER, i INTEGER,"
                              " j TEXT, k INTEGER, l TEXT, m TEXT, n REAL, o TEXT, p BLOB, q BLOB, r INTEGER, s TEXT, t TEXT) STRICT"},
                    Params());
    session.execute(
        Statement{"INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"},
        Params(true, std::int64_t{-5}, 0.1, odd, Uuid{{1, 0, 255}},
               BigInt{std::numeric_limits<std::int64_t>::min()}, Date{-1}, Timestamp{-1}, Duration{7}, json,
               Decimal<2>{-150}, Mood{1}, std::optional<std::string>{}, std::nan(""), std::string_view{},
               Bytes{std::string("\0\xFFz", 3)}, Bytes{}, TimeOfDay{5},
               std::vector<std::string>{odd, ""}, std::vector<bool>{true, false}));
  });
  bool a = false;
  std::int64_t b = 0;
  double c = 0;
  std::string d;
  Uuid e;
  BigInt f;
  Date g;
  Timestamp h;
  Duration i;
  Json j;
  Decimal<2> k;
  Mood l;
  std::optional<std::string> m = "x";
  std::optional<double> n = 1;
  std::optional<std::string> o;
  Bytes p;
  std::optional<Bytes> q;
  TimeOfDay r;
  std::vector<std::string> s;
  std::vector<bool> t;
  database_->read([&](Session& session) {
    session.run("SELECT * FROM v", Params(),
                [&](const Row& row) { row.read(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t); });
  });
  EXPECT_TRUE(a);
  EXPECT_EQ(b, -5);
  EXPECT_EQ(c, 0.1);
  EXPECT_EQ(d, odd);
  EXPECT_EQ(e, (Uuid{{1, 0, 255}}));
  EXPECT_EQ(f.value, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(g, Date{-1});
  EXPECT_EQ(h, Timestamp{-1});
  EXPECT_EQ(i, Duration{7});
  EXPECT_EQ(j, json);
  EXPECT_EQ(k, Decimal<2>{-150});
  EXPECT_EQ(l, Mood{1});
  EXPECT_EQ(m, std::nullopt);
  EXPECT_EQ(n, std::nullopt) << "NaN is stored as null";
  EXPECT_EQ(o, "") << "an empty text is not null";
  EXPECT_EQ(p.data, std::string("\0\xFFz", 3));
  EXPECT_EQ(q, Bytes{}) << "no bytes are not null";
  EXPECT_EQ(r, TimeOfDay{5});
  EXPECT_EQ(s, (std::vector<std::string>{odd, ""}));
  EXPECT_EQ(t, (std::vector<bool>{true, false}));
}

std::optional<Doc> changedRow(Session& session, const Update& update) {
  std::optional<Doc> changed;
  const bool found = update.run(session, [&](const Row& row) { readRow(row, changed.emplace()); });
  EXPECT_EQ(found, changed.has_value());
  return changed;
}

TEST_F(StoreTest, StampsInTheOrderOfCommits) {
  std::vector<Timestamp> stamps;
  for (int i = 0; i < 100; ++i) {
    writeNow(*database_, [&](Session& session) {
      stamps.push_back(session.now());
      stamps.push_back(session.now());
    });
  }
  EXPECT_EQ(std::adjacent_find(stamps.begin(), stamps.end(), [](Timestamp a, Timestamp b) { return a.micros >= b.micros; }),
            stamps.end());
}

// The clock may stand before the last row when the process starts again.
TEST_F(StoreTest, StampsGoOnWhereTheLastProcessStopped) {
  constexpr Timestamp kAhead{4'000'000'000'000'000};
  writeNow(*database_, [&](Session& session) { session.execute(Statement{"UPDATE ingot_clock SET micros = $1"}, Params(kAhead)); });
  Timestamp next;
  for (int i = 1; i <= 3; ++i) {
    database_.reset();
    open();
    writeNow(*database_, [&](Session& session) { next = session.now(); });
    EXPECT_EQ(next.micros, kAhead.micros + i);
  }
}

TEST_F(StoreTest, UpdatesWhatIsGiven) {
  const Uuid at = doc(project("a"), "x");
  Input<std::string> name("y");
  Input<Uuid> reviewer;
  Input<std::int64_t> size;
  const auto run = [&](std::int64_t version) {
    Update update(kDocs);
    update.set("file_name", name);
    update.set("reviewer_id", reviewer);
    update.set("size", size);
    update.where("id", at);
    update.where("row_version", version);
    std::optional<Doc> changed;
    writeNow(*database_, [&](Session& session) { changed = changedRow(session, update); });
    return changed;
  };
  const auto changed = run(1);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->fileName, "y");
  EXPECT_EQ(changed->size, 1);
  EXPECT_EQ(changed->rowVersion, 2);
  EXPECT_FALSE(run(1)) << "another version matches no row";
  name = {};
  EXPECT_EQ(run(2)->rowVersion, 3) << "nothing set is a new version all the same";
}

TEST_F(StoreTest, KeepsTemporaryTexts) {
  const Uuid at = doc(project("a"), "x");
  const auto longName = [](char c) { return std::string(100, c); };
  Update update(kDocs);
  update.set("file_name", std::optional<std::string>(longName('y')));
  update.where("id", at);
  update.where("file_name", Input<std::string>("x"));
  std::optional<Doc> changed;
  writeNow(*database_, [&](Session& session) { changed = changedRow(session, update); });
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->fileName, longName('y'));
  const Params kept(longName('y'), Json{longName('z')});
  const Params copy = kept;
  EXPECT_EQ(copy.values()[1].bytes, longName('z'));
}

TEST_F(StoreTest, DeletesOneRow) {
  const Uuid owner = project("a");
  const Uuid at = doc(owner, "x");
  doc(owner, "y");
  Delete removal(kDocs);
  removal.where("id", at);
  bool first = false;
  bool second = true;
  writeNow(*database_, [&](Session& session) {
    first = removal.run(session);
    second = removal.run(session);
  });
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  EXPECT_EQ(count("docs"), 1);
}

TEST_F(StoreTest, NamesTheFieldThatIsNotUnique) {
  project("a");
  const Failure failure = failureOf([&] { project("a"); });
  EXPECT_EQ(failure.status(), 409);
  EXPECT_EQ(failure.code(), "not_unique");
  ASSERT_EQ(failure.problems().size(), 1U);
  EXPECT_EQ(failure.problems()[0].path, "name");
  EXPECT_EQ(failure.problems()[0].code, "not_unique");
}

TEST_F(StoreTest, NamesAllFieldsThatAreUniqueTogether) {
  const Uuid owner = project("a");
  doc(owner, "x");
  const Failure failure = failureOf([&] { doc(owner, "x"); });
  ASSERT_EQ(failure.problems().size(), 2U);
  EXPECT_EQ(failure.problems()[0].path, "projectId");
  EXPECT_EQ(failure.problems()[1].path, "fileName");
  EXPECT_THAT(failure.message(), HasSubstr("projectId and fileName"));
}

TEST_F(StoreTest, NamesTheReferenceThatIsMissing) {
  const Uuid owner = project("a");
  Failure failure = failureOf([&] { doc(newUuid(), "x"); });
  EXPECT_EQ(failure.status(), 422);
  ASSERT_EQ(failure.problems().size(), 1U);
  EXPECT_EQ(failure.problems()[0].path, "projectId");
  EXPECT_EQ(failure.problems()[0].code, "missing_reference");
  failure = failureOf([&] { doc(newUuid(), "x", 1, newUuid()); });
  EXPECT_EQ(failure.problems().size(), 2U);
  failure = failureOf([&] { doc(owner, "x", 1, newUuid()); });
  ASSERT_EQ(failure.problems().size(), 1U);
  EXPECT_EQ(failure.problems()[0].path, "reviewerId");
}

TEST_F(StoreTest, NamesTheMissingReferenceOfAnUpdate) {
  const Uuid at = doc(project("a"), "x");
  Update update(kDocs);
  update.set("size", std::int64_t{5});
  update.set("reviewer_id", newUuid());
  update.where("id", at);
  const Failure failure = failureOf(
      [&] { writeNow(*database_, [&](Session& session) { changedRow(session, update); }); });
  ASSERT_EQ(failure.problems().size(), 1U);
  EXPECT_EQ(failure.problems()[0].path, "reviewerId");
}

TEST_F(StoreTest, KeepsRowsThatOthersReferTo) {
  const Uuid owner = project("a");
  const Uuid reviewer = project("b");
  doc(owner, "x", 1, reviewer);
  for (const Uuid& id : {owner, reviewer}) {  // RESTRICT and NO ACTION report differently
    Delete removal(kProjects);
    removal.where("id", id);
    const Failure failure =
        failureOf([&] { writeNow(*database_, [&](Session& session) { (void)removal.run(session); }); });
    EXPECT_EQ(failure.status(), 409);
    EXPECT_EQ(failure.code(), "still_referenced");
  }
}

TEST_F(StoreTest, NamesWhatIsNullOrBreaksARule) {
  const Uuid owner = project("a");
  Failure failure = failureOf([&] { doc(owner, "x", -1); });
  EXPECT_EQ(failure.status(), 422);
  EXPECT_EQ(failure.problems().at(0).path, "size");
  failure = failureOf([&] {
    writeNow(*database_, [&](Session& session) {
      session.execute(kInsertDoc,
                      Params(newUuid(), owner, std::nullopt, std::nullopt, std::int64_t{1}, std::int64_t{1}),
                      &kDocs);
    });
  });
  EXPECT_EQ(failure.problems().at(0).path, "fileName");
  EXPECT_EQ(failure.problems().at(0).code, "required");
}

TEST_F(StoreTest, ReadsByIds) {
  const Uuid owner = project("a");
  std::vector<Uuid> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(doc(owner, "f" + std::to_string(i)));
  for (std::size_t n = 0; n <= ids.size(); ++n) {
    std::vector<Doc> found;
    database_->read([&](Session& session) {
      const std::string select = "SELECT " + std::string(kDocs.list) + " FROM docs WHERE id IN ";
      session.runForIds(select, std::span(ids).first(n), " ORDER BY id",
                        [&](const Row& row) { readRow(row, found.emplace_back()); });
    });
    EXPECT_EQ(found.size(), n);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].id, ids[i]);
  }
}

TEST_F(StoreTest, RefusesToWriteInARead) {
  EXPECT_THROW(
      database_->read([&](Session& session) { session.execute(Statement{"DELETE FROM docs"}, Params()); }),
      std::exception);
}

TEST_F(StoreTest, RefusesMisusedStatements) {
  const auto read = [&](std::string_view sql, const Params& params) {
    database_->read([&](Session& session) { session.execute(Statement{sql}, params); });
  };
  EXPECT_THROW(read("SELECT $2, $1", Params(std::int64_t{1}, std::int64_t{2})), std::runtime_error);
  EXPECT_THROW(read("SELECT $1", Params()), std::runtime_error);
  EXPECT_THROW(read("SELECT 1; SELECT 2", Params()), std::runtime_error);
  EXPECT_THROW(read("SELECT \"nonsense\"", Params()), std::runtime_error) << "a quoted name is never a text";
  EXPECT_NO_THROW(read("SELECT $1, $2, $1", Params(std::int64_t{1}, std::int64_t{2})));
}

TEST_F(StoreTest, KeepsASnapshotWhileOthersWrite) {
  database_->read([&](Session& session) {
    const auto countIn = [&] {
      std::int64_t result = 0;
      session.run("SELECT count(*) FROM projects", Params(), [&](const Row& row) { row.read(result); });
      return result;
    };
    EXPECT_EQ(countIn(), 0);
    project("a");
    EXPECT_EQ(countIn(), 0);
  });
  EXPECT_EQ(count("projects"), 1);
}

TEST_F(StoreTest, RunsTheSameStatementInsideItself) {
  project("a");
  project("b");
  int pairs = 0;
  database_->read([&](Session& session) {
    constexpr std::string_view sql = "SELECT id FROM projects";
    session.run(sql, Params(), [&](const Row&) { session.run(sql, Params(), [&](const Row&) { ++pairs; }); });
  });
  EXPECT_EQ(pairs, 4);
}

TEST_F(StoreTest, ForgetsTheStatementUnusedLongest) {
  database_->read([&](Session& session) {
    for (int i = 0; i < 1000; ++i) session.execute(Statement{"SELECT " + std::to_string(i)}, Params());
  });
}

constexpr std::string_view kEndless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

TEST_F(StoreTest, StopsAStatementThatTakesTooLong) {
  database_.reset();
  options_.statementTimeoutMs = 50;
  open();
  const Failure failure = failureOf(
      [&] { database_->read([&](Session& session) { session.execute(Statement{kEndless}, Params()); }); });
  EXPECT_EQ(failure.status(), 503);
  EXPECT_EQ(failure.code(), "timeout");
  EXPECT_EQ(count("projects"), 0) << "the connection is of use again";
}

TEST_F(StoreTest, TellsThatItIsReady) {
  std::string why;
  EXPECT_TRUE(database_->ready(why)) << why;
}

TEST_F(StoreTest, ServesOneProcessAtATime) {
  try {
    (void)store::open(options_);
    FAIL() << "opened twice";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("one process at a time"));
    EXPECT_THAT(error.what(), HasSubstr(std::to_string(getpid())));
  }
}

TEST_F(StoreTest, RefusesWhatIsNoDatabase) {
  for (const std::string_view url :
       {"", "sqlite:", "sqlite::memory:", "mysql://x", "sqlite:/proc/nowhere/x.db"}) {
    Options options;
    options.url = url;
    EXPECT_THROW((void)store::open(options), std::runtime_error) << url;
  }
}

}  // namespace
}  // namespace ingot::rt::store
