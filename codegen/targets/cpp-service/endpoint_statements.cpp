#include <algorithm>
#include <utility>

#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/endpoint_sql.h"
#include "codegen/targets/cpp-service/endpoint_view.h"
#include "codegen/targets/cpp-service/function_view.h"
#include "codegen/targets/cpp-service/hook_view.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "compiler/base/match.h"
#include "compiler/ir/relations.h"

namespace ingot::codegen::cpp_service {
namespace {

using Lines = std::vector<Safe<CppExpr>>;

auto Arguments(const std::vector<Safe<CppExpr>>& values) -> Safe<CppExpr> { return CppExpr::Of("rt::Params(@)", CppExpr::Join(", ", values)); }

class StepWriter {
 public:
  StepWriter(const ir::App& app, const ir::Endpoint& endpoint, EndpointNames& names, EndpointView& view)
      : app_(app), endpoint_(endpoint), names_(names), view_(view) {}

  void Run() {
    Lines rows;
    for (const Id<ir::Variable> id : endpoint_.params) FindPathRow(id, rows);
    for (const auto* inputs : {&endpoint_.query, &endpoint_.headers, &endpoint_.body}) {
      for (const Id<ir::Variable> id : *inputs) RequireReference(id, rows);
    }
    Step(std::move(rows));
    for (const Id<ir::Statement> id : endpoint_.statements) Step(LinesOf(id));
    Step(Answer(endpoint_.result));
  }

 private:
  void Step(Lines lines) {
    if (!lines.empty()) view_.steps.push_back({std::move(lines)});
  }

  auto ModelOf(Id<ir::Model> id) const -> const ir::Model& { return app_.models[id]; }
  auto TypeOf(Id<ir::Model> id) const -> Safe<CppIdentifier> { return CppIdentifier::Type(app_.models[id].name); }

  auto Constant(Safe<CppIdentifier> name, const BoundSql& sql) -> Safe<CppIdentifier> {
    view_.in_transaction = true;
    const bool two = sql.sqlite.View() != sql.postgres.View();
    view_.queries.push_back({name, CppString::Quote(sql.sqlite.View()), two, CppString::Quote(sql.postgres.View())});
    return name;
  }

  void FindPathRow(Id<ir::Variable> id, Lines& lines) {
    const ir::Variable& variable = app_.variables[id];
    if (!variable.model.valid()) return;
    view_.in_transaction = true;
    const VariableUse use = names_.UseOf(id);
    const auto type = TypeOf(variable.model);
    const auto name = CppString::Quote(ModelOf(variable.model).name);
    const auto place = names_.Place(id);
    if (use.column || use.whole) {
      lines.push_back(CppExpr::Of("const auto @ = rt::pathRow<@>(session, k@Table, @, *@);", names_.Local(id), type, type, name, place));
    } else {
      lines.push_back(CppExpr::Of("rt::requireRow(session, k@Table, @, *@);", type, name, place));
    }
  }

  void RequireReference(Id<ir::Variable> id, Lines& lines) {
    const ir::Variable& variable = app_.variables[id];
    if (!variable.model.valid()) return;
    view_.in_transaction = true;
    lines.push_back(CppExpr::Of("rt::requireReference(session, k@Table, @, @);", TypeOf(variable.model), CppString::Quote(InputPath(variable)),
                                names_.Place(id)));
  }

  auto LinesOf(Id<ir::Statement> id) -> Lines {
    return std::visit([&](const auto& node) { return Write(node); }, app_.statements[id].node);
  }

  auto IsUsed(const std::optional<Id<ir::Variable>>& id) const -> bool { return id && names_.UseOf(*id).any(); }

  auto Unused(Id<ir::Variable> id) const -> Safe<CppExpr> { return UnusedUnless(names_.UseOf(id).any()); }

  // `const auto lock = ` where somebody asks for it.
  auto Binding(const std::optional<Id<ir::Variable>>& id) const -> Safe<CppExpr> {
    return IsUsed(id) ? CppExpr::Of("const auto @ = ", names_.Local(*id)) : CppExpr::Of("");
  }

