#include "codegen/targets/cpp-service/endpoint_names.h"

#include <algorithm>
#include <array>

#include "codegen/expr/cpp.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/text/bug.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using ir::VariableKind;

// What the template itself calls so.
constexpr auto kOurs = std::to_array<std::string_view>({"checks", "context", "input", "json", "now", "request", "session", "work"});

// Constants of the unit begin so.
auto LooksLikeConstant(std::string_view name) -> bool { return name.size() > 1 && name[0] == 'k' && IsAsciiUpper(name[1]); }

auto IsGrouped(const ir::Variable& variable) -> bool {
  return variable.kind == VariableKind::kQuery || variable.kind == VariableKind::kHeader || variable.kind == VariableKind::kBody;
}

auto Group(VariableKind kind) -> Safe<CppIdentifier> {
  switch (kind) {
    case VariableKind::kQuery: return CppIdentifier::Fixed("query");
    case VariableKind::kHeader: return CppIdentifier::Fixed("header");
    case VariableKind::kBody: return CppIdentifier::Fixed("body");
    default: Bug("an input of this kind has no group", "");
  }
}

auto ColumnMember(const ir::App& app, const ir::RowColumn& column) -> Safe<CppIdentifier> {
  return std::visit(Match{
                        [&](Id<ir::Field> field) { return MemberName(app.fields[field]); },
                        [](ir::SystemColumn system) {
                          switch (system) {
                            case ir::SystemColumn::kId: return CppIdentifier::Fixed("id");
                            case ir::SystemColumn::kCreatedAt: return CppIdentifier::Fixed("createdAt");
                            case ir::SystemColumn::kUpdatedAt: break;
                          }
                          return CppIdentifier::Fixed("updatedAt");
                        },
                    },
                    column);
}

}  // namespace

EndpointNames::EndpointNames(const ir::App& app, const ir::Endpoint& endpoint) : app_(app) {
  for (const auto* inputs : {&endpoint.params, &endpoint.query, &endpoint.headers, &endpoint.body}) {
    for (const Id<ir::Variable> id : *inputs) Take(id);
  }
  for (const Id<ir::Statement> id : endpoint.statements) Collect(id);
  Note(endpoint.result);
}

auto EndpointNames::UseOf(Id<ir::Variable> id) const -> VariableUse {
  const auto found = uses_.find(id);
  return found == uses_.end() ? VariableUse() : found->second;
}

auto EndpointNames::Local(Id<ir::Variable> id) const -> Safe<CppIdentifier> {
  const std::string& name = app_.variables[id].name;
  const bool ours = std::ranges::find(kOurs, name) != kOurs.end() || LooksLikeConstant(name);
  return ours ? CppIdentifier::Suffixed(name, "_") : CppIdentifier::Value(name);
}

auto EndpointNames::Whole(Id<ir::Variable> id) const -> Safe<CppExpr> {
  const bool certain = looked_for_.contains(id) && !app_.variables[id].nullable;
  return certain ? CppExpr::Of("*@", Local(id)) : CppExpr::Of("@", Local(id));
}

auto EndpointNames::Place(Id<ir::Variable> input) const -> Safe<CppExpr> {
  const ir::Variable& variable = app_.variables[input];
  const auto member = CppIdentifier::Value(variable.name);
  return IsGrouped(variable) ? CppExpr::Of("input.@.@", Group(variable.kind), member) : CppExpr::Of("input.@", member);
}

auto EndpointNames::Access(const ir::ValueAccess& access) const -> Safe<CppExpr> {
  const Id<ir::Variable> id = by_name_.find(access.name)->second;
  const ir::Variable& variable = app_.variables[id];
  if (variable.input.valid() && !access.column)
    return variable.nullable ? CppExpr::Of("@.optional()", Place(id)) : CppExpr::Of("*@", Place(id));
  if (variable.kind == VariableKind::kValue) return CppExpr::Of("@", Local(id));
  const ir::RowColumn column = access.column.value_or(ir::SystemColumn::kId);
  const auto member = ColumnMember(app_, column);
  if (!looked_for_.contains(id)) return CppExpr::Of("@.@", Local(id), member);
  if (!variable.nullable) return CppExpr::Of("@->@", Local(id), member);
  return CppExpr::Of("rt::columnOf(@, &@::@)", Local(id), CppIdentifier::Type(app_.models[variable.model].name), member);
}

