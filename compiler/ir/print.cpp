#include "compiler/ir/print.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/json_text.h"
#include "compiler/base/match.h"
#include "compiler/ir/functions.h"

namespace ingot::ir {
namespace {

auto ColumnText(SystemColumn column) -> std::string_view {
  switch (column) {
    case SystemColumn::kId: return "id";
    case SystemColumn::kCreatedAt: return "createdAt";
    case SystemColumn::kUpdatedAt: return "updatedAt";
  }
  return "";
}

auto ErrorShapeText(ErrorShape shape) -> std::string_view {
  switch (shape) {
    case ErrorShape::kProblemDetails: return "problem-details";
    case ErrorShape::kStatusMessage: return "status-message";
    case ErrorShape::kErrorObject: return "error-object";
  }
  return "";
}

class Printer {
 public:
  explicit Printer(const App& app) : app_(app) {}

  auto Run() -> std::string {
    PrintInfo();
    for (const Enum& item : app_.enums) PrintEnum(item);
    for (const ValueType& type : app_.types) PrintValueType(type);
    for (const Model& model : app_.models) PrintModel(model);
    for (const CustomFunction& function : app_.functions) PrintFunction(function);
    for (const Endpoint& endpoint : app_.endpoints) PrintEndpoint(endpoint);
    return std::move(out_);
  }

  // `Function(argument, argument)`; depth is bounded by the expression language.
  auto Expression(Id<ir::Expression> id) const -> std::string {
    if (!id.valid()) return "?";
    const ir::Expression& expression = app_.expressions[id];
    const FieldType type = std::visit([](const auto& t) -> FieldType { return t; }, expression.type);
    return std::visit(Match{[](const NullLiteral&) { return std::string("null"); },
                            [&](const Literal& literal) { return PrintValue(literal.value, type, app_); },
                            [&](const FieldAccess& access) { return Row(access.row) + app_.fields[access.field].name; },
                            [&](const SystemAccess& access) { return Row(access.row) + std::string(ColumnText(access.column)); },
                            [&](const ValueAccess& access) { return ValueText(access); },
                            [&](const Aggregate& aggregate) { return AggregateText(aggregate); },
                            [&](const Call& call) { return CallText(call); }},
                      expression.node);
  }

 private:
  template <typename... Args>
  void Line(int depth, fmt::format_string<Args...> text, Args&&... args) {
    out_.append(static_cast<size_t>(depth) * 2, ' ');
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
    out_ += '\n';
  }

  // What is empty was not given.
  void Text(int depth, std::string_view key, std::string_view text) {
    if (!text.empty()) Line(depth, "{} {}", key, JsonString(text));
  }

  void Identity(const Element& element, int depth = 1) {
    Text(depth, "id", element.stable_id);
    Text(depth, "renamedFrom", element.renamed_from);
    Text(depth, "label", element.label);
    Text(depth, "description", element.description);
  }

  void PrintInfo() {
    const AppInfo& info = app_.info;
    Line(0, "app {} {} edition {}", info.name, JsonString(info.version), app_.edition);
    Text(1, "label", info.label);
    Text(1, "description", info.description);
    Line(1, "api {} page {}..{} errors {}", JsonString(info.prefix), info.page_size, info.max_page_size,
         ErrorShapeText(info.errors));
    if (info.auth_none) Line(1, "auth none");
    if (info.jwt) PrintJwt(*info.jwt);
  }

  void PrintJwt(const JwtAuth& jwt) {
    Line(1, "auth jwt HS256 typ {}", jwt.type == TokenType::kJwt ? "JWT" : "at+jwt");
    Text(2, "issuer", jwt.issuer);
    Text(2, "audience", jwt.audience);
  }

  void PrintEnum(const Enum& item) {
    Line(0, "enum {}", item.name);
    Identity(item);
    for (const std::string& value : item.values) Line(1, "value {}", JsonString(value));
    for (const auto& [from, to] : item.renamed) Line(1, "renamed {} from {}", JsonString(to), JsonString(from));
  }

  void PrintValueType(const ValueType& type) {
    Line(0, "type {}", type.name);
    Identity(type);
    if (type.scalar.valid()) PrintField(app_.fields[type.scalar]);
    for (const Id<Field> member : type.members) PrintField(app_.fields[member]);
  }