  static auto Thrown(const ir::Refusal& refusal) -> Safe<CppExpr> {
    return CppExpr::Of("throw rt::Failure(@, @, @);", CppLiteral::Integer(refusal.status), CppString::Quote(refusal.code),
                       CppString::Quote(refusal.message));
  }

  auto TypeOfValue(Id<ir::Expression> id) const -> Safe<CppType> {
    const ir::Expression& expression = app_.expressions[id];
    const auto type = ValueType(app_, std::visit([](const auto& each) -> ir::FieldType { return each; }, expression.type));
    return expression.nullable ? CppType::Of("std::optional<@>", type) : type;
  }

  // A value of C++: computed there, or asked of the database.
  auto Value(Id<ir::Expression> id, codegen::Constant prefix, std::string_view name) -> Safe<CppExpr> {
    if (!ir::HasAggregate(app_, id)) return names_.Print(id);
    const BoundSql sql = SelectValue(app_, id, names_);
    return CppExpr::Of("rt::valueOf<@>(session, @, @)", TypeOfValue(id), Constant(names_.Fresh(prefix, name), sql), Arguments(sql.values));
  }

  // The condition of an `if` that asks whether the expression does not hold.
  auto Unless(Id<ir::Expression> id) -> Safe<CppExpr> {
    if (ir::HasAggregate(app_, id)) return CppExpr::Of("!@", Value(id, "k", "condition"));
    const auto* call = std::get_if<ir::Call>(&app_.expressions[id].node);
    if (call != nullptr && call->function == ir::Function::kNot && !app_.expressions[call->arguments[0]].nullable)
      return names_.Print(call->arguments[0]);
    return CppExpr::Of("!(@)", names_.Print(id));
  }

  auto Write(const ir::LetValue& let) -> Lines {
    const auto value = Value(let.value, "kAsk", app_.variables[let.as].name);
    return {CppExpr::Of("@const @ @(@);", Unused(let.as), TypeOfValue(let.value), names_.Local(let.as), value)};
  }

  auto Write(const ir::LetFirst& let) -> Lines {
    const BoundSql sql = SelectFirst(app_, let, names_);
    const auto name = Constant(names_.Fresh("kFind", app_.variables[let.as].name), sql);
    const auto unused = let.otherwise ? CppExpr::Of("") : Unused(let.as);
    Lines lines{CppExpr::Of("@const auto @ = session.first<@>(@, @);", unused, names_.Local(let.as), TypeOf(let.model), name, Arguments(sql.values))};
    if (let.otherwise) lines.push_back(CppExpr::Of("if (!@) @", names_.Local(let.as), Thrown(*let.otherwise)));
    return lines;
  }

  auto Write(const ir::LetAll& let) -> Lines {
    const BoundSql sql = SelectAll(app_, let, names_);
    const auto name = Constant(names_.Fresh("kFind", app_.variables[let.as].name), sql);
    return {CppExpr::Of("@const auto @ = rt::allRows<@>(session, @, @, context.maxAnswerBytes());", Unused(let.as), names_.Local(let.as), TypeOf(let.model), name,
                        Arguments(sql.values))};
  }

  auto Write(const ir::Require& require) -> Lines {
    return {CppExpr::Of("if (@) @", Unless(require.condition), Thrown(require.otherwise))};
  }

  // `Lock::Input newLock;` and what is set in it.
  void FillInput(Id<ir::Model> model, const std::vector<ir::Assignment>& set, const Safe<CppIdentifier>& local, Lines& lines) {
    lines.push_back(CppExpr::Of("@::Input @;", TypeOf(model), local));
    for (const ir::Assignment& each : set) {
      const auto value = names_.Print(each.value);
      const auto member = MemberName(app_.fields[each.field]);
      const bool nullable = app_.expressions[each.value].nullable;
      lines.push_back(nullable ? CppExpr::Of("@.@.orResult(@);", local, member, value) : CppExpr::Of("@.@.set(@);", local, member, value));
    }
  }

