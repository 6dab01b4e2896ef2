// A field whose type changes, on both databases: what can be told in the other type is, as the service would write it; what cannot comes back
// with the way back. The runtime's own readers and writers say what is right.
#include <gtest/gtest.h>

#include <array>
#include <ingot/rt/types.hpp>
#include <sstream>

#include "codegen/targets/sql-migration/diff.h"
#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

constexpr const char* kNone = "-";

auto Definition(const std::string& field, const std::string& more = "") -> std::string {
  return R"({ "ingot": 1, "app": { "name": "conversion" }, "models": [ { "name": "Doc", "softDelete": true, "fields": [
    { "name": "version", "type": "revision" }, { "name": "title", )" +
         field + " } ]" + more + " } ] }";
}

auto Typed(const std::string& type) -> std::string { return R"("type": ")" + type + R"(")"; }

auto Doubled(std::string text) -> std::string {
  for (size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 2)) text.insert(at, "'");
  return text;
}

// Migrations one after the other.
class Chain {
 public:
  explicit Chain(bool postgres) : database_(postgres ? NewPostgres() : NewSqlite()) {}

  void Go(const std::string& definition) {
    const auto app = AppOf(definition);
    if (!app) return;
    migrations_.push_back(MigrationTo(*app, migrations_.empty() ? std::nullopt : std::optional(migrations_.back().schema)));
    ASSERT_FALSE(migrations_.back().texts.empty());
    ASSERT_EQ(Up(*database_, migrations_), "") << migrations_.back().texts.at(database_->Dialect() + ".up");
  }
  void Back() {
    ASSERT_EQ(Down(*database_, migrations_), "") << migrations_.back().texts.at(database_->Dialect() + ".down");
    migrations_.pop_back();
  }
  // A row for each text; the row of another text was deleted softly.
  void Insert(const std::vector<std::string>& texts) {
    std::string sql;
    int number = 0;
    for (const std::string& text : texts) {
      const std::string now = OnPostgres() ? "now()" : "5";
      sql += "INSERT INTO docs (id, title, created_at, updated_at, row_version) VALUES (" + Id(++number) + ", '" + Doubled(text) + "', " + now + ", " + now + ", 1);";
    }
    sql += "DELETE FROM docs WHERE id = " + Id(1);
    ASSERT_EQ(database_->Apply(sql), "");
  }
  auto Titles(const std::string& table) -> std::vector<std::string> {
    std::vector<std::string> lines;
    std::istringstream text(database_->Query("SELECT coalesce(CAST(title AS text), '-') FROM " + table + " ORDER BY id"));
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }
  auto OnPostgres() const -> bool { return database_->Dialect() == "postgres"; }
  auto database() -> TriedDatabase& { return *database_; }
  auto migrations() -> std::vector<Migration>& { return migrations_; }
  auto Id(int number) const -> std::string {
    const std::string digits = (number < 10 ? "0" : "") + std::to_string(number);
    return OnPostgres() ? "'01900000-0000-7000-8000-0000000000" + digits + "'" : "X'019000000000700080000000000000" + digits + "'";
  }

 private:
  std::unique_ptr<TriedDatabase> database_;
  std::vector<Migration> migrations_;
};

// A text in another type, and back again as a text.
template <typename Value>
auto Rewritten(const std::string& text) -> std::string {
  Value value{};
  return rt::parse(text, value) ? rt::format(value) : kNone;
}

struct Texts {
  std::string type;
  std::vector<std::string> texts;
  std::string (*rewritten)(const std::string&);
  friend void PrintTo(const Texts& texts, std::ostream* out) { *out << texts.type; }
};

