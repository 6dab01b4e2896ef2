// How printed SQL looks: what an index can serve stays bare, what depends on no row is bound, user texts are never in it.
#include <gtest/gtest.h>

#include "codegen/expr/sql.h"
#include "tests/expressions/scope.h"

namespace ingot::testing {
namespace {

using codegen::SqlForm;

class SqlPrint : public ::testing::Test {
 protected:
  auto Place() const -> codegen::SqlPlace {
    codegen::SqlPlace place;
    place.names = [](const ir::ValueAccess& access) {
      if (access.name == "order") return codegen::CppExpr::Of("order");
      return access.name == "found" ? codegen::CppExpr::Of("found.id") : codegen::CppExpr::Of("*body.count");
    };
    return place;
  }
  auto Checked(std::string_view text, Ask ask) -> Id<ir::Expression> {
    const auto checked = CheckText(shop_, scope_, text, ask);
    EXPECT_EQ(checked.messages, "") << text;
    return checked.id.value_or(Id<ir::Expression>());
  }

  template <typename Text>
  static auto Shown(const codegen::PrintedSql<Text>& printed) -> std::string {
    std::string text(printed.text.View());
    for (const auto& binding : printed.bindings) text += (&binding == &printed.bindings.front() ? " <- " : ", ") + std::string(binding.cpp.View());
    return text;
  }
  auto Sqlite(std::string_view text, SqlForm form = SqlForm::kPredicate) -> std::string {
    return Shown(codegen::PrintSqlite(shop_.app, Checked(text, form == SqlForm::kPredicate ? Ask::kCondition : Ask::kValue), Place(), form));
  }
  auto Postgres(std::string_view text, SqlForm form = SqlForm::kPredicate) -> std::string {
    return Shown(codegen::PrintPostgres(shop_.app, Checked(text, form == SqlForm::kPredicate ? Ask::kCondition : Ask::kValue), Place(), form));
  }

  Shop shop_ = Shop::Make();
  check::ExpressionScope scope_ = shop_.Scope();
};

TEST_F(SqlPrint, ComparisonsOfAPositiveConditionStayBare) {
  EXPECT_EQ(Sqlite("it.order == order && it.soldAt < now()"), "order_id = $1 AND sold_at < $2 <- order, now");
  EXPECT_EQ(Postgres("it.order == order && it.soldAt < now()"), "order_id = $1::uuid AND sold_at < $2::timestamptz <- order, now");
  EXPECT_EQ(Sqlite("it.sent || it.name in ['a', 'b']"), "sent OR name IN ($1, $2) <- \"a\", \"b\"");
  EXPECT_EQ(Sqlite("it.soldAt != null && it.count == null"), "sold_at IS NOT NULL AND count IS NULL");
}

TEST_F(SqlPrint, ComparisonsElsewhereAreNeverNull) {
  EXPECT_EQ(Sqlite("!(it.count == 1)"), "NOT coalesce(count = $1, 0) <- std::int64_t{1}");
  EXPECT_EQ(Postgres("!(it.count == 1)"), "NOT coalesce(count = $1::bigint, FALSE) <- std::int64_t{1}");
  EXPECT_EQ(Sqlite("it.count != body.count"), "NOT coalesce(count = $1, 0) <- *body.count");
  EXPECT_EQ(Sqlite("it.order != order"), "order_id <> $1 <- order");
  EXPECT_EQ(Sqlite("it.count > 1", SqlForm::kValue), "coalesce(count > $1, 0) <- std::int64_t{1}");
}

TEST_F(SqlPrint, WhatReadsNoRowIsOneParameter) {
  EXPECT_EQ(Sqlite("it.name == 'n' + toText(body.count ?? 1 + 2)"),
            "name = $1 <- expr::concat(\"n\", expr::toText(expr::coalesce(*body.count, expr::add(std::int64_t{1}, std::int64_t{2}))))");
  EXPECT_EQ(Postgres("body.count == 1"), "$1::boolean <- expr::eq(*body.count, std::int64_t{1})");
}

TEST_F(SqlPrint, AggregatesAreSubqueries) {
  EXPECT_EQ(Sqlite("exists(Item, it.order == order)"), "EXISTS (SELECT 1 FROM items AS r1 WHERE r1.order_id = $1) <- order");
  EXPECT_EQ(Postgres("!exists(Item, it.order == order && !it.sent)"),
            "NOT EXISTS (SELECT 1 FROM items AS r1 WHERE r1.order_id = $1::uuid AND NOT coalesce(r1.sent, FALSE)) <- order");
  EXPECT_EQ(Sqlite("count(found.items, it.count > 1)", SqlForm::kValue),
            "(SELECT count(*) FROM items AS r1 WHERE r1.order_id = $1 AND r1.count > $2) <- found.id, std::int64_t{1}");
  scope_.row = shop_.order;
  EXPECT_EQ(Sqlite("it.number > count(it.items, it.count > 1)"),
            "number > (SELECT count(*) FROM items AS r1 WHERE r1.order_id = orders.id AND r1.count > $1) <- std::int64_t{1}");
}

TEST_F(SqlPrint, OrdersTextsByCodePoint) {
  EXPECT_EQ(Postgres("it.name + 'x'", SqlForm::kOrderKey), "((name || $1::text) COLLATE \"C\") <- \"x\"");
  EXPECT_EQ(Postgres("it.name", SqlForm::kOrderKey), "name");
}

TEST_F(SqlPrint, NumbersParametersFromWhereItIsTold) {
  auto place = Place();
  place.first_parameter = 4;
  place.row = codegen::SqlIdentifier::Physical("items");
  const auto id = Checked("it.order == order && it.name == 'a$1'", Ask::kCondition);
  const auto printed = codegen::PrintSqlite(shop_.app, id, place, SqlForm::kPredicate);
  EXPECT_EQ(printed.text.View(), "items.order_id = $4 AND items.name = $5");
}

}  // namespace
}  // namespace ingot::testing
