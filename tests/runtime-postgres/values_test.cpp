// What goes into PostgreSQL comes back the same, and what it refuses is told as SQLite's refusals are.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "tests/runtime-postgres/trial.h"

namespace ingot::rt::test {
namespace {

using ::testing::HasSubstr;

template <typename T>
std::string text(const T& value) {
  return format(value);
}
std::string text(const std::string& value) { return value; }
std::string text(const Json& value) { return value.text; }

// Sends a value through a column of this type and back.
template <typename T>
std::string trip(Context& context, const std::string& type, const T& value) {
  return context.read([&](Session& session) {
    std::optional<T> back;
    session.run("SELECT $1::" + type, Params(value), [&](const Row& row) { row.read(back); });
    return back ? text(*back) : "null";
  });
}

class Values : public Trial {
 protected:
  template <typename T>
  void expectTrip(const std::string& type, const T& value) {
    const Answer answer = run([&](Context& context) { return trip(context, type, value); });
    EXPECT_EQ(answer.status, 200) << type << ": " << answer.body;
    EXPECT_EQ(answer.body, text(value)) << type;
  }
};

TEST_F(Values, ComeBackTheSame) {
  start();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t each : {kLeast, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kMost}) {
    expectTrip("bigint", each);
    expectTrip("bigint", BigInt{each});
  }
  for (const std::int64_t each : {-2147483648LL, -1LL, 0LL, 2147483647LL}) expectTrip("integer", std::int64_t{each});
  for (const std::int64_t each : {-32768LL, 32767LL}) expectTrip("smallint", std::int64_t{each});
  for (const bool each : {true, false}) expectTrip("boolean", each);
  for (const double each : {0.1, -0.0, 1e300, 5e-324, 0.30000000000000004}) expectTrip("double precision", each);
  for (const std::string_view each : {"", "a", "\"'\\$1;--\n\t", "\xF0\x9F\x98\x80 e\xCC\x81", "NULL"}) expectTrip("text", std::string(each));
  expectTrip("uuid", newUuid());
  expectTrip("uuid", Uuid{});
  for (const std::string_view each : {"0001-01-01", "1999-12-31", "2000-01-01", "2024-02-29", "9999-12-31"}) {
    Date date;
    ASSERT_TRUE(parse(each, date));
    expectTrip("date", date);
  }
  for (const std::string_view each : {"0001-01-01T00:00:00Z", "1999-12-31T23:59:59.999999Z", "2000-01-01T00:00:00.000001Z", "9999-12-31T23:59:59.999999Z"}) {
    Timestamp stamp;
    ASSERT_TRUE(parse(each, stamp));
    expectTrip("timestamptz", stamp);
  }
  expectTrip("json", Json{R"({"b":1,"a":[1,2.50,"\u0000"]})"});
}

TEST_F(Values, DecimalsKeepEveryDigit) {
  start();
  for (const std::int64_t each : {0LL, 1LL, -1LL, 9LL, 10LL, 99LL, 100LL, 101LL, 9999LL, 10000LL, 10001LL, 123456789LL, -100000000LL, 999999999999999999LL, -999999999999999999LL}) {
    expectTrip("numeric(18,0)", Decimal<0>{each});
    expectTrip("numeric(18,1)", Decimal<1>{each});
    expectTrip("numeric(18,2)", Decimal<2>{each});
    expectTrip("numeric(18,4)", Decimal<4>{each});
    expectTrip("numeric(18,5)", Decimal<5>{each});
    expectTrip("numeric(18,9)", Decimal<9>{each});
    expectTrip("numeric(18,18)", Decimal<18>{each});
    expectTrip("numeric", Decimal<3>{each});
  }
}

TEST_F(Values, AnotherTypeThanExpectedIsSaid) {
  start();
  for (const std::string_view sql : {"SELECT 'NaN'::numeric", "SELECT 1e30::numeric", "SELECT 'x'::text", "SELECT now()::text"}) {
    const Answer answer = run([&](Context& context) {
      return context.read([&](Session& session) {
        Decimal<2> value;
        session.run(sql, Params(), [&](const Row& row) { row.read(value); });
        return format(value);
      });
    });
    EXPECT_EQ(answer.status, 500) << sql << answer.body;
  }
}

std::string create(Context& context, const std::string& name, std::int64_t balance) {
  context.write([&](Session& session) { session.execute(kInsertAccount, Params(newUuid(), name, balance), &kAccounts); },
                {.oneStatement = true});
  return "made";
}

TEST_F(Values, BrokenRulesNameTheField) {
  start();
  ASSERT_EQ(run([](Context& c) { return create(c, "a", 1); }).body, "made");
  const Answer twice = run([](Context& c) { return create(c, "a", 1); });
  EXPECT_EQ(twice.status, 409);
  EXPECT_THAT(twice.body, HasSubstr(R"("path":"name","code":"not_unique")"));
  const Answer negative = run([](Context& c) { return create(c, "b", -1); });
  EXPECT_EQ(negative.status, 422);
  EXPECT_THAT(negative.body, HasSubstr(R"("path":"balance","code":"check_failed")"));
  const Answer orphan = run([](Context& c) {
    c.write([](Session& session) { session.execute(kInsertEntry, Params(newUuid(), newUuid(), "x"), &kEntries); });
    return std::string();
  });
  EXPECT_EQ(orphan.status, 422);
  EXPECT_THAT(orphan.body, HasSubstr(R"("path":"accountId","code":"missing_reference")"));
  const Answer missing = run([](Context& c) {
    c.write([](Session& session) { session.execute(kInsertAccount, Params(newUuid(), std::nullopt, std::int64_t{1}), &kAccounts); });
    return std::string();
  });
  EXPECT_EQ(missing.status, 422);
  EXPECT_THAT(missing.body, HasSubstr(R"("path":"name","code":"required")"));
}

// The server puts the names of reserved words in quotes.
TEST_F(Values, FieldsAreNamedWhoseColumnsAreReservedWords) {
  static constexpr Column kColumns[] = {{"id", "id"}, {"order", "orderBy"}, {"group", "groupOf"}};
  static constexpr Table kRanks{"ranks", "id, \"order\", \"group\"", kColumns};
  start();
  ASSERT_EQ(sql("CREATE TABLE ranks (id uuid PRIMARY KEY, \"order\" bigint, \"group\" bigint, UNIQUE (\"order\", \"group\"))"), "");
  const auto insert = [&] {
    return run([](Context& c) {
      c.write([](Session& session) { session.execute({"INSERT INTO ranks VALUES ($1, 1, 2)"}, Params(newUuid()), &kRanks); });
      return std::string();
    });
  };
  EXPECT_EQ(insert().status, 200);
  const Answer twice = insert();
  EXPECT_EQ(twice.status, 409);
  EXPECT_THAT(twice.body, HasSubstr(R"("path":"orderBy","code":"not_unique")"));
  EXPECT_THAT(twice.body, HasSubstr(R"("path":"groupOf","code":"not_unique")"));
}

TEST_F(Values, TwoFieldsTogetherAreBothNamed) {
  start();
  const Answer answer = run([](Context& c) {
    c.write([](Session& session) {
      const Uuid account = newUuid();
      session.execute(kInsertAccount, Params(account, "a", std::int64_t{1}), &kAccounts);
      for (int i = 0; i < 2; ++i) session.execute(kInsertEntry, Params(newUuid(), account, "same"), &kEntries);
    });
    return std::string();
  });
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr(R"("path":"accountId")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("path":"note")"));
  EXPECT_EQ(sql("SELECT count(*) FROM accounts"), "0\n") << "nothing of the transaction stays";
}

