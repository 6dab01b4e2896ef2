// Types an expression of a definition: text in, a tree in ir::App out.
#pragma once

#include <optional>

#include "compiler/ast/tree.h"
#include "compiler/base/id.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// What an expression may name.
struct ExpressionScope {
  Id<ir::Model> row;          // the model whose fields stand in scope, its fields already in ir::App
  bool allow_fields = false;  // false: only literals and functions, as in `defaultExpr`
};

// `node` is the string node that holds the expression (another kind was refused before). A value of `expected` must
// come out; null too when `nullable_allowed`. Names stored fields of the row only: a computed field that refers to
// a computed field is an error (such a field `computed` already, with an invalid id until its expression was typed).
// A field whose own type failed has an EnumType with an invalid id: what names it gives nothing, without a report.
// Nothing when an error was reported.
auto CheckExpression(ast::Node node, const ExpressionScope& scope, const ir::FieldType& expected, bool nullable_allowed,
                     ir::App& app, diag::Emitter& emitter) -> std::optional<Id<ir::Expression>>;

}  // namespace ingot::check
