// A model that is split and two that become one, on both databases: what moved is there, the way back gives what was, and nothing is lost
// on the way, wherever it stops.
#include <gtest/gtest.h>

#include <functional>

#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

using codegen::sql_migration::Column;
using codegen::sql_migration::Schema;
using codegen::sql_migration::Table;

auto Document(const std::string& models) -> std::string {
  return R"({ "ingot": 1, "app": { "name": "moves", "version": "1.0.0" }, "enums": [ { "name": "Kind", "values": ["home", "work"] } ], "models": [)" + models + "] }";
}

auto Model(const std::string& name, const std::string& fields, const std::string& more = "") -> std::string {
  return R"({ "name": ")" + name + R"(", "fields": [)" + fields + "]" + more + " }";
}

auto Text(const std::string& name, const std::string& more = "") -> std::string { return R"({ "name": ")" + name + R"(", "type": "string")" + more + " }"; }

const std::string kRequired = R"(, "required": true)";
const std::string kName = Text("name", kRequired);
const std::string kCity = Model("City", Text("title"));
const std::string kInCity = R"({ "name": "city", "type": "ref", "model": "City", "onDelete": "setNull" })";

auto Of(const std::string& model, const std::string& name = "customer", const std::string& on_delete = "cascade") -> std::string {
  return R"({ "name": ")" + name + R"(", "type": "ref", "model": ")" + model + R"(", "required": true, "unique": true, "onDelete": ")" + on_delete + R"(" })";
}

auto SplitFrom(const std::string& model) -> std::string { return R"(, "splitFrom": ")" + model + R"(")"; }

struct Moving {
  std::string name;
  std::string from;
  std::string to;
  std::string migration;
  std::string rows;    // `@1` is an id, `@s` the columns of times and the version, `@v` their values
  std::string query;   // above, the same for both databases
  std::string answer;
  std::string later = "";  // of the new release; `rows` of it come back when it goes down and up
  bool fills = false;      // what was null is not, on the way back

  friend void PrintTo(const Moving& moving, std::ostream* out) { *out << moving.name; }
};

const std::string kWhole = Document(Model("Customer", kName + "," + Text("street") + "," + Text("town")));
const std::string kParted =
    Document(Model("Customer", kName) + "," + Model("Address", Of("Customer") + "," + Text("street") + "," + Text("town") + "," + Text("zip"), SplitFrom("Customer")));
const std::string kThree =
    "INSERT INTO customers (id, name, street, town, @s) VALUES (@1, 'ann', 's1', 't1', @v), (@2, 'bob', NULL, 't2', @v), (@3, 'cyd', NULL, NULL, @v);";
const std::string kAddresses = "SELECT c.name, a.street, a.town FROM customers c JOIN addresses a ON a.customer_id = c.id AND a.id = c.id ORDER BY 1";

