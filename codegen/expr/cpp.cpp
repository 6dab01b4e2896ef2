#include "codegen/expr/cpp.h"

#include <utility>
#include <vector>

#include "codegen/text/bug.h"
#include "compiler/base/match.h"

namespace ingot::codegen {
namespace {

using ir::Function;
using ir::ScalarKind;
using Expr = Safe<CppExpr>;

// How tightly a printed expression holds together; what is looser than its place gets parentheses.
enum class Level : uint8_t { kOr, kAnd, kComparison, kNot, kPrimary };

struct Printed {
  Expr text;
  Level level = Level::kPrimary;
};

auto ScalarKindOf(const ir::ExpressionType& type) -> std::optional<ScalarKind> {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr ? std::optional(scalar->kind) : std::nullopt;
}

auto IsText(const ir::ExpressionType& type) -> bool {
  const auto kind = ScalarKindOf(type);
  return kind && kind != ScalarKind::kJson && ir::SpecOf(*kind).value == ir::ValueForm::kText;
}

auto TableType(ScalarKind kind) -> Safe<CppType> {
  switch (kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, ...) \
  case ScalarKind::k##Kind:                           \
    return CppType::Of(cpp);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
  }
  Bug("an expression has no type", "");
}

auto TypeName(const ir::App& app, const ir::ExpressionType& type) -> Safe<CppType> {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) {
                          auto name = TableType(scalar.kind);
                          if (scalar.kind != ScalarKind::kDecimal) return name;
                          return CppType::Of("@<@>", name, CppLiteral::Integer(scalar.scale));
                        },
                        [&](const ir::EnumType& closed) {
                          return CppType::Of("@", CppIdentifier::Type(app.enums[closed.id].name));
                        },
                    },
                    type);
}

auto Uuid(const std::array<uint8_t, 16>& bytes) -> Expr {
  std::vector<Safe<CppLiteral>> parts;
  for (const uint8_t byte : bytes) parts.push_back(CppLiteral::Integer(byte));
  return CppExpr::Of("rt::Uuid{{@}}", CppExpr::Join(", ", parts));
}

// Recursion is bounded by the depth of expressions.
class Printer {
 public:
  Printer(const ir::App& app, const CppNames& names, const CppFields& fields) : app_(app), names_(names), fields_(fields) {}

  auto Print(Id<ir::Expression> id) const -> Printed {
    const ir::Expression& expression = Get(id);
    return std::visit(
        Match{
            [&](const ir::NullLiteral&) {
              return Printed{CppExpr::Of("std::optional<@>()", TypeName(app_, expression.type))};
            },
            [&](const ir::Literal& literal) { return Printed{Literal(expression.type, literal.value)}; },
            [&](const ir::FieldAccess& access) { return Printed{fields_(app_.fields[access.field])}; },
            [](const ir::SystemAccess& access) { return Printed{System(access.column)}; },
            [&](const ir::ValueAccess& access) { return Printed{names_(access)}; },
            [&](const ir::Call& call) { return PrintCall(expression, call); },
            [](const ir::Aggregate&) -> Printed { Bug("an aggregate is printed as C++", ""); },
        },
        expression.node);
  }

 private:
  auto Get(Id<ir::Expression> id) const -> const ir::Expression& { return app_.expressions[id]; }

  static auto System(ir::SystemColumn column) -> Expr {
    switch (column) {
      case ir::SystemColumn::kId: return CppExpr::Of("item.id");
      case ir::SystemColumn::kCreatedAt: return CppExpr::Of("item.createdAt");
      case ir::SystemColumn::kUpdatedAt: return CppExpr::Of("item.updatedAt");
    }
    Bug("an expression names no system column", "");
  }

  auto Literal(const ir::ExpressionType& type, const ir::Value& value) const -> Expr {
    return std::visit(Match{
                          [](bool truth) { return CppExpr::Of("@", CppLiteral::Boolean(truth)); },
                          [&](int64_t number) {
                            const auto literal = CppLiteral::Integer(number);
                            if (ScalarKindOf(type) == ScalarKind::kInt)
                              return CppExpr::Of("std::int64_t{@}", literal);
                            return CppExpr::Of("@{@}", TypeName(app_, type), literal);
                          },
                          [](double number) { return CppExpr::Of("@", CppLiteral::Double(number)); },
                          [](const std::string& text) { return CppExpr::Of("@", CppString::Quote(text)); },
                          [](const std::array<uint8_t, 16>& bytes) { return Uuid(bytes); },
                      },
                      value);
  }

