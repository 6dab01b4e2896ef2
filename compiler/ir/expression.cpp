#include <algorithm>
#include <set>

#include "compiler/base/match.h"
#include "compiler/ir/app.h"
#include "compiler/ir/evaluate.h"

namespace ingot::ir {

// Recursion is bounded by the depth of expressions.
auto ReadsRows(const App& app, Id<Expression> id) -> bool {
  return std::visit(Match{[](const NullLiteral&) { return false; }, [](const Literal&) { return false; },
                          [](const FieldAccess&) { return true; }, [](const SystemAccess&) { return true; },
                          [](const ValueAccess&) { return false; }, [](const Aggregate&) { return true; },
                          [&](const Call& call) {
                            return std::ranges::any_of(call.arguments, [&](auto part) { return ReadsRows(app, part); });
                          }},
                    app.expressions[id].node);
}

auto HasAggregate(const App& app, Id<Expression> id) -> bool {
  const auto& node = app.expressions[id].node;
  if (std::holds_alternative<Aggregate>(node)) return true;
  const auto* call = std::get_if<Call>(&node);
  return call != nullptr && std::ranges::any_of(call->arguments, [&](auto part) { return HasAggregate(app, part); });
}

auto ReadsSystem(const App& app, Id<Expression> id) -> bool {
  const auto& node = app.expressions[id].node;
  if (std::holds_alternative<SystemAccess>(node)) return true;
  if (const auto* access = std::get_if<FieldAccess>(&node)) return app.fields[access->field].revision;
  const auto* call = std::get_if<Call>(&node);
  return call != nullptr && std::ranges::any_of(call->arguments, [&](auto part) { return ReadsSystem(app, part); });
}

auto UsesNow(const App& app, Id<Expression> id) -> bool {
  const auto* call = std::get_if<Call>(&app.expressions[id].node);
  if (call == nullptr) return false;
  return call->function == Function::kNow || call->function == Function::kShiftNow ||
         std::ranges::any_of(call->arguments, [&](auto part) { return UsesNow(app, part); });
}

auto FieldsOf(const App& app, Id<Expression> id) -> std::vector<Id<Field>> {
  std::set<Id<Field>> found;
  const auto collect = [&](const auto& self, Id<Expression> part) -> void {
    const auto& node = app.expressions[part].node;
    if (const auto* access = std::get_if<FieldAccess>(&node)) found.insert(access->field);
    const auto* call = std::get_if<Call>(&node);
    if (call == nullptr) return;
    for (const auto argument : call->arguments) self(self, argument);
  };
  collect(collect, id);
  return {found.begin(), found.end()};
}

}  // namespace ingot::ir