auto Splits() -> std::vector<Moving> {
  return {
      {"SplitsOff", kWhole, kParted, "0002_split_customers", kThree, kAddresses, "ann|s1|t1\nbob||t2\n",
       "UPDATE addresses SET zip = 'z1', row_version = 5 WHERE town = 't1'; INSERT INTO addresses (id, customer_id, zip, @s) VALUES (@9, @3, 'z3', @v)"},
      {"SplitsWhatIsRequired", Document(Model("Customer", kName + "," + Text("street", kRequired) + "," + Text("town"))), kParted, "0002_split_customers",
       "INSERT INTO customers (id, name, street, town, @s) VALUES (@1, 'ann', 's1', 't1', @v), (@2, 'bob', '', 't2', @v), (@3, 'cyd', '', NULL, @v);", kAddresses,
       "ann|s1|t1\nbob||t2\ncyd||\n", "INSERT INTO customers (id, name, @s) VALUES (@7, 'new', @v); DELETE FROM addresses WHERE town = 't1'"},
      {"SplitsUnderOtherNames", kWhole,
       Document(Model("Client", kName, R"(, "renamedFrom": "Customer")") + "," +
                Model("Address", Of("Client", "owner") + "," + Text("line", R"(, "renamedFrom": "street", "unique": true)") + "," + Text("place", R"(, "renamedFrom": "town")"),
                      SplitFrom("Customer"))),
       "0002_split_customers", kThree, "SELECT c.name, a.line, a.place FROM clients c JOIN addresses a ON a.owner_id = c.id ORDER BY 1", "ann|s1|t1\nbob||t2\n"},
      {"SplitsTwoOff", kWhole,
       Document(Model("Customer", kName) + "," + Model("Address", Of("Customer") + "," + Text("street"), SplitFrom("Customer")) + "," +
                Model("Home", Of("Customer") + "," + Text("town"), SplitFrom("Customer") + R"(, "timestamps": false)")),
       "0002_split_customers", kThree,
       "SELECT c.name, a.street, h.town FROM customers c LEFT JOIN addresses a ON a.customer_id = c.id LEFT JOIN homes h ON h.customer_id = c.id ORDER BY 1",
       "ann|s1|t1\nbob||t2\ncyd||\n"},
      {"SplitsWhatIsIndexedAndRefers",
       Document(kCity + "," + Model("Customer", kName + "," + Text("street", R"(, "unique": true)") + "," + kInCity + R"(, { "name": "tags", "type": "string[]" })",
                                    R"(, "indexes": [["name", "street"]], "unique": [["name", "city"]])")),
       Document(kCity + "," + Model("Customer", kName, R"(, "indexes": [["name"]])") + "," +
                Model("Address", Of("Customer") + "," + Text("street", R"(, "unique": true)") + "," + kInCity + R"(, { "name": "tags", "type": "string[]" })",
                      SplitFrom("Customer"))),
       "0002_split_customers",
       "INSERT INTO cities (id, title, @s) VALUES (@5, 'x', @v); INSERT INTO customers (id, name, street, city_id, tags, @s) VALUES (@1, 'ann', 's1', @5, '[1]', @v), "
       "(@2, 'bob', 's2', NULL, NULL, @v), (@3, 'cyd', NULL, NULL, NULL, @v);",
       "SELECT c.name, a.street, t.title, a.tags FROM customers c JOIN addresses a ON a.customer_id = c.id LEFT JOIN cities t ON t.id = a.city_id ORDER BY 1",
       "ann|s1|x|[1]\nbob|s2||\n", "UPDATE addresses SET street = 's9' WHERE street = 's1'; UPDATE addresses SET street = 's1' WHERE street = 's2'"},
      {"FillsWhatIsRequiredNow", kWhole,
       Document(Model("Customer", kName) + "," +
                Model("Address", Of("Customer") + "," + Text("street", R"(, "required": true, "default": "it's")") + "," + Text("town") +
                                     R"(, { "name": "kind", "type": "Kind", "required": true, "default": "work" })",
                      SplitFrom("Customer"))),
       "0002_split_customers", kThree, "SELECT c.name, a.street, a.town, a.kind FROM customers c JOIN addresses a ON a.customer_id = c.id ORDER BY 1",
       "ann|s1|t1|work\nbob|it's|t2|work\n", "", true},
  };
}

auto Merges() -> std::vector<Moving> {
  const std::string merged = R"(, "mergedFrom": ["Address"])";
  const std::string parted = Document(Model("Customer", kName) + "," +
                                      Model("Address", Of("Customer", "customer", "restrict") + "," + Text("street", kRequired) + "," + Text("town"), R"(, "unique": [["town"]])"));
  const std::string rows =
      "INSERT INTO customers (id, name, @s) VALUES (@1, 'ann', @v), (@2, 'bob', @v), (@3, 'cyd', @v);"
      "INSERT INTO addresses (id, customer_id, street, town, @s) VALUES (@5, @1, 's1', 't1', @v), (@6, @2, '', NULL, @v);";
  const std::string later = "UPDATE customers SET street = 's8', row_version = 3 WHERE name = 'ann'; DELETE FROM customers WHERE name = 'bob'";
  return {
      {"Merges", parted, Document(Model("Customer", kName + "," + Text("street") + "," + Text("town"), merged)), "0002_merge_addresses", rows,
       "SELECT name, street, town FROM customers ORDER BY 1", "ann|s1|t1\nbob||\ncyd||\n", later},
      {"MergesUnderOtherNames", parted,
       Document(Model("Client", kName + "," + Text("line", R"(, "renamedFrom": "street")") + "," + Text("town"), merged + R"(, "renamedFrom": "Customer")")),
       "0002_merge_addresses", rows, "SELECT name, line, town FROM clients ORDER BY 1", "ann|s1|t1\nbob||\ncyd||\n"},
      {"MergesWhatIsRequired", parted,
       Document(Model("Customer", kName + "," + Text("street", R"(, "required": true, "default": "none")") + "," + Text("town", R"(, "unique": true)"), merged)),
       "0002_merge_addresses", rows, "SELECT name, street, town FROM customers ORDER BY 1", "ann|s1|t1\nbob||\ncyd|none|\n", later},
      {"MergesWithLosses",
       Document(kCity + "," + Model("Customer", kName + "," + Text("town")) + "," +
                Model("Address", Of("Customer") + "," + Text("street") + "," + Text("town") + "," + kInCity + R"(, { "name": "number", "type": "int", "required": true })")),
       Document(kCity + "," + Model("Customer", kName + "," + Text("town") + "," + Text("street") + "," + kInCity, merged)), "0002_merge_addresses",
       "INSERT INTO cities (id, title, @s) VALUES (@5, 'x', @v); INSERT INTO customers (id, name, town, @s) VALUES (@1, 'ann', 'own', @v), (@2, 'bob', NULL, @v);"
       "INSERT INTO addresses (id, customer_id, street, town, city_id, number, @s) VALUES (@6, @1, 's1', 't1', @5, 7, @v), (@7, @2, NULL, 't2', NULL, 8, @v);",
       "SELECT c.name, c.town, c.street, t.title FROM customers c LEFT JOIN cities t ON t.id = c.city_id ORDER BY 1", "ann|own|s1|x\nbob|||\n"},
  };
}

// Ids, times and versions as the database writes them.
auto Written(std::string sql, bool postgres) -> std::string {
  const auto put = [&](const std::string& what, const std::string& with) {
    for (size_t at = sql.find(what); at != std::string::npos; at = sql.find(what, at + with.size())) sql.replace(at, what.size(), with);
  };
  for (const char digit : std::string("123456789")) {
    put(std::string("@") + digit, postgres ? std::string("'01900000-0000-7000-8000-00000000000") + digit + "'" : std::string("X'0190000000007000800000000000000") + digit + "'");
  }
  put("@s", "created_at, updated_at, row_version");
  put("@v", postgres ? "'2026-01-02', '2026-01-03', 2" : "5, 6, 2");
  return sql;
}

class Moves : public testing::TestWithParam<std::tuple<Moving, bool>> {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); OnPostgres() && !why.empty()) GTEST_SKIP() << why;
    const auto from = AppOf(Case().from);
    const auto to = AppOf(Case().to);
    ASSERT_TRUE(from && to);
    first_ = MigrationTo(*from, std::nullopt);
    second_ = MigrationTo(*to, first_.schema);
    fresh_ = MigrationTo(*to, std::nullopt);
    database_ = OnPostgres() ? NewPostgres() : NewSqlite();
  }
  static auto OnPostgres() -> bool { return std::get<1>(GetParam()); }
  static auto Case() -> const Moving& { return std::get<0>(GetParam()); }
  auto Both() const -> std::vector<Migration> { return {first_, second_}; }
  auto Texts() const -> std::string { return second_.texts.at(database_->Dialect() + ".up") + "\n" + second_.texts.at(database_->Dialect() + ".down"); }

  void Begin() {
    ASSERT_EQ(Up(*database_, {first_}), "");
    ASSERT_EQ(database_->Apply(Rows(Case().rows)), "");
  }

  static auto Rows(const std::string& sql) -> std::string { return Written(sql, OnPostgres()); }

  // All rows of all tables.
  auto Data(const Schema& schema) -> std::string {
    std::string data;
    for (const Table& table : schema.tables) {
      std::string columns = OnPostgres() ? "id::text" : "hex(id)";
      for (const Column& column : table.columns) columns += OnPostgres() ? ", " + column.name + "::text" : ", quote(" + column.name + ")";
      if (table.timestamps) columns += ", created_at, updated_at";
      data += table.name + "\n" + database_->Query("SELECT " + columns + ", row_version FROM " + table.name + " ORDER BY 1");
    }
    return data;
  }

  Migration first_;
  Migration second_;
  Migration fresh_;
  std::unique_ptr<TriedDatabase> database_;
};