  void PrintModel(const Model& model) {
    Line(0, "model {} table {}{}{}", model.name, model.table, model.timestamps ? " timestamps" : "", model.soft_delete ? " softDelete" : "");
    Identity(model);
    Text(1, "splitFrom", model.split_from);
    for (const std::string& each : model.merged_from) Text(1, "mergedFrom", each);
    for (const Id<Field> field : model.fields) PrintField(app_.fields[field]);
    for (const auto& set : model.unique) Line(1, "unique {}", Names(set));
    for (const Link& link : model.links) {
      Line(1, "link {} {} by {} {} {}", link.name, app_.models[link.target].name, app_.models[link.pairs].name, app_.fields[link.near].name,
           app_.fields[link.far].name);
    }
    if (!model.search.empty()) Line(1, "search {}", Names(model.search));
    for (const auto& set : model.indexes) Line(1, "index {}", Names(set));
    for (const RowCheck& check : model.checks) PrintCheck(check);
    for (const Hook hook : model.hooks) Line(1, "hook {}", HookText(hook));
    if (model.resource) PrintResource(*model.resource);
  }

  void PrintCheck(const RowCheck& check) {
    Line(1, "check {} {}", check.name, Expression(check.condition));
    Text(2, "message", check.message);
    for (const auto& [field, value] : check.breaks) Line(2, "breaks {} {}", app_.fields[field].name, MaybeText(app_.fields[field], value));
  }

  auto MaybeText(const Field& field, const MaybeValue& value) const -> std::string {
    return value ? PrintValue(*value, field.type, app_) : "null";
  }

  void PrintField(const Field& field) {
    Line(1, "field {} {}{}{}", field.name, field.revision ? "revision" : PrintType(field.type, app_), field.required ? " required" : "",
         field.unique ? " unique" : "", field.secret ? " secret" : "");
    PrintRules(field);
  }

  void PrintRules(const Field& field) {
    Identity(field, 2);
    Text(2, "inverse", field.inverse);
    if (field.named.valid()) Line(2, "named {}", app_.types[field.named].name);
    if (std::holds_alternative<ListType>(field.type)) Line(2, "items {} to {}", field.min_items, field.max_items);
    Bound("min", field.min, field);
    if (field.file()) {
      Line(2, "max {} bytes", std::get<int64_t>(*field.max));
    } else {
      Bound("max", field.max, field);
    }
    for (const std::string& type : field.accept) Line(2, "accept {}", JsonString(type));
    if (field.pattern) Line(2, "pattern {}", JsonString(*field.pattern));
    if (field.example) Line(2, "example {}", PrintValue(*field.example, field.type, app_));
    for (const std::string& sample : field.samples) Line(2, "sample {}", JsonString(sample));
    if (field.kept) Line(2, "kept {} {}", MaybeText(field, field.kept->front()), MaybeText(field, field.kept->back()));
    if (field.default_value) Line(2, "default {}", PrintValue(*field.default_value, field.type, app_));
    if (field.default_expression) Line(2, "defaultExpr {}", Expression(*field.default_expression));
    if (field.computed) Line(2, "{} {}", field.kept_computed ? "stored" : "computed", Expression(*field.computed));
  }

  void Bound(std::string_view key, const std::optional<Value>& bound, const Field& field) {
    if (!bound) return;
    const FieldType element = SingleType(field.type);
    const auto* scalar = std::get_if<ScalarType>(&element);
    const bool is_length = scalar != nullptr && (SpecOf(scalar->kind).bounds == Bounds::kLength || SpecOf(scalar->kind).bounds == Bounds::kBytes);
    const FieldType type = is_length ? FieldType(ScalarType{ScalarKind::kInt}) : element;
    Line(2, "{} {}", key, PrintValue(*bound, type, app_));
  }

  void PrintResource(const Resource& resource) {
    Line(1, "resource {}{}", resource.path,
         resource.under ? fmt::format(" under {}", app_.fields[*resource.under].name) : "");
    if (!resource.filters.empty()) Line(2, "filter {}", Columns(resource.filters));
    if (!resource.sorts.empty()) Line(2, "sort {}", Columns(resource.sorts));
  }

