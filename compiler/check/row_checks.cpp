// The rules of a model about the fields of a row together: `checks`.
#include <algorithm>
#include <array>

#include "compiler/base/match.h"
#include "compiler/base/names.h"
#include "compiler/check/checker.h"
#include "compiler/check/expression.h"
#include "compiler/check/row_samples.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostChecks = 64;
constexpr int64_t kMostWeight = 4'000;
constexpr int kMostHeight = 8;

constexpr std::array kCheckKeys{Key{"name", Want::kText, true}, Key{"expr", Want::kText, true}, Key{"message", Want::kText}};
constexpr Keys kCheck{"a check", kCheckKeys};

constexpr diag::Message<std::string_view> kNoField{Code::CheckWithoutField, Severity::kError, "the check `{0}` names no field of the row"};
constexpr diag::Message<std::string_view> kSystemColumn{Code::CheckOfSystemColumn, Severity::kError,
                                                        "a check cannot ask for `{0}`, which the service sets itself"};
constexpr diag::Message<std::string_view> kTooInvolved{Code::CheckTooInvolved, Severity::kError,
                                                       "the check `{0}` is too involved for the table to keep it"};
constexpr diag::Message<std::string_view> kNoRow{Code::NoRowKeepsChecks, Severity::kError,
                                                 "no row was found that keeps the checks of `{0}`"};

// What an operation costs in the SQL of a table, where no part can be computed once and named: how often it writes its operands,
// and how many levels it adds.
struct Cost {
  int64_t times = 1;
  int levels = 1;
};

// Has a product fewer digits after the point than it needs?
auto Cuts(const ir::App& app, const ir::ScalarType& type, const ir::Call& call) -> bool {
  int digits = 0;
  for (const auto argument : call.arguments) {
    const auto* scalar = std::get_if<ir::ScalarType>(&app.expressions[argument].type);
    if (scalar != nullptr) digits += scalar->scale;
  }
  return digits != type.scale;
}

auto CostOf(const ir::App& app, const ir::Expression& expression, const ir::Call& call) -> Cost {
  const auto* scalar = std::get_if<ir::ScalarType>(&expression.type);
  const bool decimal = scalar != nullptr && scalar->kind == ir::ScalarKind::kDecimal;
  switch (call.function) {
    case ir::Function::kAdd:
    case ir::Function::kSubtract:
    case ir::Function::kNegate:
    case ir::Function::kAbs:
    case ir::Function::kMin:
    case ir::Function::kMax:
    case ir::Function::kWiden: return {4, 2};
    // SQLite needs a SELECT for these, which no constraint can have.
    case ir::Function::kMultiply: return decimal && Cuts(app, *scalar, call) ? Cost{kMostWeight, kMostHeight} : Cost{4, 2};
    case ir::Function::kDivide:
    case ir::Function::kModulo: return decimal ? Cost{kMostWeight, kMostHeight} : Cost{4, 2};
    case ir::Function::kFloor:
    case ir::Function::kRound: return {60, 5};
    case ir::Function::kEndsWith:
    case ir::Function::kSubstring:
    case ir::Function::kReplace:
    case ir::Function::kSeconds:
    case ir::Function::kMinutes:
    case ir::Function::kHours:
    case ir::Function::kDays: return {8, 3};
    case ir::Function::kYear:
    case ir::Function::kMonth:
    case ir::Function::kDay:
    case ir::Function::kHour: return {4, 3};
    default: return {1, 1};
  }
}

struct Size {
  int64_t weight = 1;
  int height = 0;
};

// Recursion is bounded by the depth of expressions, the weight by what is counted of it.
auto SizeOf(const ir::App& app, Id<ir::Expression> id) -> Size {
  const ir::Expression& expression = app.expressions[id];
  const auto* call = std::get_if<ir::Call>(&expression.node);
  if (call == nullptr || !ir::ReadsRows(app, id)) return {};
  const Cost cost = CostOf(app, expression, *call);
  Size size;
  for (const auto argument : call->arguments) {
    const Size part = SizeOf(app, argument);
    size.weight = std::min(size.weight + cost.times * part.weight, kMostWeight + 1);
    size.height = std::max(size.height, part.height);
  }
  size.height += cost.levels;
  return size;
}