TEST_P(Moves, LeadToTheSameSchema) {
  EXPECT_EQ(second_.name, Case().migration);
  const auto other = OnPostgres() ? NewPostgres() : NewSqlite();
  ASSERT_EQ(Up(*other, {fresh_}), "");
  ASSERT_EQ(Up(*database_, {first_}), "");
  const std::string before = database_->Schema();
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(Up(*database_, Both()), "") << Texts();
    EXPECT_EQ(database_->Schema(), other->Schema());
    ASSERT_EQ(Down(*database_, Both()), "") << Texts();
    EXPECT_EQ(database_->Schema(), before);
  }
}

TEST_P(Moves, KeepTheRows) {
  Begin();
  const std::string before = Data(first_.schema);
  ASSERT_EQ(Up(*database_, Both()), "") << Texts();
  EXPECT_EQ(database_->Query(Case().query), Case().answer);
  const std::string above = Data(second_.schema);
  ASSERT_EQ(Down(*database_, Both()), "") << Texts();
  if (!Case().fills) {
    EXPECT_EQ(Data(first_.schema), before);
  }
  ASSERT_EQ(Up(*database_, Both()), "") << Texts();
  EXPECT_EQ(Data(second_.schema), above);
  if (Case().later.empty()) return;
  EXPECT_EQ(database_->Apply(Rows(Case().later)), "");
  const std::string later = Data(second_.schema);
  ASSERT_EQ(Down(*database_, Both()), "") << Texts();
  ASSERT_EQ(Up(*database_, Both()), "") << Texts();
  EXPECT_EQ(Data(second_.schema), later);
  EXPECT_EQ(database_->Query(OnPostgres() ? "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname ~ '^ingot_(parted|kept.*addresses$)'"
                                          : "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'ingot_parted%'"),
            OnPostgres() && Case().migration.find("merge") != std::string::npos ? "1\n" : "0\n");
}

