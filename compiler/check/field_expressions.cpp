// The expressions of a field: what it is computed from, and what it is where a new row leaves it out.
#include "compiler/check/checker.h"
#include "compiler/check/expression.h"
#include "compiler/check/values.h"
#include "compiler/ir/evaluate.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr int kMostDecimalDigits = 18;

constexpr diag::Message<std::string_view> kStoredOfSeveral{Code::StoredComputed, Severity::kError,
                                                           "`{0}` is stored, so it follows from exactly one field, which is no reference"};
constexpr diag::Message<std::string_view> kStoredDecimal{Code::StoredComputed, Severity::kError,
                                                         "`{0}` is stored, so its decimals need room for every result"};

constexpr diag::Message<std::string_view, std::string> kInvalidDefault{Code::InvalidDefault, Severity::kError, "the default of `{0}` {1}"};

// A default that is the same for every row has to keep the rules of its field, or no row could leave the field out.
void CheckDefault(Id<ir::Field> id, ast::Node text, Checker& checker) {
  const ir::Field& field = checker.app.fields[id];
  const Id<ir::Expression> made = *field.default_expression;
  if (ir::UsesNow(checker.app, made)) return;
  const ir::MaybeValue value = ir::Evaluate(checker.app, made, {});
  if (!value) return;
  if (auto complaint = BrokenRule(*value, field)) checker.emitter.Emit(text.span(), kInvalidDefault, checker.PathOf(id), *std::move(complaint));
}

// A request that gives the one field gives all that the value follows from; of several it could give some.
void CheckStored(Id<ir::Field> id, ast::Node text, Checker& checker) {
  ir::Field& field = checker.app.fields[id];
  field.required = !checker.app.expressions[*field.computed].nullable;
  const auto sources = ir::FieldsOf(checker.app, *field.computed);
  const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
  if (scalar != nullptr && scalar->kind == ir::ScalarKind::kDecimal && scalar->precision < kMostDecimalDigits) {
    checker.emitter.Emit(checker.PartOf(id).object.Get("type").span(), kStoredDecimal, field.name)
        .Help("write `decimal({},{})`", kMostDecimalDigits, scalar->scale);
  }
  // The database sets references to null by itself.
  const bool own = sources.size() == 1 && !std::holds_alternative<ir::RefType>(checker.app.fields[sources.front()].type);
  if (own && !ir::ReadsSystem(checker.app, *field.computed)) return;
  checker.emitter.Emit(text.span(), kStoredOfSeveral, field.name)
      .Help("name one field, or remove `stored`: what is not stored is made whenever the row is read");
}

}  // namespace

void CheckFieldExpressions(Id<ir::Field> id, Checker& checker) {
  const FieldPart& part = checker.PartOf(id);
  const ir::FieldType& type = checker.app.fields[id].type;
  if (!part.typed || std::holds_alternative<ir::RefType>(type) || ir::IsKeptAsJson(type)) return;
  const ir::Field& field = checker.app.fields[id];
  if (field.file()) return;  // it has neither, which was reported
  if (const ast::Node text = part.object.Get("computed")) {
    const ExpressionScope scope{.row = field.model, .allow_fields = true, .follows_from_row = true, .values = {}, .rows = {}};
    const auto made = CheckExpression(text, scope, field.type, true, checker.app, checker.emitter);
    checker.app.fields[id].computed = made.value_or(Id<ir::Expression>());
    if (made && field.kept_computed) CheckStored(id, text, checker);
  } else if (const ast::Node value = part.object.Get("defaultExpr"); value && !field.concealed()) {
    const ExpressionScope scope{.row = field.model, .allow_fields = false, .values = {}, .rows = {}};
    checker.app.fields[id].default_expression =
        CheckExpression(value, scope, field.type, !field.required, checker.app, checker.emitter);
    if (checker.app.fields[id].default_expression) CheckDefault(id, value, checker);
  }
}

}  // namespace ingot::check