  void PrintFunction(const CustomFunction& function) {
    Line(0, "function {}", function.name);
    Identity(function);
    for (const Parameter& parameter : function.parameters) {
      const std::string type = parameter.row.valid() ? "row " + app_.models[parameter.row].name : PrintType(parameter.type, app_);
      Line(1, "param {} {}{}", parameter.name, type, parameter.required ? " required" : "");
      Text(2, "label", parameter.label);
      Text(2, "description", parameter.description);
    }
    if (function.returns) Line(1, "returns {}{}", PrintType(function.returns->type, app_), function.returns->required ? " required" : "");
  }

  void PrintEndpoint(const Endpoint& endpoint) {
    Line(0, "endpoint {} {} {}", endpoint.name, MethodText(endpoint.method), PathText(endpoint));
    Identity(endpoint);
    if (endpoint.isolation != Isolation::kReadCommitted) Line(1, "isolation {}", IsolationText(endpoint.isolation));
    Text(1, "bodyKey", endpoint.body_key);
    for (const auto* inputs : {&endpoint.params, &endpoint.query, &endpoint.headers, &endpoint.body}) {
      for (const Id<Variable> input : *inputs) PrintInput(app_.variables[input]);
    }
    for (const Id<ir::Statement> statement : endpoint.statements) PrintStatement(1, app_.statements[statement]);
    PrintResult(1, "returns", endpoint.result);
  }

  auto PathText(const Endpoint& endpoint) const -> std::string {
    std::string path;
    for (const PathSegment& segment : endpoint.path) {
      path += '/';
      path += std::visit(Match{[](const std::string& text) { return text; },
                               [&](Id<Variable> id) { return "{" + app_.variables[id].wire + "}"; }},
                         segment);
    }
    return path;
  }

  void PrintInput(const Variable& variable) {
    const Field& field = app_.fields[variable.input];
    Line(1, "{} {} {}{}", VariableKindText(variable.kind), variable.name, PrintType(field.type, app_),
         field.required ? " required" : "");
    if (variable.wire != variable.name) Text(2, "as", variable.wire);
    PrintRules(field);
  }

  void PrintStatement(int depth, const ir::Statement& statement) {
    std::visit([&](const auto& node) { Print(depth, node); }, statement.node);
  }

  void Print(int depth, const LetValue& let) { Line(depth, "let {} = {}", NameOf(let.as), Expression(let.value)); }
  void Print(int depth, const LetFirst& let) {
    Line(depth, "let {} first {}{}{}", NameOf(let.as), app_.models[let.model].name, OrderText(let.order), Where(let.where));
    PrintRefusal(depth + 1, let.otherwise);
  }
  void Print(int depth, const LetAll& let) {
    Line(depth, "let {} all {}{} limit {}{}", NameOf(let.as), app_.models[let.model].name, OrderText(let.order),
         let.limit, Where(let.where));
  }
  void Print(int depth, const Require& require) {
    Line(depth, "require {}", Expression(require.condition));
    PrintRefusal(depth + 1, require.otherwise);
  }
  void Print(int depth, const Create& create) {
    Line(depth, "create {}{}", app_.models[create.model].name, As(create.as));
    PrintSet(depth + 1, create.set);
  }
  void Print(int depth, const Update& update) {
    Line(depth, "update {}{}{}{}", update.all ? "all " : "", app_.models[update.model].name, As(update.as), Where(update.where));
    PrintSet(depth + 1, update.set);
    PrintRefusal(depth + 1, update.otherwise);
  }
  void Print(int depth, const Upsert& upsert) {
    Line(depth, "upsert {} by {}{}", app_.models[upsert.model].name, Names(upsert.by), As(upsert.as));
    PrintSet(depth + 1, upsert.set);
  }
  void Print(int depth, const Remove& remove) {
    Line(depth, "delete {}{}{}", app_.models[remove.model].name, As(remove.as), Where(remove.where));
  }
  void Print(int depth, const Effect& effect) {
    Line(depth, "{} {}", effect.kind == Effect::Kind::kEvent ? "emit" : "call", effect.name);
    PrintBody(depth + 1, "value", effect.body);
  }
  void Print(int depth, const ir::Run& run) {
    const CustomFunction& function = app_.functions[run.function];
    Line(depth, "run {}{}", function.name, As(run.as));
    for (size_t i = 0; i < run.arguments.size(); ++i) {
      const std::string value = std::visit(Match{[](std::monostate) { return std::string("null"); },
                                                 [&](Id<Variable> id) { return "row " + NameOf(id); },
                                                 [&](Id<ir::Expression> id) { return Expression(id); }},
                                           run.arguments[i]);
      Line(depth + 1, "{} = {}", function.parameters[i].name, value);
    }
  }
  void Print(int depth, const Return& early) {
    if (early.when) Line(depth, "when {}", Expression(*early.when));
    PrintResult(early.when ? depth + 1 : depth, "return", early.result);
  }
  void Print(int depth, const Each& each) {
    Line(depth, "each {} in {}", NameOf(each.item), NameOf(each.in));
    for (const Id<ir::Statement> statement : each.body) PrintStatement(depth + 1, app_.statements[statement]);
  }