  auto Write(const ir::Create& create) -> Lines {
    view_.in_transaction = true;
    Lines lines;
    const auto local = names_.Fresh("new", ModelOf(create.model).name);
    FillInput(create.model, create.set, local, lines);
    const ir::Model& model = ModelOf(create.model);
    if (model.Hooked(ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate)) {
      lines.push_back(CppExpr::Of("@rt::createRow<@>(context, session, std::move(@), @);", Binding(create.as), TypeOf(create.model), local, HooksConstant(model)));
      return lines;
    }
    view_.uses_now = true;
    lines.push_back(CppExpr::Of("@rt::createRow<@>(session, std::move(@), now);", Binding(create.as), TypeOf(create.model), local));
    return lines;
  }

  auto Write(const ir::Upsert& upsert) -> Lines {
    view_.uses_now = true;
    Lines lines;
    const std::string& model = ModelOf(upsert.model).name;
    const auto local = names_.Fresh("new", model);
    FillInput(upsert.model, upsert.set, local, lines);
    const auto name = Constant(names_.Fresh("kUpsert", model), UpsertRow(app_, upsert));
    const auto type = TypeOf(upsert.model);
    lines.push_back(CppExpr::Of("@rt::upsertRow<@>(session, @, k@Table, std::move(@), now);", Binding(upsert.as), type, name, type, local));
    return lines;
  }

  // One statement: all rows at once, or the first one.
  auto PlainUpdate(const ir::Update& update, const Safe<CppIdentifier>& local) -> Safe<CppExpr> {
    const std::string& model = ModelOf(update.model).name;
    const BoundSql sql = UpdateRows(app_, update, local, names_);
    const auto name = Constant(names_.Fresh("kUpdate", update.all ? ir::PluralName(model) : model), sql);
    Lines columns;
    for (const std::string& column : ChangedColumns(app_, update)) columns.push_back(CppExpr::Of("@", CppString::Quote(SqlIdentifier::Physical(column).View())));
    view_.changes.push_back({names_.Fresh("kChangedBy", name.View().substr(1)), CppExpr::Join(", ", columns)});
    const auto& changed = view_.changes.back().name;
    const auto type = TypeOf(update.model);
    if (update.all) return CppExpr::Of("session.execute(@, @, &k@Table, @)", name, Arguments(sql.values), type, changed);
    return CppExpr::Of("session.first<@>(@, @, &k@Table, @)", type, name, Arguments(sql.values), type, changed);
  }

  // The rows are read first, and changed one by one with their hooks around.
  auto HookedUpdate(const ir::Update& update, const Safe<CppIdentifier>& local) -> Safe<CppExpr> {
    const ir::Model& model = ModelOf(update.model);
    const BoundSql sql = RowsToChange(app_, update.model, update.where, update.all, names_);
    const auto name = Constant(names_.Fresh("kChange", update.all ? ir::PluralName(model.name) : model.name), sql);
    const auto type = TypeOf(update.model);
    const auto call = update.all ? CppExpr::Of("rt::updateRows<@>", type) : CppExpr::Of("rt::updateRow<@>", type);
    return CppExpr::Of("@(context, session, @, @, @, @)", call, name, Arguments(sql.values), local, HooksConstant(model));
  }

  auto Write(const ir::Update& update) -> Lines {
    Lines lines;
    const ir::Model& model = ModelOf(update.model);
    const auto local = names_.Fresh("changed", model.name);
    FillInput(update.model, update.set, local, lines);
    lines.push_back(CppExpr::Of("rt::checkChanges(@);", local));
    const auto first = model.Hooked(ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate) ? HookedUpdate(update, local) : PlainUpdate(update, local);
    if (update.all) {
      lines.push_back(IsUsed(update.as) ? CppExpr::Of("const auto @ = @;", names_.Local(*update.as), first) : CppExpr::Of("@;", first));
      return lines;
    }
    if (update.otherwise && !IsUsed(update.as)) {
      lines.push_back(CppExpr::Of("if (!@) @", first, Thrown(*update.otherwise)));
      return lines;
    }
    lines.push_back(IsUsed(update.as) || update.otherwise ? CppExpr::Of("const auto @ = @;", names_.Local(*update.as), first)
                                                          : CppExpr::Of("@;", first));
    if (update.otherwise) lines.push_back(CppExpr::Of("if (!@) @", names_.Local(*update.as), Thrown(*update.otherwise)));
    return lines;
  }

