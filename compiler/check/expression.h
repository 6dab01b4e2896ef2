// Types an expression of a definition: text in, a tree in ir::App out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/base/id.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// A value beside the rows: a parameter, a member of a body, what an earlier statement computed.
struct ScopeValue {
  std::string name;  // "project", "body.minutes"
  ir::ExpressionType type;
  bool nullable = false;
};

// A row that has a name of its own: `lock` lets an expression say `lock.expiresAt`; alone it is its id.
struct ScopeRow {
  std::string name;
  Id<ir::Model> model;
  bool nullable = false;  // there may be no row; all of its columns are null then
};

// What an expression may name, and who computes it. Fields of all models are in ir::App already.
struct ExpressionScope {
  Id<ir::Model> row;            // the model whose row is `it`; invalid where there is no row
  bool allow_fields = false;    // false: only literals and functions, as in `defaultExpr`
  bool bare_fields = true;      // `name` means `it.name`; false where bare names are `values`
  bool follows_from_row = false;  // the value is cached as the row is: no `now()`
  bool allow_aggregates = false;  // `exists(...)`, `count(...)`: the place can ask the database
  bool in_sql = false;            // the database computes what depends on a row, as in a `where`
  std::vector<ScopeValue> values;
  std::vector<ScopeRow> rows;
};

// `node` is the string node that holds the expression (another kind was refused before). A value of `expected` must
// come out; null too when `nullable_allowed`. Names stored fields of the row only: a computed field that refers to
// a computed field is an error (such a field `computed` already, with an invalid id until its expression was typed).
// A field whose own type failed has an EnumType with an invalid id: what names it gives nothing, without a report.
// Nothing when an error was reported.
//
// An expression that holds an aggregate, and one whose scope is `in_sql`, is lowered to SQL (codegen/expr/sql.h): what
// depends on a row in it uses only functions that SQL has, or an error is reported.
auto CheckExpression(ast::Node node, const ExpressionScope& scope, const ir::FieldType& expected, bool nullable_allowed,
                     ir::App& app, diag::Emitter& emitter) -> std::optional<Id<ir::Expression>>;

// The same for a condition: a bool that is never null (null counts as false).
auto CheckCondition(ast::Node node, const ExpressionScope& scope, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>>;

// The same for a place that takes a value of any type; its type and whether it may be null stand in the tree.
auto CheckValue(ast::Node node, const ExpressionScope& scope, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>>;

}  // namespace ingot::check