TEST_P(Moves, AreTakenUpAfterKills) {
  if (!OnPostgres()) return;
  Begin();
  const std::string before = Data(first_.schema);
  const std::string schema = database_->Schema();
  EXPECT_GT(UpThroughKills(*database_, Both()), 3);
  EXPECT_EQ(database_->Query(Case().query), Case().answer);
  EXPECT_GT(DownThroughKills(*database_, Both()), 3);
  if (Case().fills) return;
  EXPECT_EQ(Data(first_.schema), before);
  const std::string& up = second_.texts.at("postgres.up");
  for (int step = 1; up.find("\n-- step " + std::to_string(step) + ":") != std::string::npos; ++step) {
    UpUntilKilled(*database_, Both(), step);
    ASSERT_EQ(Down(*database_, Both()), "") << "from step " << step << "\n" << Texts();
    EXPECT_EQ(database_->Schema(), schema) << "from step " << step;
    EXPECT_EQ(Data(first_.schema), before) << "from step " << step;
  }
}

auto NameOf(const testing::TestParamInfo<std::tuple<Moving, bool>>& parameter) -> std::string {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
}

INSTANTIATE_TEST_SUITE_P(Split, Moves, testing::Combine(testing::ValuesIn(Splits()), testing::Bool()), NameOf);
INSTANTIATE_TEST_SUITE_P(Merged, Moves, testing::Combine(testing::ValuesIn(Merges()), testing::Bool()), NameOf);