  auto Write(const ir::Remove& remove) -> Lines {
    const ir::Model& model = ModelOf(remove.model);
    if (model.Hooked(ir::Hook::kBeforeDelete, ir::Hook::kAfterDelete)) {
      const BoundSql rows = RowsToChange(app_, remove.model, remove.where, true, names_);
      const auto type = TypeOf(remove.model);
      return {CppExpr::Of("@rt::removeRows<@>(context, session, @, @, k@Table, @);", Binding(remove.as), type,
                          Constant(names_.Fresh("kDelete", ir::PluralName(model.name)), rows), Arguments(rows.values), type, HooksConstant(model))};
    }
    const BoundSql sql = DeleteRows(app_, remove, names_);
    const auto name = Constant(names_.Fresh("kDelete", ir::PluralName(model.name)), sql);
    const bool takes_its_own = std::ranges::count(ir::CascadesFrom(app_, model), &model) > 0;
    if (IsUsed(remove.as) && takes_its_own) {
      const auto count = Constant(names_.Fresh("kCount", ir::PluralName(model.name)), CountRows(app_, remove, names_));
      return {CppExpr::Of("session.stampCascades();"),
              CppExpr::Of("@rt::removeCounted(session, @, @, @, k@Table);", Binding(remove.as), count, name, Arguments(sql.values), TypeOf(remove.model))};
    }
    return {CppExpr::Of("session.stampCascades();"),
            CppExpr::Of("@session.execute(@, @, &k@Table);", Binding(remove.as), name, Arguments(sql.values), TypeOf(remove.model))};
  }

  auto Write(const ir::Return& early) -> Lines {
    Lines lines = Answer(early.result);
    if (!early.when) return lines;
    const auto condition = Value(*early.when, "k", "condition");
    if (lines.size() == 1) return {CppExpr::Of("if (@) @", condition, lines.front())};
    return Block(CppExpr::Of("if (@) {", condition), lines);
  }

  auto Write(const ir::Each& each) -> Lines {
    Lines body;
    for (const Id<ir::Statement> id : each.body) {
      for (const auto& line : LinesOf(id)) body.push_back(line);
    }
    return Block(CppExpr::Of("for (@const @& @ : @) {", Unused(each.item), TypeOf(app_.variables[each.item].model), names_.Local(each.item), names_.Local(each.in)), body);
  }

  static auto Block(const Safe<CppExpr>& head, const Lines& body) -> Lines {
    Lines lines{head};
    for (const auto& line : body) lines.push_back(CppExpr::Of("  @", line));
    lines.push_back(CppExpr::Of("}"));
    return lines;
  }

  auto Argument(const std::variant<Id<ir::Variable>, Id<ir::Expression>>& value) const -> Safe<CppExpr> {
    return std::visit(Match{[&](Id<ir::Variable> id) { return names_.Whole(id); }, [&](Id<ir::Expression> id) { return names_.Print(id); }}, value);
  }

  // The one value that is written without an object around it, if it is one.
  auto Alone(const ir::Result& result) const -> std::optional<Safe<CppExpr>> {
    if (!result.key.empty()) return std::nullopt;
    if (const auto* row = std::get_if<Id<ir::Variable>>(&result.value)) return Argument(*row);
    if (const auto* value = std::get_if<Id<ir::Expression>>(&result.value)) return Argument(*value);
    return std::nullopt;
  }

