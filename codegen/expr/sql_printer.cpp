#include "codegen/expr/sql_printer.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "codegen/text/bug.h"
#include "compiler/ir/evaluate.h"

namespace ingot::codegen {
namespace {

using ir::Function;
using ir::ScalarKind;

constexpr int kMostDepth = 5;    // of conditions before a part becomes a value with rows of its own
constexpr int kMostHeight = 4;   // of a part before it becomes a row
constexpr size_t kMostArguments = 50;

auto IsTrueOrFalse(const ir::App& app, Id<ir::Expression> id, bool wanted) -> bool {
  const auto* literal = std::get_if<ir::Literal>(&app.expressions[id].node);
  const auto* truth = literal != nullptr ? std::get_if<bool>(&literal->value) : nullptr;
  return truth != nullptr && *truth == wanted;
}

// The numbers behind `$` of a text that holds no literals of a user, each once, in order.
auto ParametersOf(std::string_view text) -> std::vector<int64_t> {
  std::vector<int64_t> found;
  for (size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    int64_t number = 0;
    std::from_chars(text.data() + at + 1, text.data() + text.size(), number);
    if (std::ranges::find(found, number) == found.end()) found.push_back(number);
  }
  return found;
}

}  // namespace

// Parameters appear in the order of their numbers, but a part that becomes a row moves to the front: so it is printed twice.
template <typename Text>
auto SqlPrinter<Text>::Print(Id<ir::Expression> id, SqlForm form) -> PrintedSql<Text> {
  const auto once = [&] {
    bindings_.clear();
    next_row_ = 1;
    if (form == SqlForm::kPredicate) return Positive(id, 0);
    const Part value = Rooted(id);
    return form == SqlForm::kOrderKey ? Ordered(value, TypeOf(id)) : value;
  };
  if (place_.constraint) return {once().text, {}};
  const std::vector<int64_t> order = ParametersOf(once().text.View());
  numbers_.assign(order.size(), 0);
  std::vector<SqlBinding> sorted;
  for (size_t i = 0; i < order.size(); ++i) {
    const auto binding = static_cast<size_t>(order[i] - place_.first_parameter);
    numbers_[binding] = place_.first_parameter + static_cast<int64_t>(i);
    sorted.push_back(bindings_[binding]);
  }
  return {once().text, std::move(sorted)};
}

template <typename Text>
auto SqlPrinter<Text>::Bind(Id<ir::Expression> id) -> Part {
  const ir::Expression& expression = app_.expressions[id];
  if (std::holds_alternative<ir::NullLiteral>(expression.node)) return Null(expression.type);
  if (IsTrueOrFalse(app_, id, true)) return Truth(true);
  if (IsTrueOrFalse(app_, id, false)) return Truth(false);
  if (place_.constraint) return Inlined(id);
  const size_t at = bindings_.size();
  bindings_.push_back({id, expression.type, PrintCpp(app_, id, place_.names)});
  const auto number = place_.first_parameter + static_cast<int64_t>(at);
  return Parameter(numbers_.empty() ? number : numbers_[at], expression.type);
}

// What depends on no row and on no time is known here.
template <typename Text>
auto SqlPrinter<Text>::Inlined(Id<ir::Expression> id) const -> Part {
  const Type& type = TypeOf(id);
  const ir::MaybeValue value = ir::Evaluate(app_, id, {});
  if (!value) return Null(type);
  if (const auto* truth = std::get_if<bool>(&*value)) return Truth(*truth);
  const auto* closed = std::get_if<ir::EnumType>(&type);
  if (closed == nullptr) return Literal(*value, type);
  return Literal(app_.enums[closed->id].values[static_cast<size_t>(std::get<int64_t>(*value))], ir::ScalarType{ScalarKind::kText});
}

// Every row has one line, so that rows side by side are one line again.
template <typename Text>
auto SqlPrinter<Text>::Selected(const Part& part) -> Part {
  if (part.temps.empty()) return Part::Of("SELECT @", part);
  std::vector<Part> from;
  for (const int read : part.temps) from.push_back(Part::Of("v@", Part::Integer(read)));
  return Part::Of("SELECT @ FROM @", part, Part::Join(", ", from));
}

template <typename Text>
auto SqlPrinter<Text>::Spill(const Part& part) -> Part {
  if (place_.constraint) return part.Inside();
  if (frame_ == nullptr) Bug("a part of SQL becomes a row where there are none", "");
  const int number = next_row_++;
  const Part name = Part::Integer(number);
  frame_->rows.push_back(Part::Of("v@(_x) AS MATERIALIZED (@)", name, Selected(part)).text);
  return {Part::Of("v@._x", name).text, true, 0, {number}, false, false};
}

template <typename Text>
auto SqlPrinter<Text>::Within(const Part& part, int64_t least, int64_t most) -> Part {
  const Part x = Shared(part).Inside();
  return Part::Of("CASE WHEN @ BETWEEN @ AND @ THEN @ END", x, Part::Integer(least), Part::Integer(most), x);
}

template <typename Text>
auto SqlPrinter<Text>::Rooted(Id<ir::Expression> id) -> Part {
  Frame frame;
  Frame* const before = std::exchange(frame_, &frame);
  const Part value = Printed(id);
  frame_ = before;
  if (frame.rows.empty()) return value;
  return {Text::Of("(WITH @ @)", Text::Join(", ", frame.rows), Selected(value).text), true, 1, {}, false, false};
}

template <typename Text>
auto SqlPrinter<Text>::Value(Id<ir::Expression> id) -> Part {
  const Part part = Printed(id);
  return part.height > kMostHeight ? Spill(part) : part;
}

template <typename Text>
auto SqlPrinter<Text>::Printed(Id<ir::Expression> id) -> Part {
  if (!ir::ReadsRows(app_, id)) return Bind(id);
  const ir::Expression& expression = app_.expressions[id];
  return std::visit(Match{
                        [&](const ir::NullLiteral&) { return Bind(id); },
                        [&](const ir::Literal&) { return Bind(id); },
                        [&](const ir::ValueAccess&) { return Bind(id); },
                        [&](const ir::FieldAccess& access) { return ColumnOf(access); },
                        [&](const ir::SystemAccess& access) { return ColumnOf(access); },
                        [&](const ir::Call& call) { return CallValue(expression, call); },
                        [&](const ir::Aggregate& aggregate) { return AggregateValue(aggregate, expression.type); },
                    },
                    expression.node);
}

// Null counts as false here, so comparisons stay as an index can serve them.
template <typename Text>
auto SqlPrinter<Text>::Positive(Id<ir::Expression> id, int depth) -> Part {
  const auto* call = std::get_if<ir::Call>(&app_.expressions[id].node);
  if (call == nullptr || !ir::ReadsRows(app_, id) || depth > kMostDepth) return Rooted(id);
  const auto part = PositiveCall(id, *call, depth);
  return part ? *part : Rooted(id);
}

template <typename Text>
auto SqlPrinter<Text>::PositiveCall(Id<ir::Expression> id, const ir::Call& call, int depth) -> std::optional<Part> {
  const auto& of = call.arguments;
  const auto all = [&](Constant separator) {
    Parts parts;
    for (const auto operand : of) parts.push_back(Positive(operand, depth + 1).Operand());
    return Part::Join(separator, parts);
  };
  switch (call.function) {
    case Function::kAnd: return all(" AND ");
    case Function::kOr: return all(" OR ");
    case Function::kCoalesce:
      if (of.size() == 2 && IsTrueOrFalse(app_, of[1], false)) return Positive(of[0], depth + 1);
      return std::nullopt;
    case Function::kNot: {
      const auto* inner = std::get_if<ir::Call>(&app_.expressions[of[0]].node);
      if (inner != nullptr && inner->function == Function::kIsNull) {
        return Part::Condition("@ IS NOT NULL", Rooted(inner->arguments[0]).Inside());
      }
      return std::nullopt;
    }
    case Function::kNotEqual:
      if (MayBeNull(of[0]) || MayBeNull(of[1])) return std::nullopt;
      return Compared(call.function, of[0], of[1], true);
    case Function::kEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual: return Compared(call.function, of[0], of[1], true);
    case Function::kIn: return Member(call, true);
    default: static_cast<void>(id); return std::nullopt;
  }
}

template <typename Text>
auto SqlPrinter<Text>::CallValue(const ir::Expression& expression, const ir::Call& call) -> Part {
  const auto& of = call.arguments;
  const auto never_null = [&](const Part& part) { return Part::Atom("coalesce(@, @)", part, Truth(false)); };
  switch (call.function) {
    case Function::kAnd: return Chain(of, " AND ");
    case Function::kOr: return Chain(of, " OR ");
    case Function::kNot: return Part::Condition("NOT @", Value(of[0]).Inside());
    case Function::kIsNull: return Part::Condition("@ IS NULL", Value(of[0]).Inside());
    case Function::kEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual: {
      const Part compared = Compared(call.function, of[0], of[1], false);
      return MayBeNull(of[0]) || MayBeNull(of[1]) ? never_null(compared) : compared;
    }
    case Function::kNotEqual:
      if (!MayBeNull(of[0]) && !MayBeNull(of[1])) return Compared(call.function, of[0], of[1], false);
      return Part::Condition("NOT @", never_null(Compared(Function::kEqual, of[0], of[1], false)));
    case Function::kIn: return never_null(Member(call, false));
    case Function::kCoalesce: return Coalesced(of);
    case Function::kConditional: {
      const Part condition = Value(of[0]);
      const Part yes = Value(of[1]);
      return Part::Of("CASE WHEN @ THEN @ ELSE @ END", condition, yes, Value(of[2]));
    }
    case Function::kMin:
    case Function::kMax: return Extreme(call, expression.type);
    case Function::kWiden: return Widened(Value(of[0]), TypeOf(of[0]), expression.type);
    default: break;
  }
  Parts args;
  for (const auto operand : of) args.push_back(Value(operand));
  const auto first = KindOf(TypeOf(of[0]));
  const auto kind = KindOf(expression.type);
  const bool times = kind == ScalarKind::kTimestamp || kind == ScalarKind::kDate || kind == ScalarKind::kDuration ||
                     first == ScalarKind::kTimestamp || first == ScalarKind::kDate;
  if (times) return TimeCall(call, expression.type, args);
  const bool texts = first && *first != ScalarKind::kJson && ir::SpecOf(*first).value == ir::ValueForm::kText;
  return texts ? TextCall(call, args) : Arithmetic(call, expression.type, args);
}

template <typename Text>
auto SqlPrinter<Text>::Chain(const Ids& ids, Constant separator) -> Part {
  Parts parts;
  for (const auto operand : ids) parts.push_back(Value(operand).Operand());
  return Part::Join(separator, parts);
}

template <typename Text>
auto SqlPrinter<Text>::Compared(Function function, Id<ir::Expression> left, Id<ir::Expression> right, bool rooted) -> Part {
  const Part a = Comparable(rooted ? Rooted(left) : Value(left), TypeOf(left), TypeOf(right)).Inside();
  Part b = Comparable(rooted ? Rooted(right) : Value(right), TypeOf(right), TypeOf(left)).Inside();
  const bool equality = function == Function::kEqual || function == Function::kNotEqual;
  if (!equality && !a.column && !b.column) b = Ordered(b, TypeOf(right)).Inside();
  switch (function) {
    case Function::kEqual: return Part::Condition("@ = @", a, b);
    case Function::kNotEqual: return Part::Condition("@ <> @", a, b);
    case Function::kLess: return Part::Condition("@ < @", a, b);
    case Function::kLessEqual: return Part::Condition("@ <= @", a, b);
    case Function::kGreater: return Part::Condition("@ > @", a, b);
    default: return Part::Condition("@ >= @", a, b);
  }
}

// Decimals of several scales are compared one by one: each pair meets at a scale of its own.
template <typename Text>
auto SqlPrinter<Text>::Member(const ir::Call& call, bool rooted) -> Part {
  const auto& of = call.arguments;
  const bool same = std::ranges::all_of(of, [&](auto id) { return ScaleOf(TypeOf(id)) == ScaleOf(TypeOf(of[0])); });
  Parts items;
  const Part value = rooted ? Rooted(of[0]) : Shared(Value(of[0]));
  for (size_t i = 1; i < of.size(); ++i) {
    const Part item = rooted ? Rooted(of[i]) : Value(of[i]);
    if (same) {
      items.push_back(item);
      continue;
    }
    const Part a = Comparable(value, TypeOf(of[0]), TypeOf(of[i])).Inside();
    const Part b = Comparable(item, TypeOf(of[i]), TypeOf(of[0])).Inside();
    items.push_back(Part::Of("@ = @", a, b));
  }
  if (!same) return Part::Join(" OR ", items);
  return Part::Condition("@ IN (@)", value.Inside(), Part::Join(", ", items));
}

// SQLite takes 100 arguments at most.
template <typename Text>
auto SqlPrinter<Text>::Coalesced(std::span<const Id<ir::Expression>> ids) -> Part {
  Parts parts;
  const size_t here = std::min(ids.size(), kMostArguments);
  for (const auto id : ids.first(here)) parts.push_back(Value(id));
  const auto rest = ids.subspan(here);
  if (rest.size() == 1) parts.push_back(Value(rest[0]));
  if (rest.size() > 1) parts.push_back(Coalesced(rest));
  return Part::Atom("coalesce(@)", Part::Join(", ", parts));
}

template <typename Text>
auto SqlPrinter<Text>::Extreme(const ir::Call& call, const Type& type) -> Part {
  const Part a = Shared(Value(call.arguments[0])).Inside();
  const Part b = Shared(Value(call.arguments[1])).Inside();
  const Part other = a.column || b.column ? b : Ordered(b, type).Inside();
  if (call.function == Function::kMin) {
    return Part::Of("CASE WHEN @ <= @ THEN @ WHEN @ > @ THEN @ END", a, other, a, a, other, b);
  }
  return Part::Of("CASE WHEN @ >= @ THEN @ WHEN @ < @ THEN @ END", a, other, a, a, other, b);
}

template <typename Text>
auto SqlPrinter<Text>::Column(const Safe<SqlIdentifier>& name, ir::RowNumber row, Id<ir::Model> model) -> Part {
  Part part{Text::Of("@", name)};
  part.column = true;
  if (row > 0) {
    part.text = Text::Of("r@.@", SqlLiteral::Integer(row), name);
  } else if (place_.row) {
    part.text = Text::Of("@.@", *place_.row, name);
  } else if (aggregates_ > 0) {
    part.text = Text::Of("@.@", SqlIdentifier::Physical(app_.models[model].table), name);
  }
  return part;
}

template <typename Text>
auto SqlPrinter<Text>::ColumnOf(const ir::FieldAccess& access) -> Part {
  const ir::Field& field = app_.fields[access.field];
  return Column(SqlIdentifier::Physical(ir::ColumnName(field)), access.row, field.model);
}

template <typename Text>
auto SqlPrinter<Text>::ColumnOf(const ir::SystemAccess& access) -> Part {
  switch (access.column) {
    case ir::SystemColumn::kId: return Column(SqlIdentifier::Physical("id"), access.row, access.model);
    case ir::SystemColumn::kCreatedAt: return Column(SqlIdentifier::Physical("created_at"), access.row, access.model);
    case ir::SystemColumn::kUpdatedAt: return Column(SqlIdentifier::Physical("updated_at"), access.row, access.model);
  }
  Bug("an expression names no system column", "");
}

// What an aggregate takes is a column of a SELECT of its own: alone, a value of an outer row would make it the outer one's.
template <typename Text>
auto SqlPrinter<Text>::AggregateValue(const ir::Aggregate& aggregate, const Type& type) -> Part {
  Frame* const before = std::exchange(frame_, nullptr);
  ++aggregates_;
  std::optional<Part> value;
  if (aggregate.value) value = Rooted(*aggregate.value);
  const Part table{Text::Of("@ AS r@", SqlIdentifier::Physical(app_.models[aggregate.model].table), SqlLiteral::Integer(aggregate.row))};
  Part rows = Part::Of("FROM @", table);
  if (aggregate.condition) rows = Part::Of("@ WHERE @", rows, Positive(*aggregate.condition, 0));
  --aggregates_;
  frame_ = before;
  const Part made = [&] {
    switch (aggregate.kind) {
      case ir::Aggregation::kExists: return Part::Atom("EXISTS (SELECT 1 @)", rows);
      case ir::Aggregation::kCount: return Part::Atom("(SELECT count(*) @)", rows);
      case ir::Aggregation::kSum: return Part::Atom("(@)", Sum(Part::Of("SELECT @ AS x @", *value, rows), type));
      case ir::Aggregation::kMin:
      case ir::Aggregation::kMax: {
        const bool most = aggregate.kind == ir::Aggregation::kMax;
        return Part::Atom("(@)", Largest(Part::Of("SELECT @ AS x @", *value, rows), type, most));
      }
    }
    Bug("an aggregate has no kind", "");
  }();
  return {made.text, true, 1, {}, false, false};
}

template <typename Text>
auto SqlPrinter<Text>::KindOf(const Type& type) const -> std::optional<ScalarKind> {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr ? std::optional(scalar->kind) : std::nullopt;
}

template <typename Text>
auto SqlPrinter<Text>::ScaleOf(const Type& type) -> int {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr && scalar->kind == ScalarKind::kDecimal ? scalar->scale : 0;
}

template class SqlPrinter<SqliteText>;
template class SqlPrinter<PgText>;

}  // namespace ingot::codegen