  auto NameOf(Id<Variable> id) const -> std::string { return app_.variables[id].name; }
  auto As(const std::optional<Id<Variable>>& as) const -> std::string { return as ? " as " + NameOf(*as) : ""; }
  auto Where(const std::optional<Id<ir::Expression>>& where) const -> std::string {
    return where ? " where " + Expression(*where) : "";
  }

  auto OrderText(const std::vector<Order>& order) const -> std::string {
    std::string text;
    for (const Order& each : order) {
      text += (text.empty() ? " order " : ", ") + std::string(each.descending ? "-" : "") + Columns({each.column});
    }
    return text;
  }

  void PrintSet(int depth, const std::vector<Assignment>& set) {
    for (const Assignment& each : set) Line(depth, "{} = {}", app_.fields[each.field].name, Expression(each.value));
  }

  void PrintRefusal(int depth, const std::optional<Refusal>& refusal) {
    if (refusal) Line(depth, "else {} {} {}", refusal->status, refusal->code, JsonString(refusal->message));
  }

  void PrintResult(int depth, std::string_view word, const Result& result) {
    PrintBody(depth, fmt::format("{} {}{}", word, result.status, result.key.empty() ? "" : " key " + result.key), result);
  }
  void PrintBody(int depth, std::string_view head, const Result& result) {
    const auto one = Match{[&](Id<Variable> id) { return NameOf(id); },
                           [&](Id<ir::Expression> id) { return Expression(id); }};
    std::visit(Match{[&](NoResult) { Line(depth, "{}", head); },
                     [&](const std::vector<ResultMember>& members) {
                       Line(depth, "{} object", head);
                       for (const ResultMember& member : members)
                         Line(depth + 1, "{} = {}", member.name, std::visit(one, member.value));
                     },
                     [&](const auto& id) { Line(depth, "{} {}", head, one(id)); }},
               result.value);
  }

  auto Names(const std::vector<Id<Field>>& fields) const -> std::string {
    std::string text;
    for (const Id<Field> field : fields) text += (text.empty() ? "" : " ") + app_.fields[field].name;
    return text;
  }

  auto Columns(const std::vector<ListColumn>& columns) const -> std::string {
    std::string text;
    for (const ListColumn& column : columns) {
      text += text.empty() ? "" : " ";
      text += std::visit(Match{[&](Id<Field> field) { return app_.fields[field].name; },
                               [](SystemColumn system) { return std::string(ColumnText(system)); }},
                         column);
    }
    return text;
  }

  // Rows of aggregates have numbers: `r1.price`.
  static auto Row(RowNumber row) -> std::string { return row == 0 ? "" : fmt::format("r{}.", row); }

  auto CallText(const Call& call) const -> std::string {
    std::string text;
    for (const auto argument : call.arguments) text += (text.empty() ? "" : ", ") + Expression(argument);
    return fmt::format("{}({})", SpecOf(call.function).name, text);
  }

  auto ValueText(const ValueAccess& access) const -> std::string {
    return "$" + access.name + (access.column ? "." + Columns({*access.column}) : "");
  }

  // `Sum(Item r1, r1.price, where Equal(r1.order, id))`
  auto AggregateText(const Aggregate& aggregate) const -> std::string {
    std::string text = fmt::format("{}({} r{}", SpellingOf(aggregate.kind), app_.models[aggregate.model].name, aggregate.row);
    if (aggregate.value) text += ", " + Expression(*aggregate.value);
    if (aggregate.condition) text += ", where " + Expression(*aggregate.condition);
    return text + ")";
  }

  const App& app_;
  std::string out_;
};

}  // namespace

auto Print(const App& app) -> std::string { return Printer(app).Run(); }

auto PrintExpression(const App& app, Id<Expression> id) -> std::string { return Printer(app).Expression(id); }

}  // namespace ingot::ir