  // `json` with the members of an object.
  auto Json(const ir::Result& result) const -> Lines {
    const auto* object = std::get_if<std::vector<ir::ResultMember>>(&result.value);
    std::vector<ir::ResultMember> members;
    if (object != nullptr) members = *object;
    if (const auto* row = std::get_if<Id<ir::Variable>>(&result.value)) members.push_back({result.key, *row});
    if (const auto* value = std::get_if<Id<ir::Expression>>(&result.value)) members.push_back({result.key, *value});
    const bool wrapped = object != nullptr && !result.key.empty();
    Lines lines{CppExpr::Of("rt::JsonWriter json;"), CppExpr::Of("json.beginObject();")};
    if (wrapped) {
      lines.push_back(CppExpr::Of("json.name(@);", CppString::Quote(result.key)));
      lines.push_back(CppExpr::Of("json.beginObject();"));
    }
    for (const ir::ResultMember& member : members)
      lines.push_back(CppExpr::Of("rt::writeMember(json, @, @);", CppString::Quote(member.name), Argument(member.value)));
    if (wrapped) lines.push_back(CppExpr::Of("json.endObject();"));
    lines.push_back(CppExpr::Of("json.endObject();"));
    return lines;
  }

  auto Answer(const ir::Result& result) -> Lines {
    const auto status = CppLiteral::Integer(result.status);
    if (std::holds_alternative<ir::NoResult>(result.value)) return {CppExpr::Of("return rt::Response(@);", status)};
    view_.uses_context = true;
    if (const auto alone = Alone(result)) return {CppExpr::Of("return rt::answer(context, request, @, @);", status, *alone)};
    Lines lines = Json(result);
    lines.push_back(CppExpr::Of("return rt::answer(context, request, @, std::move(json));", status));
    return lines;
  }

  // A value that may be null for a parameter that takes none is 422.
  auto Given(const ir::Argument& argument, const ir::Parameter& parameter) const -> Safe<CppExpr> {
    return std::visit(Match{
                          [](std::monostate) { return CppExpr::Of("std::nullopt"); },
                          [&](Id<ir::Variable> row) { return names_.Whole(row); },
                          [&](Id<ir::Expression> id) {
                            const auto value = names_.Print(id);
                            if (!parameter.required || !app_.expressions[id].nullable) return value;
                            return CppExpr::Of("rt::argument(@, @)", CppString::Quote(parameter.name), value);
                          },
                      },
                      argument);
  }

  auto Write(const ir::Run& run) -> Lines {
    view_.in_transaction = true;
    const ir::CustomFunction& function = app_.functions[run.function];
    Lines given{CppExpr::Of("context"), CppExpr::Of("session"), CppExpr::Of("@", FunctionName(function))};
    for (size_t i = 0; i < run.arguments.size(); ++i) given.push_back(Given(run.arguments[i], function.parameters[i]));
    return {CppExpr::Of("@rt::runFunction(@);", Binding(run.as), CppExpr::Join(", ", given))};
  }

  auto Write(const ir::Effect& effect) -> Lines {
    view_.in_transaction = true;
    view_.uses_now = true;
    const auto put = effect.kind == ir::Effect::Kind::kEvent ? CppExpr::Of("rt::putEvent") : CppExpr::Of("rt::putCall");
    const auto name = CppString::Quote(effect.name);
    if (const auto alone = Alone(effect.body)) return {CppExpr::Of("@(session, now, @, @);", put, name, *alone)};
    Lines body = Json(effect.body);
    body.push_back(CppExpr::Of("@(session, now, @, std::move(json));", put, name));
    return Block(CppExpr::Of("{"), body);
  }

  const ir::App& app_;
  const ir::Endpoint& endpoint_;
  EndpointNames& names_;
  EndpointView& view_;
};

}  // namespace

void AddSteps(const ir::App& app, const ir::Endpoint& endpoint, EndpointNames& names, EndpointView& view) {
  StepWriter(app, endpoint, names, view).Run();
}

}  // namespace ingot::codegen::cpp_service