// As a trigger of the database's keeper may, which no service knows of.
TEST_F(Values, ARuleThatIsCheckedAtTheCommitIsTold) {
  start();
  sql("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE check_violation USING CONSTRAINT = 'accounts_late_check', "
      "TABLE = 'accounts'; END$$; CREATE CONSTRAINT TRIGGER late AFTER INSERT ON accounts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
      "WHEN (NEW.balance = 7) EXECUTE FUNCTION refuse()");
  const Answer alone = run([](Context& c) { return create(c, "a", 7); });
  EXPECT_EQ(alone.status, 422) << alone.body;
  const Answer in_transaction = run([](Context& c) {
    c.write([](Session& session) {
      session.execute(kInsertAccount, Params(newUuid(), "b", std::int64_t{7}), &kAccounts);
      session.execute(kInsertAccount, Params(newUuid(), "c", std::int64_t{8}), &kAccounts);
    });
    return std::string();
  });
  EXPECT_EQ(in_transaction.status, 422) << in_transaction.body;
  EXPECT_EQ(run([](Context& c) { return create(c, "d", 8); }).body, "made");
  EXPECT_EQ(sql("SELECT count(*) FROM accounts"), "1\n");
}

TEST_F(Values, WhatOthersReferToStays) {
  start();
  const Answer answer = run([](Context& c) {
    return c.write([](Session& session) {
      const Uuid account = newUuid();
      session.execute(kInsertAccount, Params(account, "a", std::int64_t{1}), &kAccounts);
      session.execute(kInsertEntry, Params(newUuid(), account, "x"), &kEntries);
      Delete removal(kAccounts);
      removal.where("id", account);
      (void)removal.run(session);
      return std::string();
    });
  });
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("still_referenced"));
}

TEST_F(Values, LargeOnesAreRefusedNotBroken) {
  start();
  const Answer answer = run([](Context& c) { return create(c, std::string(20'000, 'x') + format(newUuid()), 1); });
  // PostgreSQL compresses what repeats itself; what does not, no index takes.
  EXPECT_TRUE(answer.status == 200 || answer.status == 413) << answer.body;
  std::string noise;
  for (int i = 0; i < 400; ++i) noise += format(newUuid()) + std::to_string(std::sin(i));
  EXPECT_EQ(run([&](Context& c) { return create(c, noise, 1); }).status, 413);
  EXPECT_EQ(run([](Context& c) { return create(c, std::string("a\0b", 3), 1); }).status, 500) << "refused before it comes here";
  EXPECT_EQ(run([](Context& c) { return create(c, "fine", 1); }).status, 200);
}

}  // namespace
}  // namespace ingot::rt::test
