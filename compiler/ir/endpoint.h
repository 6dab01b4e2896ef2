// Operations beside the resources: what a request gives, the statements that run in one transaction, and the answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/base/span.h"
#include "compiler/ir/custom_function.h"
#include "compiler/ir/element.h"
#include "compiler/ir/expression.h"
#include "compiler/ir/types.h"

namespace ingot::ir {

enum class Method : uint8_t { kGet, kPost, kPut, kPatch, kDelete };

// What a transaction sees of others that run beside it.
enum class Isolation : uint8_t { kReadCommitted, kSerializable };

// Where a value that an expression names comes from.
enum class VariableKind : uint8_t {
  kPath,    // the request; a reference is the row itself, which is there
  kQuery,
  kHeader,
  kBody,
  kValue,   // an earlier statement
  kRow,     // a row that an earlier statement made or found
  kRows,    // some of them
};

struct Variable {
  std::string name;
  Span span;
  VariableKind kind{};
  std::string wire;     // of an input: its name in the request
  Id<Field> input;      // of an input: its type and its rules
  Id<Model> model;      // of a row, of rows, and of an input that refers to a row
  ExpressionType type;  // of a value; of a row the type of its id
  bool nullable = false;
};

// An answer other than the one that the endpoint is for.
struct Refusal {
  int64_t status = 0;
  std::string code;
  std::string message;
};

struct Assignment {
  Id<Field> field;
  Id<Expression> value;
};

// A column that rows are ordered by.
struct Order {
  RowColumn column;
  bool descending = false;
};

struct ResultMember {
  std::string name;
  std::variant<Id<Variable>, Id<Expression>> value;
};
struct NoResult {};
// What an answer holds: nothing, a row or rows by name, a value, or an object of such.
struct Result {
  int64_t status = 200;
  std::string key;  // the member that the value stands in; empty: it stands alone
  std::variant<NoResult, Id<Variable>, Id<Expression>, std::vector<ResultMember>> value;
};

struct LetValue {
  Id<Variable> as;
  Id<Expression> value;
};
// The first row that `where` holds for; without one `otherwise`, or null.
struct LetFirst {
  Id<Variable> as;
  Id<Model> model;
  std::optional<Id<Expression>> where;
  std::vector<Order> order;
  std::optional<Refusal> otherwise;
};
struct LetAll {
  Id<Variable> as;
  Id<Model> model;
  std::optional<Id<Expression>> where;
  std::vector<Order> order;
  int64_t limit = 0;
};
struct Require {
  Id<Expression> condition;
  Refusal otherwise;
};
struct Create {
  Id<Model> model;
  std::vector<Assignment> set;
  std::optional<Id<Variable>> as;
};
// Sets the same values in one row, the first by its id, or in all that `where` holds for.
struct Update {
  Id<Model> model;
  std::optional<Id<Expression>> where;
  std::vector<Assignment> set;
  bool all = false;
  std::optional<Id<Variable>> as;  // the row, or how many
  std::optional<Refusal> otherwise;
};
// Creates a row, or changes the one that has the same values in the unique fields `by`.
struct Upsert {
  Id<Model> model;
  std::vector<Id<Field>> by;
  std::vector<Assignment> set;
  std::optional<Id<Variable>> as;
};
struct Remove {
  Id<Model> model;
  std::optional<Id<Expression>> where;
  std::optional<Id<Variable>> as;  // how many
};
// Something outside the database, which happens after the transaction was committed.
struct Effect {
  enum class Kind : uint8_t { kEvent, kCall };
  Kind kind{};
  std::string name;  // of the event, or of what is called
  Result body;       // its value is what is sent
};
// What a parameter of a function is given: nothing, which is null, the row that a variable names, or a value.
using Argument = std::variant<std::monostate, Id<Variable>, Id<Expression>>;
// Runs code of the user's.
struct Run {
  Id<CustomFunction> function;
  std::vector<Argument> arguments;  // one for each parameter, in order
  std::optional<Id<Variable>> as;
};
struct Return {
  std::optional<Id<Expression>> when;
  Result result;
};
struct Statement;
struct Each {
  Id<Variable> item;
  Id<Variable> in;
  std::vector<Id<Statement>> body;
};

struct Statement {
  Span span;
  std::variant<LetValue, LetFirst, LetAll, Require, Create, Update, Upsert, Remove, Effect, Run, Return, Each> node;
};

// A segment of a path: written out, or the parameter that stands there.
using PathSegment = std::variant<std::string, Id<Variable>>;

struct Endpoint : Element {
  Method method{};
  std::vector<PathSegment> path;  // without the prefix of the app
  std::vector<Id<Variable>> params;
  std::vector<Id<Variable>> query;
  std::vector<Id<Variable>> headers;
  std::vector<Id<Variable>> body;
  std::string body_key;  // the member of the body that holds the inputs; empty: the body itself
  Isolation isolation = Isolation::kReadCommitted;
  std::vector<Id<Statement>> statements;
  Result result;

  auto writes() const -> bool { return method != Method::kGet; }
};

}  // namespace ingot::ir