// Programs of two releases write: each in its own place, and both find it.
class MovesWindow : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    database_ = NewPostgres();
  }
  void OpenWindow(const std::string& from, const std::string& to, const std::string& rows) {
    const auto before = AppOf(from);
    const auto after = AppOf(to);
    ASSERT_TRUE(before && after);
    const Migration first = MigrationTo(*before, std::nullopt);
    migrations_ = {first, MigrationTo(*after, first.schema)};
    ASSERT_EQ(Up(*database_, {first}), "");
    Old(rows);
    ASSERT_EQ(Open(*database_, migrations_), "") << migrations_.back().texts.at("postgres.up");
  }
  static auto Ready(const std::string& sql) -> std::string { return Written(sql, true); }
  void Old(const std::string& sql) { EXPECT_EQ(database_->Apply(Ready(sql)), "") << sql; }
  void New(const std::string& sql) { EXPECT_EQ(database_->Apply("SET search_path = public_v2, public;\n" + Ready(sql)), "") << sql; }
  auto SeenOld(const std::string& sql) -> std::string { return database_->Query(Ready(sql)); }
  auto SeenNew(const std::string& sql) -> std::string { return database_->Query("SET search_path = public_v2, public; " + Ready(sql)); }

  std::unique_ptr<TriedDatabase> database_;
  std::vector<Migration> migrations_;
};

TEST_F(MovesWindow, OfASplit) {
  OpenWindow(Document(Model("Customer", kName + "," + Text("street", R"(, "required": true, "unique": true)") + "," + Text("town"))),
             Document(Model("Client", kName, R"(, "renamedFrom": "Customer")") + "," +
                      Model("Address", Of("Client") + "," + Text("street") + "," + Text("place", R"(, "renamedFrom": "town", "required": true, "default": "none")") + "," + Text("zip"),
                            SplitFrom("Customer"))),
             "INSERT INTO customers (id, name, street, town, @s) VALUES (@1, 'ann', 's1', 't1', @v), (@2, 'bob', 's2', NULL, @v);");
  const std::string old = "SELECT name, street, town FROM customers ORDER BY 1";
  const std::string now = "SELECT c.name, a.street, a.place, a.zip FROM clients c LEFT JOIN addresses a ON a.customer_id = c.id ORDER BY 1";
  EXPECT_EQ(SeenNew(now), "ann|s1|t1|\nbob|s2|none|\n");
  // What the old one writes the new one reads.
  Old("INSERT INTO customers (id, name, street, town, @s) VALUES (@3, 'cyd', 's3', NULL, @v); UPDATE customers SET town = 'x1' WHERE name = 'ann'");
  EXPECT_EQ(SeenNew(now), "ann|s1|x1|\nbob|s2|none|\ncyd|s3|none|\n");
  EXPECT_EQ(SeenNew("SELECT row_version, updated_at > '2026-02-01' FROM addresses WHERE place = 'x1'"), "2|t\n");
  // And the other way round; without an address the street is empty, two of one street are the new one's matter.
  New("INSERT INTO clients (id, name, @s) VALUES (@4, 'dan', @v), (@5, 'eve', @v); INSERT INTO addresses (id, customer_id, street, place, @s) VALUES (@9, @4, 's1', 'p4', @v)");
  New("UPDATE addresses SET street = 's9', zip = 'z' WHERE place = 'x1'");
  EXPECT_EQ(SeenOld(old), "ann|s9|x1\nbob|s2|\ncyd|s3|\ndan|s1|p4\neve||\n");
  EXPECT_EQ(SeenOld("SELECT row_version FROM customers WHERE name = 'ann'"), "3\n");
  New("UPDATE addresses SET customer_id = @5 WHERE customer_id = @4");
  EXPECT_EQ(SeenOld("SELECT name, street FROM customers WHERE id IN (@4, @5) ORDER BY 1"), "dan|\neve|s1\n");
  // A row that is nothing but what only the new one knows is left alone.
  New("UPDATE addresses SET street = NULL WHERE zip = 'z'");
  Old("UPDATE customers SET name = 'ann', street = street WHERE name = 'ann'");
  EXPECT_EQ(SeenNew("SELECT street, place, zip FROM addresses WHERE zip = 'z'"), "|x1|z\n");
  // Deletions, of either.
  New("DELETE FROM addresses WHERE customer_id = @2");
  EXPECT_EQ(SeenOld("SELECT street IS NULL, town IS NULL FROM customers WHERE name = 'bob'"), "t|t\n");
  Old("DELETE FROM customers WHERE name = 'cyd'; UPDATE customers SET street = NULL, town = NULL WHERE name = 'eve'");
  EXPECT_EQ(SeenNew(now), "ann||x1|z\nbob|||\ndan|||\neve|||\n");
  ASSERT_EQ(Up(*database_, migrations_), "");
  EXPECT_EQ(database_->Query(now), "ann||x1|z\nbob|||\ndan|||\neve|||\n");
  New("INSERT INTO addresses (id, customer_id, street, place, @s) VALUES (@8, @2, 'late', 'p', @v)");
  New("INSERT INTO addresses (id, customer_id, street, place, @s) VALUES (@7, @4, 'later', 'q', @v)");
  New("INSERT INTO addresses (id, customer_id, street, place, @s) VALUES (@6, @5, 'last', 'r', @v)");
  ASSERT_EQ(Down(*database_, migrations_), "") << migrations_.back().texts.at("postgres.down");
  EXPECT_EQ(database_->Query(old), "ann|01900000-0000-7000-8000-000000000001|x1\nbob|late|p\ndan|later|q\neve|last|r\n");
}

