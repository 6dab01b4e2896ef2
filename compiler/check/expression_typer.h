// Gives types to the tree of an expression, bottom up; the rules of operators and functions call back into
// it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/check/expression.h"
#include "compiler/check/expression_types.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/expr/tree.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// A typed part of an expression. A literal has no id yet: it takes its type from what stands beside it.
struct Operand {
  const frontend::ExprNode* node = nullptr;
  std::optional<Id<ir::Expression>> id;
};

// Nothing when an error was reported.
using Typed = std::optional<Operand>;
using TypedId = std::optional<Id<ir::Expression>>;

// An operator or a function with its typed operands, before its rule was asked.
struct RuleCall {
  const frontend::ExprNode& node;
  ir::Function function{};
  std::vector<Operand> operands;
  std::optional<ExpressionType> hint;  // what the surroundings would like
};

class ExpressionTyper {
 public:
  ExpressionTyper(const ExpressionScope& scope, ir::App& app, diag::Emitter& emitter)
      : scope_(scope), app_(app), emitter_(emitter), rows_{scope.row} {}

  auto Type(const frontend::ExprNode& node, const std::optional<ExpressionType>& hint = std::nullopt)
      -> Typed;

  // Of a literal the type that it has alone; nothing for the literal null.
  auto TypeOf(const Operand& operand) const -> std::optional<ExpressionType>;
  auto MayBeNull(const Operand& operand) const -> bool;

  // The type in which all operands can be taken; `hint` decides between literals only. Nothing when there is
  // none.
  auto Common(std::span<const Operand> operands,
              const std::optional<ExpressionType>& hint = std::nullopt) const
      -> std::optional<ExpressionType>;

  // The operand as a value of `type`, which it goes together with: a literal is given its value, a number
  // widened.
  auto As(const Operand& operand, const ExpressionType& type) -> TypedId;

  auto Make(const frontend::ExprNode& node, const ExpressionType& type, bool nullable, ir::Function function,
            std::vector<Id<ir::Expression>> arguments) -> Operand;
  auto MakeLiteral(const frontend::ExprNode& node, const ExpressionType& type, ir::Value value) -> Operand;

  auto Get(Id<ir::Expression> id) const -> const ir::Expression& { return app_.expressions[id]; }
  auto app() const -> const ir::App& { return app_; }
  auto emitter() const -> diag::Emitter& { return emitter_; }

 private:
  // The row that a column is read from: one with a number, or one with a name.
  struct RowPlace {
    Id<ir::Model> model;
    ir::RowNumber number = 0;
    const ScopeRow* named = nullptr;
  };
  // The rows that an aggregate runs over.
  struct RowSet {
    Id<ir::Model> model;
    std::optional<Id<ir::Field>> reference;  // to `of`, when they are a list of that row
    RowPlace of;
  };

  auto Add(ir::Expression expression, const frontend::ExprNode& node) -> Operand;

  // expression_names.cpp
  auto TypeName(const frontend::ExprNode& node) -> Typed;
  auto TypeMember(const frontend::ExprNode& node) -> Typed;
  auto FindValue(std::string_view path) const -> const ScopeValue*;
  auto TypeValue(const frontend::ExprNode& node, const ScopeValue& value) -> Typed;
  auto TypeColumn(const frontend::ExprNode& node, const RowPlace& row) -> Typed;
  auto TypeField(const frontend::ExprNode& node, Id<ir::Field> field, const RowPlace& row) -> Typed;
  auto TypeSystemColumn(const frontend::ExprNode& node, ir::SystemColumn column, const RowPlace& row) -> Typed;
  auto FindRow(std::string_view name) const -> const ScopeRow*;
  auto ItRow() const -> RowPlace { return {rows_.back(), static_cast<ir::RowNumber>(rows_.size() - 1), nullptr}; }
  void ReportUnknownName(const frontend::ExprNode& node, std::string_view name);
  void ReportUnknownColumn(const frontend::ExprNode& node, const RowPlace& row);

  // expression_aggregates.cpp
  auto IsAggregate(const frontend::ExprNode& node) const -> bool;
  auto TypeAggregate(const frontend::ExprNode& node) -> Typed;
  auto TypeAggregateOf(const frontend::ExprNode& node, const RowSet& set) -> Typed;
  auto FindRows(const frontend::ExprNode& node) const -> std::optional<RowSet>;
  auto RelationCondition(const frontend::ExprNode& node, const RowSet& set) -> Operand;
  auto AggregatedValue(const frontend::ExprNode& call, const frontend::ExprNode& node, ir::Aggregation kind) -> TypedId;
  void ReportNoRows(const frontend::ExprNode& call);

  auto TypeCall(const frontend::ExprNode& node, const std::optional<ExpressionType>& hint) -> Typed;
  auto FindFunction(const frontend::ExprNode& node) -> std::optional<ir::Function>;

  const ExpressionScope& scope_;
  ir::App& app_;
  diag::Emitter& emitter_;
  std::vector<Id<ir::Model>> rows_;  // by number; the last one is `it`
};

}  // namespace ingot::check