  auto PrintCall(const ir::Expression& expression, const ir::Call& call) const -> Printed {
    switch (call.function) {
      case Function::kAnd: return Chain(call, Level::kAnd, " && ");
      case Function::kOr: return Chain(call, Level::kOr, " || ");
      case Function::kNot:
        return {CppExpr::Of("!@", Inside(call.arguments[0], Level::kPrimary)), Level::kNot};
      case Function::kNow: return {CppExpr::Of("now")};
      case Function::kWiden: return {Widened(expression.type, call.arguments[0])};
      case Function::kRound: return {Rounded(expression.type, call.arguments[0])};
      case Function::kCoalesce: return {FirstOf(call.arguments)};
      case Function::kMin:
      case Function::kMax: return {Extreme(call)};
      case Function::kEqual:
      case Function::kNotEqual:
      case Function::kLess:
      case Function::kLessEqual:
      case Function::kGreater:
      case Function::kGreaterEqual: return Comparison(call);
      case Function::kIn: return {RuntimeCall(call.function, Texts(call.arguments, true))};
      default: return {RuntimeCall(call.function, Texts(call.arguments, false))};
    }
  }

  // A name of the table is a constant, so it may stand in code.
  static auto RuntimeName(Function function) -> Expr {
    switch (function) {
#define INGOT_OPERATOR(Name, spelling, rule, cpp, targets) \
  case Function::k##Name:                                  \
    return CppExpr::Of("expr::" cpp);
#define INGOT_FUNCTION INGOT_OPERATOR
#include "compiler/ir/functions.def"
#undef INGOT_FUNCTION
#undef INGOT_OPERATOR
    }
    Bug("a function has no name in C++", "");
  }

  static auto RuntimeCall(Function function, const std::vector<Expr>& arguments) -> Expr {
    return CppExpr::Call(RuntimeName(function), arguments);
  }

  auto Texts(const std::vector<Id<ir::Expression>>& ids, bool compared) const -> std::vector<Expr> {
    std::vector<Expr> texts;
    for (const auto id : ids) texts.push_back(compared ? Compared(id) : Print(id).text);
    return texts;
  }

  auto Inside(Id<ir::Expression> id, Level least) const -> Expr {
    Printed printed = Print(id);
    return printed.level >= least ? std::move(printed.text) : CppExpr::Of("(@)", printed.text);
  }

  // `&&` inside `||` gets parentheses too: compilers warn without.
  auto Chain(const ir::Call& call, Level level, Constant separator) const -> Printed {
    std::vector<Expr> operands;
    for (const auto id : call.arguments) operands.push_back(Inside(id, Level::kComparison));
    return {CppExpr::Join(separator, operands), level};
  }

  // A value of an enum is compared by its text, which says more than its position.
  auto Compared(Id<ir::Expression> id) const -> Expr {
    const ir::Expression& expression = Get(id);
    const auto* literal = std::get_if<ir::Literal>(&expression.node);
    const auto* closed = std::get_if<ir::EnumType>(&expression.type);
    if (literal == nullptr || closed == nullptr) return Print(id).text;
    const auto index = static_cast<size_t>(std::get<int64_t>(literal->value));
    return CppExpr::Of("@", CppString::Quote(app_.enums[closed->id].values[index]));
  }

  auto IsLiteral(Id<ir::Expression> id) const -> bool {
    return std::holds_alternative<ir::Literal>(Get(id).node);
  }

  // Whether the operator of C++ means the same as ours for these operands.
  auto IsPlainComparison(const ir::Call& call) const -> bool {
    const ir::Expression& left = Get(call.arguments[0]);
    const ir::Expression& right = Get(call.arguments[1]);
    if (left.nullable || right.nullable) return false;
    const auto literal_enum = [&](auto id) {
      return IsLiteral(id) && std::holds_alternative<ir::EnumType>(Get(id).type);
    };
    if (literal_enum(call.arguments[0]) || literal_enum(call.arguments[1])) return false;
    if (IsLiteral(call.arguments[0]) && IsLiteral(call.arguments[1])) return false;
    if (IsText(left.type) && IsText(right.type)) return true;
    const auto* a = std::get_if<ir::ScalarType>(&left.type);
    const auto* b = std::get_if<ir::ScalarType>(&right.type);
    if (a == nullptr || b == nullptr) return left.type == right.type;
    return a->kind == b->kind && a->scale == b->scale;
  }