auto Kinds() -> std::vector<Texts> {
  return {
      {"int", {"7", "-7", "0", "9007199254740991", "-9007199254740991", "", "-", "seven", "1.5", "--1", "1e3", " 1"}, Rewritten<int64_t>},
      {"bigint", {"7", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999", "x", "-", "1-"},
       Rewritten<rt::BigInt>},
      {"bool", {"true", "false", "TRUE", "1", ""}, Rewritten<bool>},
      {"decimal(10,2)", {"12.5", "-0.01", "0", "99999999.99", "100000000", "1.005", "-99999999.99", "x", "1.", ".5", "1.2.3", "12.50"}, Rewritten<rt::Decimal<2>>},
      {"decimal(18,0)", {"12", "999999999999999999", "1000000000000000000", "1.5"}, Rewritten<rt::Decimal<0>>},
      {"uuid", {"01900000-0000-7000-8000-00000000ff0a", "00ff8012-0000-0000-0000-7f80feff0001", "01900000-0000-7000-8000-0000000000", "", "g1900000-0000-7000-8000-00000000000a"},
       Rewritten<rt::Uuid>},
      {"date", {"2026-01-03", "0001-01-01", "9999-12-31", "1969-12-31", "2024-02-29", "2023-02-29", "0000-01-01", "2026-13-01", "2026-04-31", "2026-1-3", "x"},
       Rewritten<rt::Date>},
      {"time", {"10:30:00", "23:59:59.999999", "00:00:00.5", "00:00:00.000001", "24:00:00", "10:60:00", "10:30", "10:30:00.", "x"}, Rewritten<rt::TimeOfDay>},
      {"timestamp",
       {"2026-01-03T10:30:00Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1970-01-01T00:00:00.250Z", "2023-02-29T00:00:00Z",
        "2026-01-03T10:30:00.000001Z", "2026-01-03", "x"},
       Rewritten<rt::Timestamp>},
  };
}

class Convert : public testing::TestWithParam<std::tuple<Texts, bool>> {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); std::get<1>(GetParam()) && !why.empty()) GTEST_SKIP() << why;
  }
};

TEST_P(Convert, TellsTextsInATypeAndBack) {
  const auto& [kind, postgres] = GetParam();
  // `rt` tells a decimal that has too many digits from one that fits by the field's rule.
  const auto rewritten = [&kind = kind](const std::string& text) {
    const std::string plain = kind.rewritten(text);
    const bool wide = kind.type.starts_with("decimal") && plain.size() > (kind.type == "decimal(10,2)" ? 12U : 18U) - (plain.starts_with("-") ? 0U : 1U) + (kind.type == "decimal(18,0)" ? 1U : 0U);
    return wide ? std::string(kNone) : plain;
  };
  Chain chain(postgres);
  chain.Go(Definition(Typed("text")));
  chain.Insert(kind.texts);
  chain.Go(Definition(Typed(kind.type)));
  chain.Go(Definition(Typed("string")));
  std::vector<std::string> expected;
  for (const std::string& text : kind.texts) expected.push_back(rewritten(text));
  EXPECT_EQ(chain.Titles("docs_deleted"), std::vector<std::string>{expected.front()});
  EXPECT_EQ(chain.Titles("docs_history"), expected);
  expected.erase(expected.begin());
  EXPECT_EQ(chain.Titles("docs"), expected);
  chain.Back();
  chain.Back();
  EXPECT_EQ(chain.Titles("docs_history"), kind.texts);
  EXPECT_EQ(chain.Titles("docs_deleted"), std::vector<std::string>{kind.texts.front()});
  EXPECT_EQ(chain.Titles("docs"), std::vector<std::string>(kind.texts.begin() + 1, kind.texts.end()));
}

INSTANTIATE_TEST_SUITE_P(All, Convert, testing::Combine(testing::ValuesIn(Kinds()), testing::Bool()), [](const auto& parameter) {
  std::string name = std::get<0>(parameter.param).type + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
  std::erase_if(name, [](char c) { return c == '(' || c == ')' || c == ','; });
  return name;
});

// From one type through others to a text.
struct Way {
  std::string name;
  std::vector<std::string> types;  // the first one is a text
  std::vector<std::string> texts;
  std::vector<std::string> told;
  friend void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }
};

auto Ways() -> std::vector<Way> {
  return {
      {"WholeNumbersGrow", {"text", "int", "bigint", "decimal(18,0)", "text"}, {"7", "-9007199254740991"}, {"7", "-9007199254740991"}},
      {"WholeNumbersShrink", {"text", "bigint", "int", "text"}, {"9007199254740991", "9007199254740992", "-9223372036854775808"}, {"9007199254740991", kNone, kNone}},
      {"IntegersAreReal", {"text", "int", "float", "bigint", "text"}, {"7", "-9007199254740991"}, {"7", "-9007199254740991"}},
      {"LargeOnesAreNot", {"text", "bigint", "float", "bigint", "text"}, {"9007199254740993", "0"}, {kNone, "0"}},
      {"DecimalsGrow", {"text", "decimal(5,2)", "decimal(18,4)", "text"}, {"-999.99", "0.1"}, {"-999.9900", "0.1000"}},
      {"DecimalsShrink", {"text", "decimal(18,4)", "decimal(5,2)", "text"}, {"999.99", "1000", "-0.0100", "0.001"}, {"999.99", kNone, "-0.01", kNone}},
      {"DecimalsThatAreWhole", {"text", "decimal(18,2)", "int", "text"}, {"12.00", "12.50", "-3", "9999999999999999"}, {"12", kNone, "-3", kNone}},
      {"DecimalsOfWholes", {"text", "bigint", "decimal(18,2)", "text"}, {"12", "-9999999999999999", "99999999999999999"}, {"12.00", "-9999999999999999.00", kNone}},
      {"DaysBegin", {"text", "date", "timestamp", "text"}, {"1969-12-31", "0001-01-01"}, {"1969-12-31T00:00:00Z", "0001-01-01T00:00:00Z"}},
      {"MomentsHaveDays", {"text", "timestamp", "date", "text"}, {"1969-12-31T23:59:59.999999Z", "2026-01-03T00:00:00Z"}, {"1969-12-31", "2026-01-03"}},
      {"ListsOfOne", {"text", "string[]", "text[]", "string"}, {"it's \"a\"", "", "[é]"}, {"it's \"a\"", "", "[é]"}},
      {"ListsOfANumber", {"text", "int", "int[]", "int", "text"}, {"-7", "9007199254740991"}, {"-7", "9007199254740991"}},
  };
}

