#include "tests/expressions/scope.h"

#include <gtest/gtest.h>

namespace ingot::testing {
namespace {

class ExpressionScopes : public ::testing::Test {
 protected:
  auto Condition(std::string_view text) -> std::string { return TreeOf(shop_, scope_, text, Ask::kCondition); }
  auto Value(std::string_view text) -> std::string { return TreeOf(shop_, scope_, text, Ask::kValue); }

  Shop shop_ = Shop::Make();
  check::ExpressionScope scope_ = shop_.Scope();
};

TEST_F(ExpressionScopes, BareNamesAreValuesAndItIsTheRow) {
  EXPECT_EQ(Condition("it.order == order && it.soldAt < now()"), "And(Equal(order, $order), Less(soldAt, Now()))");
  EXPECT_EQ(Condition("it.count > body.count"), "Greater(count, $body.count)");
  EXPECT_EQ(Condition("it.order == found.id && found.number == 1"),
            "And(Equal(order, $found.id), Equal($found.number, 1))");
  EXPECT_EQ(Condition("it.order == found"), "Equal(order, $found.id)");
  EXPECT_EQ(Condition("it.sent"), "Coalesce(sent, false)");
}

TEST_F(ExpressionScopes, NamesAreRefusedWithWhatWasMeant) {
  EXPECT_EQ(Condition("name == 'a'"),
            "ExpressionUnknownName: unknown name `name`; a field of the row is written `it.name`\n");
  EXPECT_EQ(Condition("body.cuont == 1"), "ExpressionUnknownName: unknown name `body.cuont`; did you mean `body.count`?\n");
  EXPECT_EQ(Condition("found.items == 1"),
            "ExpressionUnknownName: `items` is a list of rows, not a value; ask for its rows: `exists(...)`, `count(...)`\n");
  EXPECT_EQ(Condition("found.label == 'a'"),
            "ExpressionComputedField: the field `label` is computed, so no column holds it; write what it computes instead of its name\n");
  EXPECT_EQ(Condition("it.count"), "ExpressionResultType: the expression gives `int`, a condition is wanted; compare it with something: `... == ...`\n");
  scope_.row = {};
  EXPECT_EQ(Condition("it.count == 1"), "ExpressionUnknownName: there is no row `it` here\n");
}

TEST_F(ExpressionScopes, AggregatesOpenARow) {
  EXPECT_EQ(Condition("!exists(Order, it.number == body.count)"), "Not(exists(Order r1, where Equal(r1.number, $body.count)))");
  EXPECT_EQ(Condition("exists(Order)"), "exists(Order r1)");
  EXPECT_EQ(Value("count(found.items, it.sent)"),
            "count(Item r1, where And(Equal(r1.order, $found.id), Coalesce(r1.sent, false)))");
  EXPECT_EQ(Value("sum(found.items, it.price, it.count > 1)"),
            "sum(Item r1, r1.price, where And(Equal(r1.order, $found.id), Greater(r1.count, 1)))");
  EXPECT_EQ(Value("max(Item, it.soldAt)"), "max(Item r1, r1.soldAt)");
  EXPECT_EQ(Condition("all(Order, it.open)"), "Not(exists(Order r1, where Not(Coalesce(r1.open, false))))");
  EXPECT_EQ(Condition("any(Order, any(it.items, it.name == 'a'))"),
            "exists(Order r1, where exists(Item r2, where And(Equal(r2.order, r1.id), Equal(r2.name, \"a\"))))");
  EXPECT_EQ(Value("min(it.count, 3)"), "Min(count, 3)");
}

TEST_F(ExpressionScopes, ARowOfItsOwnHasBareFieldsAndLists) {
  scope_.row = shop_.order;
  scope_.bare_fields = true;
  scope_.values.clear();
  EXPECT_EQ(Value("count(items, it.count > number)"),
            "count(Item r1, where And(Equal(r1.order, id), Greater(r1.count, number)))");
}

TEST_F(ExpressionScopes, AggregatesAreRefusedWithWhatWasMeant) {
  EXPECT_EQ(Value("count(Ordr)"),
            "ExpressionNoRows: the first argument of `count` says which rows: a model or a list of a row; did you mean `Order`?\n");
  EXPECT_EQ(Value("sum(Item, it.weight)"),
            "ExpressionOperandType: `sum` cannot take `float`; `sum` takes rows, a number or duration of each, and a condition\n");
  EXPECT_EQ(Value("sum(Item)"),
            "ExpressionArgumentCount: `sum` takes 2 to 3 arguments, 1 are given; `sum` takes rows, a number or duration of each, and a condition\n");
  EXPECT_EQ(Condition("any(Order, any(Order, any(Order, any(Order, any(Order, true)))))"),
            "ExpressionTooDeep: functions over rows nest deeper than 4 levels here\n");
  scope_.allow_aggregates = false;
  EXPECT_EQ(Condition("exists(Order)"),
            "ExpressionAggregate: `exists` asks for rows of the database, which cannot be done here; functions over rows stand where a "
            "statement runs, as in the conditions of endpoints\n");
}

TEST_F(ExpressionScopes, WhatOnlyCppHasDependsOnNoRow) {
  EXPECT_EQ(Condition("sha256(it.name) == 'a' || it.name matches 'b'"),
            "ExpressionNotInSql: `sha256` of a row cannot be computed by the database; store its value in a field, or use it on values that depend on no row\n"
            "ExpressionNotInSql: `matches` of a row cannot be computed by the database; store its value in a field, or use it on values that depend on no row\n");
  EXPECT_EQ(Condition("it.name == toText(body.count)"), "Equal(name, ToText($body.count))");
  scope_.in_sql = false;
  scope_.row = {};
  EXPECT_EQ(Condition("toText(body.count) == 'a' && exists(Item, it.name == slugify(it.name))"),
            "ExpressionNotInSql: `slugify` of a row cannot be computed by the database; store its value in a field, or use it on values that depend on no row\n");
}

}  // namespace
}  // namespace ingot::testing