auto EndpointNames::Fresh(Constant prefix, std::string_view name) -> Safe<CppIdentifier> {
  for (int number = 1;; ++number) {
    const std::string numbered = number == 1 ? std::string(name) : std::string(name) + std::to_string(number);
    const auto made = CppIdentifier::Prefixed(prefix, numbered);
    if (taken_.insert(std::string(made.View())).second) return made;
  }
}

auto EndpointNames::Print(Id<ir::Expression> id) const -> Safe<CppExpr> {
  return PrintCpp(app_, id, [this](const ir::ValueAccess& access) { return Access(access); });
}

void EndpointNames::Take(const std::optional<Id<ir::Variable>>& variable, bool may_be_missing) {
  if (!variable) return;
  const ir::Variable& taken = app_.variables[*variable];
  const std::string group = IsGrouped(taken) ? std::string(ir::VariableKindText(taken.kind)) + "." : "";
  by_name_.emplace(group + taken.name, *variable);
  if (group.empty()) taken_.insert(std::string(Local(*variable).View()));
  if (may_be_missing) looked_for_.insert(*variable);
}

void EndpointNames::Collect(Id<ir::Statement> id) {
  std::visit(Match{
                 [&](const ir::LetValue& let) {
                   Note(let.value);
                   Take(let.as);
                 },
                 [&](const ir::LetFirst& let) {
                   Note(let.where);
                   Take(let.as, true);
                 },
                 [&](const ir::LetAll& let) {
                   Note(let.where);
                   Take(let.as);
                 },
                 [&](const ir::Require& require) { Note(require.condition); },
                 [&](const ir::Create& create) {
                   Note(create.set);
                   Take(create.as);
                 },
                 [&](const ir::Update& update) {
                   Note(update.where);
                   Note(update.set);
                   Take(update.as, !update.all);
                 },
                 [&](const ir::Upsert& upsert) {
                   Note(upsert.set);
                   Take(upsert.as);
                 },
                 [&](const ir::Remove& remove) {
                   Note(remove.where);
                   Take(remove.as);
                 },
                 [&](const ir::Effect& effect) { Note(effect.body); },
                 [&](const ir::Run& run) {
                   for (const ir::Argument& argument : run.arguments) {
                     if (const auto* row = std::get_if<Id<ir::Variable>>(&argument)) uses_[*row].whole = true;
                     if (const auto* value = std::get_if<Id<ir::Expression>>(&argument)) Note(*value);
                   }
                   Take(run.as);
                 },
                 [&](const ir::Return& early) {
                   Note(early.when);
                   Note(early.result);
                 },
                 [&](const ir::Each& each) {
                   uses_[each.in].whole = true;
                   Take(each.item);
                   for (const Id<ir::Statement> statement : each.body) Collect(statement);
                 },
             },
             app_.statements[id].node);
}

// Recursion is bounded by the depth of expressions.
void EndpointNames::Note(Id<ir::Expression> id) {
  std::visit(Match{
                 [&](const ir::ValueAccess& access) {
                   VariableUse& use = uses_[by_name_.find(access.name)->second];
                   (access.column ? use.column : use.value) = true;
                 },
                 [&](const ir::Call& call) {
                   uses_now_ = uses_now_ || call.function == ir::Function::kNow || call.function == ir::Function::kShiftNow;
                   for (const Id<ir::Expression> argument : call.arguments) Note(argument);
                 },
                 [&](const ir::Aggregate& aggregate) {
                   Note(aggregate.condition);
                   Note(aggregate.value);
                 },
                 [](const auto&) {},
             },
             app_.expressions[id].node);
}

void EndpointNames::Note(const std::optional<Id<ir::Expression>>& id) {
  if (id) Note(*id);
}

void EndpointNames::Note(const std::vector<ir::Assignment>& set) {
  for (const ir::Assignment& each : set) Note(each.value);
}

void EndpointNames::Note(const ir::Result& result) {
  const auto one = Match{[&](Id<ir::Variable> id) { uses_[id].whole = true; }, [&](Id<ir::Expression> id) { Note(id); }};
  std::visit(Match{
                 [](ir::NoResult) {},
                 [&](const std::vector<ir::ResultMember>& members) {
                   for (const ir::ResultMember& member : members) std::visit(one, member.value);
                 },
                 [&](const auto& id) { one(id); },
             },
             result.value);
}

}  // namespace ingot::codegen::cpp_service