class ConvertFurther : public testing::TestWithParam<std::tuple<Way, bool>> {};

TEST_P(ConvertFurther, KeepsWhatItCanTell) {
  const auto& [way, postgres] = GetParam();
  if (const std::string why = Postgres::Missing(); postgres && !why.empty()) GTEST_SKIP() << why;
  Chain chain(postgres);
  chain.Go(Definition(Typed(way.types.front())));
  chain.Insert(way.texts);
  size_t steps = 0;
  for (auto type = way.types.begin() + 1; type != way.types.end(); ++type) {
    const auto app = AppOf(Definition(Typed(*type)));
    ASSERT_TRUE(app);
    if (MigrationTo(*app, chain.migrations().back().schema).texts.empty()) continue;  // nothing to do
    chain.Go(Definition(Typed(*type)));
    ++steps;
  }
  EXPECT_EQ(chain.Titles("docs_history"), way.told);
  for (size_t i = 0; i < steps; ++i) chain.Back();
  EXPECT_EQ(chain.Titles("docs_history"), way.texts);
  EXPECT_EQ(chain.Titles("docs_deleted"), std::vector<std::string>{way.texts.front()});
}

INSTANTIATE_TEST_SUITE_P(All, ConvertFurther, testing::Combine(testing::ValuesIn(Ways()), testing::Bool()), [](const auto& parameter) {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
});

auto Stated(const std::string& values, const std::string& type) -> std::string {
  std::string text = Definition(Typed(type));
  text.insert(text.find(R"("models")"), R"("enums": [ { "name": "State", "values": [)" + values + "] } ], ");
  return text;
}

// Through several releases: each renames, merges or drops values of an enum.
TEST(Convert, TellsTheValuesOfEnumsByTheirNames) {
  for (const bool postgres : {false, true}) {
    if (postgres && !Postgres::Missing().empty()) continue;
    Chain chain(postgres);
    const std::vector<std::string> texts{"a", "it's", "c", "d"};
    chain.Go(Stated(R"("a", "it's", "c", "d")", "State"));
    chain.Insert(texts);
    chain.Go(Stated(R"({ "value": "x", "renamedFrom": "a" }, { "value": "b", "renamedFrom": "it's" }, "c", "d")", "State"));
    EXPECT_EQ(chain.Titles("docs_history"), (std::vector<std::string>{"x", "b", "c", "d"}));
    chain.Go(Stated(R"("x", "b", { "value": "c", "renamedFrom": "d" })", "State"));
    EXPECT_EQ(chain.Titles("docs_history"), (std::vector<std::string>{"x", "b", "c", "c"}));
    chain.Go(Stated(R"("b", "c")", "State"));
    EXPECT_EQ(chain.Titles("docs_history"), (std::vector<std::string>{kNone, "b", "c", "c"}));
    for (int i = 0; i < 3; ++i) chain.Back();
    EXPECT_EQ(chain.Titles("docs_history"), texts);
    EXPECT_EQ(chain.Titles("docs_deleted"), std::vector<std::string>{"a"});
  }
}

TEST(Convert, NamesTheValuesThatGo) {
  const auto from = AppOf(Stated(R"("a", "b", "c")", "State"));
  const auto to = AppOf(Stated(R"("a", { "value": "z", "renamedFrom": "c" })", "State"));
  ASSERT_TRUE(from && to);
  namespace migration = codegen::sql_migration;
  const auto before = migration::SchemaOf(*from);
  const auto difference = migration::Diff(before, migration::SchemaOf(*to), migration::HintsOf(*to, before));
  EXPECT_EQ(difference.losses, (std::vector<std::string>{"docs.title=b", "docs_deleted.title=b", "docs_history.title=b"}));
}

}  // namespace
}  // namespace ingot::test
