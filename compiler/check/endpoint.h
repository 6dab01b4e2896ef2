// What the steps of the check of one endpoint share: the names that its expressions may use so far, and how the parts of
// a statement that several kinds have are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/checker.h"
#include "compiler/check/expression.h"

namespace ingot::check {

struct EndpointPart {
  EndpointPart(ir::Endpoint& made, Checker& shared) : endpoint(made), checker(shared), emitter(shared.emitter) {}

  ir::Endpoint& endpoint;
  Checker& checker;
  diag::Emitter& emitter;
  std::vector<Id<ir::Variable>> visible;  // what an expression at this place may name
  NameScope names;                        // of parameters in the path, and of what statements name
  bool in_each = false;
};

// What an expression of a statement may name: what the request gave and what statements before it named.
auto ScopeOf(const EndpointPart& part) -> ExpressionScope;
// The same where the database may be asked: `exists(...)`.
auto AskingScope(const EndpointPart& part) -> ExpressionScope;
// The same in a `where` over rows of `model`, each of them `it`.
auto WhereScope(const EndpointPart& part, Id<ir::Model> model) -> ExpressionScope;

// `params`, `query`, `headers` and `body`, and the path that they belong to.
void CheckInputs(const Object& object, EndpointPart& part);
// `do`
void CheckStatements(ast::Node list, std::vector<Id<ir::Statement>>& into, EndpointPart& part);
// `by` of an upsert, whose `set` it must be in.
void CheckUpsertBy(ast::Node by, ast::Node set, ir::Upsert& upsert, EndpointPart& part);
// The members of a `set` in the order of the model's fields: that of keys means nothing.
auto InOrderOfFields(ast::Node set, Id<ir::Model> model, const Checker& checker) -> std::vector<ast::Member>;
// `returns`, and `return` in a statement.
auto ReadResult(ast::Node node, std::string_view of, EndpointPart& part) -> ir::Result;
// `value` of an answer, and of what is sent: the name of a row or of rows, an expression, or an object of such.
void ReadResultValue(ast::Node value, ir::Result& result, EndpointPart& part);
// `emit` and `call`
auto ReadEffect(ast::Node node, std::string_view kind, EndpointPart& part) -> ir::Effect;
// `run`
auto ReadRun(ast::Node node, EndpointPart& part) -> ir::Run;
// Why no `set` may name the field, which is none that a statement can set.
auto WhyNotSettable(const ir::Field& field) -> std::string_view;
// `else`
auto ReadRefusal(ast::Node node, EndpointPart& part) -> std::optional<ir::Refusal>;

// Names a value or a row; nothing when an error was reported.
auto AddVariable(ast::Node name, ir::Variable variable, EndpointPart& part) -> std::optional<Id<ir::Variable>>;

// The row, or the rows, that have this name; nothing when it is no such name.
auto FindRows(std::string_view name, const EndpointPart& part) -> std::optional<Id<ir::Variable>>;

// The model that a statement names; an invalid id when there is none, which is reported.
auto FindModel(ast::Node name, EndpointPart& part) -> Id<ir::Model>;

}  // namespace ingot::check