  auto Comparison(const ir::Call& call) const -> Printed {
    const Expr left = Inside(call.arguments[0], Level::kPrimary);
    const Expr right = Inside(call.arguments[1], Level::kPrimary);
    // Compilers warn about a value that is compared with itself.
    if (!IsPlainComparison(call) || left == right)
      return {RuntimeCall(call.function, Texts(call.arguments, true))};
    return {CppExpr::Of("@ @ @", left, Sign(call.function), right), Level::kComparison};
  }

  static auto Sign(Function function) -> Expr {
    switch (function) {
      case Function::kEqual: return CppExpr::Of("==");
      case Function::kNotEqual: return CppExpr::Of("!=");
      case Function::kLess: return CppExpr::Of("<");
      case Function::kLessEqual: return CppExpr::Of("<=");
      case Function::kGreater: return CppExpr::Of(">");
      case Function::kGreaterEqual: return CppExpr::Of(">=");
      default: Bug("an operator has no sign in C++", "");
    }
  }

  auto Widened(const ir::ExpressionType& type, Id<ir::Expression> operand) const -> Expr {
    const Expr text = Print(operand).text;
    switch (*ScalarKindOf(type)) {
      case ScalarKind::kBigInt: return CppExpr::Of("expr::toBigInt(@)", text);
      case ScalarKind::kFloat: return CppExpr::Of("expr::toFloat(@)", text);
      case ScalarKind::kDecimal:
        return CppExpr::Of("expr::toDecimal<@>(@)", CppLiteral::Integer(std::get<ir::ScalarType>(type).scale),
                           text);
      default: Bug("a number is widened to something else", "");
    }
  }

  auto Rounded(const ir::ExpressionType& type, Id<ir::Expression> operand) const -> Expr {
    const auto& scalar = std::get<ir::ScalarType>(type);
    const Expr text = Print(operand).text;
    if (scalar.scale == 0) return CppExpr::Of("expr::round(@)", text);
    return CppExpr::Of("expr::roundTo<@>(@)", CppLiteral::Integer(scalar.scale), text);
  }

  auto FirstOf(const std::vector<Id<ir::Expression>>& operands) const -> Expr {
    Expr result = Print(operands.back()).text;
    for (size_t i = operands.size() - 1; i-- > 0;) {
      result = RuntimeCall(Function::kCoalesce, {Print(operands[i]).text, result});
    }
    return result;
  }

  // The runtime answers a value of its first operand's type, which must not be a bare literal.
  auto Extreme(const ir::Call& call) const -> Expr {
    std::vector<Expr> arguments;
    for (const auto id : call.arguments) {
      const bool literal = IsLiteral(id) && IsText(Get(id).type);
      arguments.push_back(literal ? CppExpr::Of("std::string(@)", Print(id).text) : Print(id).text);
    }
    return RuntimeCall(call.function, arguments);
  }

  const ir::App& app_;
  const CppNames& names_;
  const CppFields& fields_;
};

auto NoName(const ir::ValueAccess& access) -> Expr { Bug("a value has no name in C++", access.name); }

auto OfItem(const ir::Field& field) -> Expr {
  const bool reference = std::holds_alternative<ir::RefType>(field.type);
  if (field.revision) return CppExpr::Of("item.rowVersion");
  return CppExpr::Of("item.@", reference ? CppIdentifier::Suffixed(field.name, "Id") : CppIdentifier::Value(field.name));
}

}  // namespace

auto PrintCpp(const ir::App& app, Id<ir::Expression> id) -> Safe<CppExpr> { return Printer(app, NoName, OfItem).Print(id).text; }

auto PrintCpp(const ir::App& app, Id<ir::Expression> id, const CppNames& names) -> Safe<CppExpr> {
  return Printer(app, names, OfItem).Print(id).text;
}

auto PrintCpp(const ir::App& app, Id<ir::Expression> id, const CppFields& fields) -> Safe<CppExpr> {
  return Printer(app, NoName, fields).Print(id).text;
}

auto ResultIsOptional(const ir::App& app, Id<ir::Expression> id) -> bool {
  return app.expressions[id].nullable;
}

}  // namespace ingot::codegen
