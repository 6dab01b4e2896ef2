// A place for expressions as a statement of an endpoint is one: a row `it`, parameters, a named row, aggregates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/check/expression.h"
#include "compiler/ast/tree.h"

namespace ingot::testing {

struct Shop {
  ir::App app;
  Id<ir::Model> order;
  Id<ir::Model> item;

  // Items of orders, with the fields of the corpus' types that matter here.
  static auto Make() -> Shop;
  // `it` is an item; `order` (uuid), `body.count` (int, may be null) and the row `found` (an order) stand beside it.
  auto Scope() const -> check::ExpressionScope;
};

struct Checked {
  std::optional<Id<ir::Expression>> id;
  std::string messages;  // one to a line, with their codes
};

enum class Ask { kCondition, kValue };
auto CheckText(Shop& shop, const check::ExpressionScope& scope, std::string_view text, Ask ask) -> Checked;

// As the tree is printed for people: `Equal(order, $order)`.
auto TreeOf(Shop& shop, const check::ExpressionScope& scope, std::string_view text, Ask ask) -> std::string;

}  // namespace ingot::testing