TEST_F(MovesWindow, OfAMerge) {
  OpenWindow(Document(Model("Customer", kName) + "," + Model("Address", Of("Customer", "customer", "restrict") + "," + Text("street", kRequired) + "," + Text("town", R"(, "unique": true)") +
                                                                            "," + Text("note", kRequired))),
             Document(Model("Customer", kName + "," + Text("street", R"(, "required": true, "default": "none")") + "," + Text("town"), R"(, "mergedFrom": ["Address"])")),
             "INSERT INTO customers (id, name, @s) VALUES (@1, 'ann', @v), (@2, 'bob', @v), (@3, 'cyd', @v);"
             "INSERT INTO addresses (id, customer_id, street, town, note, @s) VALUES (@5, @1, 's1', 't1', 'n1', @v);");
  const std::string old = "SELECT c.name, a.street, a.town, a.note FROM customers c LEFT JOIN addresses a ON a.customer_id = c.id ORDER BY 1";
  const std::string now = "SELECT name, street, town FROM customers ORDER BY 1";
  EXPECT_EQ(SeenNew(now), "ann|s1|t1\nbob|none|\ncyd|none|\n");
  Old("INSERT INTO addresses (id, customer_id, street, town, note, @s) VALUES (@6, @2, 's2', NULL, 'n2', @v); UPDATE addresses SET town = 'x1' WHERE town = 't1';"
      "INSERT INTO customers (id, name, @s) VALUES (@4, 'dan', @v)");
  EXPECT_EQ(SeenNew(now), "ann|s1|x1\nbob|s2|\ncyd|none|\ndan|none|\n");
  EXPECT_EQ(SeenOld(old), "ann|s1|x1|n1\nbob|s2||n2\ncyd|||\ndan|||\n") << "what is new has no address";
  Old("INSERT INTO addresses (id, customer_id, street, note, @s) VALUES (@7, @4, 's4', 'n4', @v)");
  New("UPDATE customers SET town = 'x1' WHERE name = 'cyd'; UPDATE customers SET street = 'none', town = NULL WHERE name = 'bob'; DELETE FROM customers WHERE name = 'dan'");
  EXPECT_EQ(SeenOld(old), "ann|s1|x1|n1\nbob|||\ncyd|none|x1|\n");
  New("INSERT INTO customers (id, name, street, @s) VALUES (@8, 'eve', 's8', @v)");
  EXPECT_EQ(SeenOld("SELECT street, id FROM addresses WHERE customer_id = @8"), "s8|01900000-0000-7000-8000-000000000008\n");
  Old("DELETE FROM addresses WHERE customer_id = @8");
  EXPECT_EQ(SeenNew("SELECT street FROM customers WHERE name = 'eve'"), "none\n");
  ASSERT_EQ(Up(*database_, migrations_), "");
  New("UPDATE customers SET town = 'y1' WHERE name = 'ann'");
  ASSERT_EQ(Down(*database_, migrations_), "") << migrations_.back().texts.at("postgres.down");
  EXPECT_EQ(database_->Query(old), "ann|s1|y1|n1\nbob|||\ncyd|none|x1|\neve|||\n");
}

}  // namespace
}  // namespace ingot::test
