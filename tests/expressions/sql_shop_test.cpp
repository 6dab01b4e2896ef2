// Functions over rows, and the indexes that conditions are served by, on real databases.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/expressions/scope.h"
#include "tests/expressions/sql_database.h"
#include "tests/support/postgres.h"

namespace ingot::testing {
namespace {

using codegen::SqlForm;

class SqlShop : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam() && !test::Postgres::Missing().empty()) GTEST_SKIP() << test::Postgres::Missing();
    database_ = GetParam() ? OpenPostgres(shop_.app, {}) : OpenSqlite(shop_.app, {});
    scope_.values.clear();
    scope_.row = shop_.order;
    // What the tests read values from: `rows` holds one order.
    for (int i = 1; i <= 3; ++i) {
      database_->Run(fmt::format("INSERT INTO orders (n, id, number, note, open) VALUES ({0}, {1}, {0}, {2}, {3})", i, Uuid(i),
                                 i == 2 ? "NULL" : "'o'", i == 3 ? "NULL" : GetParam() ? "TRUE" : "1"));
    }
    Item(1, "'b'", "2", "9223372036854775807", "1.50", true);
    Item(1, "'B'", "NULL", "9223372036854775807", "2.25", false);
    Item(1, "'a'", "5", "-9223372036854775807", "NULL", true);
    Item(2, "'z'", "9007199254740991", "1", "9999999.99", false);
    Item(2, "'z'", "1", "NULL", "9999999.99", true);
  }

  auto Uuid(int number) const -> std::string {
    return fmt::format("{}'{:032x}'", GetParam() ? "" : "x", number);
  }
  void Item(int order, std::string_view name, std::string_view count, std::string_view stock, std::string_view price, bool sent) {
    const std::string unscaled = price == "NULL" ? "NULL" : fmt::format("CAST(round({} * 100) AS INTEGER)", price);
    database_->Run(fmt::format("INSERT INTO items (order_id, name, count, stock, price, sent) VALUES ({}, {}, {}, {}, {}, {})", Uuid(order),
                               name, count, stock, GetParam() ? std::string(price) : unscaled,
                               GetParam() ? (sent ? "TRUE" : "FALSE") : (sent ? "1" : "NULL")));
  }

  auto Print(std::string_view text, SqlForm form) -> std::pair<Id<ir::Expression>, Query> {
    const auto checked = CheckText(shop_, scope_, text, form == SqlForm::kPredicate ? Ask::kCondition : Ask::kValue);
    EXPECT_EQ(checked.messages, "") << text;
    return {*checked.id, database_->Print(shop_.app, *checked.id, form)};
  }
  // For each of the three orders, `|` between.
  auto Values(std::string_view text) -> std::string {
    const auto [id, query] = Print(text, SqlForm::kValue);
    const Answer answer = database_->ValuesOf("orders", shop_.app, query, shop_.app.expressions[id].type);
    std::string shown = answer.error;
    for (const MaybeValue& value : answer.values) {
      if (!shown.empty()) shown += "|";
      shown += !value                                     ? "null"
               : std::holds_alternative<bool>(*value)     ? std::get<bool>(*value) ? "true" : "false"
               : std::holds_alternative<int64_t>(*value)  ? std::to_string(std::get<int64_t>(*value))
                                                          : std::get<std::string>(*value);
    }
    return shown;
  }

  Shop shop_ = Shop::Make();
  check::ExpressionScope scope_ = shop_.Scope();
  std::unique_ptr<SqlDatabase> database_;
};

TEST_P(SqlShop, FunctionsOverRows) {
  EXPECT_EQ(Values("exists(it.items)"), "true|true|false");
  EXPECT_EQ(Values("any(it.items, it.name == 'a')"), "true|false|false");
  EXPECT_EQ(Values("all(it.items, it.sent)"), "false|false|true");
  EXPECT_EQ(Values("count(it.items, it.sent)"), "2|1|0");
  EXPECT_EQ(Values("count(Item, it.count > 1)"), "3|3|3");
  EXPECT_EQ(Values("sum(it.items, it.count)"), "7|null|0");  // beyond 2^53 - 1
  EXPECT_EQ(Values("sum(it.items, it.count, it.count < 5)"), "2|1|0");
  EXPECT_EQ(Values("sum(it.items, it.stock)"), "9223372036854775807|1|0");
  EXPECT_EQ(Values("sum(it.items, it.stock, it.stock > 0)"), "null|1|0");
  EXPECT_EQ(Values("sum(it.items, it.price)"), "375|1999999998|0");
  EXPECT_EQ(Values("min(it.items, it.name)"), "B|z|null");  // by code point
  EXPECT_EQ(Values("max(it.items, lower(it.name))"), "b|z|null");
  EXPECT_EQ(Values("max(it.items, it.price, it.sent) ?? 0.01"), "150|999999999|1");
}

TEST_P(SqlShop, FunctionsOverRowsInsideEachOther) {
  EXPECT_EQ(Values("count(Order, count(it.items) > 2)"), "1|1|1");
  EXPECT_EQ(Values("sum(Order, count(it.items, it.sent))"), "3|3|3");
  EXPECT_EQ(Values("any(Order, any(it.items, any(Order, all(it.items, it.name != 'z'))))"), "true|true|true");
  EXPECT_EQ(Values("sum(it.items, it.count * 2 + length(it.name)) > 10 && !exists(Order, it.number > 3)"), "true|false|false");
  scope_.bare_fields = true;
  EXPECT_EQ(Values("count(Item, it.order == id && it.count > number)"), "2|1|0");
  EXPECT_EQ(Values("sum(items, number)"), "3|4|0");  // a value of the outer row alone
}

TEST_P(SqlShop, AnEqualityOfAnIndexedColumnUsesItsIndex) {
  database_->Run("CREATE INDEX items_order_id ON items (order_id)");
  database_->Run("CREATE INDEX items_name ON items (name)");
  database_->Run("CREATE INDEX items_count ON items (count)");
  database_->Run("CREATE INDEX items_price ON items (price)");
  if (GetParam()) database_->Run("SET enable_seqscan = off");
  scope_ = shop_.Scope();
  const std::vector<std::pair<std::string, std::string>> wanted{
      {"it.name == 'a' && !(it.count == 5)", "items_name"},
      {"it.count == 5 && (it.sent || it.price > 1)", "items_count"},
      {"it.price == 2", "items_price"},
      {"it.name in ['a', 'b']", "items_name"},
      {"it.name == lower('A') + 'x' || it.count > 3 + 4", "items_count"},
      {"exists(Item, it.name == 'z') && it.count == 1", "items_count"},
      {"it.count == null", "items_count"},
  };
  for (const auto& [text, index] : wanted) {
    Query query = Print(text, SqlForm::kPredicate).second;
    query.text = "DELETE FROM items WHERE " + query.text;
    const std::string plan = database_->Explain(shop_.app, query);
    EXPECT_NE(plan.find(index), std::string::npos) << query.text << "\n" << plan;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, SqlShop, ::testing::Values(false, true),
                         [](const auto& database) { return database.param ? "PostgreSQL" : "SQLite"; });

}  // namespace
}  // namespace ingot::testing