auto FindSystem(const ir::App& app, Id<ir::Expression> id) -> const ir::Expression* {
  const ir::Expression& expression = app.expressions[id];
  if (std::holds_alternative<ir::SystemAccess>(expression.node)) return &expression;
  const auto* field = std::get_if<ir::FieldAccess>(&expression.node);
  if (field != nullptr && app.fields[field->field].revision) return &expression;
  const auto* call = std::get_if<ir::Call>(&expression.node);
  if (call == nullptr) return nullptr;
  for (const auto argument : call->arguments) {
    if (const auto* found = FindSystem(app, argument)) return found;
  }
  return nullptr;
}

class CheckReader {
 public:
  CheckReader(Id<ir::Model> model, Checker& checker) : model_(model), app_(checker.app), emitter_(checker.emitter) {}

  void Add(ast::Node node) {
    const Object object = Object::Read(node, kCheck, emitter_);
    ir::RowCheck check;
    check.name = object.Text("name");
    check.span = object.NameSpan();
    check.message = object.Text("message");
    const ast::Node name = object.Get("name");
    const bool named = CheckName(name, NameStyle::kCamel, "a check", emitter_) && names_.Add(check.name, check.span, "a check", emitter_);
    const ast::Node text = object.Get("expr");
    if (!text || HoldsNul(text)) return;
    const ExpressionScope scope{.row = model_, .allow_fields = true, .follows_from_row = true, .in_sql = true, .values = {}, .rows = {}};
    const auto condition = CheckCondition(text, scope, app_, emitter_);
    if (!condition || !named) return;
    check.condition = *condition;
    check.constraint = ir::PhysicalName(SnakeCase(check.name) + "_check");
    check.fields = ir::FieldsOf(app_, *condition);
    if (Fits(check, text)) app_.models[model_].checks.push_back(std::move(check));
  }

 private:
  auto Fits(const ir::RowCheck& check, ast::Node text) -> bool {
    if (const auto* system = FindSystem(app_, check.condition)) {
      const auto* column = std::get_if<ir::SystemAccess>(&system->node);
      const std::string_view name = column != nullptr ? NameOf(column->column) : app_.fields[std::get<ir::FieldAccess>(system->node).field].name;
      emitter_.Emit(system->span, kSystemColumn, name).Help("compare fields of the row with each other");
      return false;
    }
    if (check.fields.empty()) {
      emitter_.Emit(text.span(), kNoField, check.name).Help("a check compares fields of the row: `endsAt > startsAt`");
      return false;
    }
    const Size size = SizeOf(app_, check.condition);
    if (size.weight <= kMostWeight && size.height <= kMostHeight) return true;
    emitter_.Emit(text.span(), kTooInvolved, check.name).Help("write several checks, or store a part in a field of its own");
    return false;
  }

  static auto NameOf(ir::SystemColumn column) -> std::string_view {
    switch (column) {
      case ir::SystemColumn::kId: return "id";
      case ir::SystemColumn::kCreatedAt: return "createdAt";
      case ir::SystemColumn::kUpdatedAt: break;
    }
    return "updatedAt";
  }

  Id<ir::Model> model_;
  ir::App& app_;
  diag::Emitter& emitter_;
  NameScope names_;
};

}  // namespace

void CheckRowChecks(Id<ir::Model> model, Checker& checker) {
  const ast::Node list = checker.PartOf(model).object.Get("checks");
  if (!list) return;
  CheckReader reader(model, checker);
  const size_t errors = checker.emitter.sink().errors();
  for (const ast::Node node : ItemsWithin(list, kMostChecks, "checks of a model", checker.emitter)) reader.Add(node);
  // Rows are sought only where everything else is right.
  if (checker.emitter.sink().errors() != errors || !StillShown(checker.emitter)) return;
  if (FindRows(model, checker)) return;
  checker.emitter.Emit(checker.PartOf(model).object.KeySpan("checks"), kNoRow, checker.app.models[model].name)
      .Help("add an `example` to the fields that they name: values that keep all checks together, for the tests");
}

}  // namespace ingot::check
