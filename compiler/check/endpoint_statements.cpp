// The statements of an endpoint: what they name, what they set, and that they are bounded.
#include <algorithm>
#include <array>
#include <set>

#include "compiler/base/edit_distance.h"
#include "compiler/check/concealed.h"
#include "compiler/check/endpoint.h"
#include "compiler/check/expression_types.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using ir::VariableKind;

constexpr size_t kMostStatements = 50;
constexpr size_t kMostInEach = 10;
constexpr int64_t kMostRows = 1000;

constexpr std::array kKinds = std::to_array<std::string_view>({"let", "require", "create", "update", "upsert", "delete", "emit", "call", "run", "return", "each"});
constexpr std::array kLaterKinds = std::to_array<std::string_view>({"if"});

constexpr std::array kLetValueKeys{Key{"let", Want::kText, true}, Key{"value", Want::kText, true}};
constexpr Keys kLetValue{"a `let` of a value", kLetValueKeys};
constexpr std::array kLetFirstKeys{Key{"let", Want::kText, true}, Key{"first", Want::kText, true},
                                   Key{"where", Want::kText}, Key{"order", Want::kList}, Key{"else", Want::kObject}};
constexpr Keys kLetFirst{"a `let` of the first row", kLetFirstKeys};
constexpr std::array kLetAllKeys{Key{"let", Want::kText, true}, Key{"all", Want::kText, true},
                                 Key{"where", Want::kText}, Key{"order", Want::kList}, Key{"limit", Want::kNumber}};
constexpr Keys kLetAll{"a `let` of rows", kLetAllKeys};
constexpr std::array kRequireKeys{Key{"require", Want::kText, true}, Key{"else", Want::kObject, true}};
constexpr Keys kRequire{"a `require`", kRequireKeys};
constexpr std::array kCreateKeys{Key{"create", Want::kText, true}, Key{"set", Want::kObject, true},
                                 Key{"as", Want::kText}};
constexpr Keys kCreate{"a `create`", kCreateKeys};
constexpr std::array kUpdateKeys{Key{"update", Want::kText, true}, Key{"where", Want::kText, true},
                                 Key{"set", Want::kObject, true},  Key{"all", Want::kBool},
                                 Key{"as", Want::kText},           Key{"else", Want::kObject}};
constexpr Keys kUpdate{"an `update`", kUpdateKeys};
constexpr std::array kUpsertKeys{Key{"upsert", Want::kText, true}, Key{"by", Want::kList, true},
                                 Key{"set", Want::kObject, true}, Key{"as", Want::kText}};
constexpr Keys kUpsert{"an `upsert`", kUpsertKeys};
constexpr std::array kDeleteKeys{Key{"delete", Want::kText, true}, Key{"where", Want::kText, true},
                                 Key{"as", Want::kText}};
constexpr Keys kDelete{"a `delete`", kDeleteKeys};
constexpr std::array kReturnKeys{Key{"return", Want::kObject, true}, Key{"when", Want::kText}};
constexpr Keys kReturn{"a `return`", kReturnKeys};
constexpr std::array kEachKeys{Key{"each", Want::kText, true}, Key{"in", Want::kText, true},
                               Key{"do", Want::kList, true}};
constexpr Keys kEach{"an `each`", kEachKeys};

constexpr diag::Message<> kNoStatement{Code::UnknownStatement, Severity::kError,
                                       "this says none of the things that a statement can do"};
constexpr diag::Message<std::string_view, std::string_view> kTwoStatements{
    Code::UnknownStatement, Severity::kError, "one statement cannot both `{0}` and `{1}`"};
constexpr diag::Message<std::string_view> kLaterStatement{
    Code::KeyNotAvailable, Severity::kError, "the statement `{0}` is not available in this release"};
constexpr diag::Message<std::string_view> kWriteInRead{Code::EndpointReadsOnly, Severity::kError, "a GET cannot `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kNotSettable{
    Code::FieldNotSettable, Severity::kError, "`{0}` cannot be set: {1}"};
constexpr diag::Message<std::string_view, std::string_view> kFieldNotSet{
    Code::FieldNotSet, Severity::kError, "a new `{0}` needs `{1}`"};
constexpr diag::Message<std::string_view> kNotAnExpression{
    Code::WrongKind, Severity::kError, "the value of `{0}` must be an expression in a string"};
constexpr diag::Message<std::string_view> kUnbounded{Code::UnboundedRows, Severity::kError, "`{0}` needs a `limit`"};
constexpr diag::Message<std::string_view> kNotRows{Code::UnboundedRows, Severity::kError,
                                                   "`{0}` is no list of rows that a statement before it found"};
constexpr diag::Message<> kEachInEach{Code::UnboundedRows, Severity::kError, "an `each` cannot stand in another"};
constexpr diag::Message<> kOrderEntry{Code::WrongKind, Severity::kError,
                                      "an entry of `order` is the name of a field, with `-` before it to turn it round"};
constexpr diag::Message<std::string_view, std::string_view> kNoOrder{
    Code::FieldNotListable, Severity::kError, "rows cannot be ordered by the {1} field `{0}`"};
constexpr diag::Message<> kElseOfAll{Code::KeyDoesNotApply, Severity::kError,
                                     "`else` means nothing for an `update` of `all` rows"};

class StatementReader {
 public:
  explicit StatementReader(EndpointPart& part)
      : part_(part), checker_(part.checker), app_(part.checker.app), emitter_(part.emitter) {}

  // Nothing when the statement is broken; what it names is named all the same.
  auto Read(ast::Node node) -> std::optional<ir::Statement> {
    const std::string_view kind = KindOf(node);
    if (kind.empty()) return std::nullopt;
    const bool reads = kind == "let" || kind == "require" || kind == "return" || kind == "each";
    if (!reads && !part_.endpoint.writes())
      emitter_.Emit(node.Find(kind).span(), kWriteInRead, kind).Help("choose another method, such as `\"method\": \"POST\"`");
    const size_t errors = emitter_.sink().errors();
    ir::Statement made{node.span(), ir::Require{}};
    if (kind == "let") ReadLet(node, made);
    if (kind == "require") ReadRequire(node, made);
    if (kind == "create") ReadCreate(node, made);
    if (kind == "update") ReadUpdate(node, made);
    if (kind == "upsert") ReadUpsert(node, made);
    if (kind == "delete") ReadDelete(node, made);
    if (kind == "emit" || kind == "call") made.node = ReadEffect(node, kind, part_);
    if (kind == "run") made.node = ReadRun(node, part_);
    if (kind == "return") ReadReturn(node, made);
    if (kind == "each") ReadEach(node, made);
    return emitter_.sink().errors() == errors ? std::optional(std::move(made)) : std::nullopt;
  }

 private:
  // The one key that says what the statement does.
  auto KindOf(ast::Node node) -> std::string_view {
    std::string_view found;
    for (const ast::Member member : node.Members()) {
      const auto kind = std::ranges::find(kKinds, member.name());
      if (kind == kKinds.end()) continue;
      if (!found.empty() && found != *kind) {
        emitter_.Emit(member.key.span(), kTwoStatements, found, *kind).Help("write two statements");
        return {};
      }
      found = *kind;
    }
    if (!found.empty()) return found;
    for (const ast::Member member : node.Members()) {
      if (std::ranges::find(kLaterKinds, member.name()) == kLaterKinds.end()) continue;
      emitter_.Emit(member.key.span(), kLaterStatement, member.name()).Help("a statement has one of {}", Listed(kKinds));
      return {};
    }
    auto draft = emitter_.Emit(FirstByte(node.span()), kNoStatement);
    for (const ast::Member member : node.Members()) {
      if (const auto nearest = NearestName(member.name(), kKinds)) {
        draft.Help("did you mean `{}`?", *nearest);
        break;
      }
    }
    draft.Help("a statement has one of {}", Listed(kKinds));
    return {};
  }

  // A name that stands for something as soon as the statement is over.
  auto Name(ast::Node name, VariableKind kind, Id<ir::Model> model, bool nullable) -> std::optional<Id<ir::Variable>> {
    ir::Variable variable;
    variable.kind = kind;
    variable.model = model;
    variable.type = Scalar(kind == VariableKind::kValue ? ScalarKind::kInt : ScalarKind::kUuid);
    variable.nullable = nullable;
    return AddVariable(name, std::move(variable), part_);
  }

  auto Where(const Object& object, Id<ir::Model> model) -> std::optional<Id<ir::Expression>> {
    const ast::Node text = object.Get("where");
    if (!text || !model.valid()) return std::nullopt;
    return CheckCondition(text, WhereScope(part_, model), app_, emitter_);
  }

  void ReadLet(ast::Node node, ir::Statement& made) {
    if (node.Find("first")) return ReadLetFirst(node, made);
    if (node.Find("all")) return ReadLetAll(node, made);
    const Object object = Object::Read(node, kLetValue, emitter_);
    ir::LetValue let;
    const ast::Node text = object.Get("value");
    const auto value = text ? CheckValue(text, AskingScope(part_), app_, emitter_) : std::nullopt;
    // Without a type nothing is said about what uses it.
    ir::Variable variable;
    variable.kind = VariableKind::kValue;
    variable.type = ir::EnumType{};
    if (value) {
      let.value = *value;
      variable.type = app_.expressions[*value].type;
      variable.nullable = app_.expressions[*value].nullable;
    }
    if (const auto as = AddVariable(object.Get("let"), std::move(variable), part_)) let.as = *as;
    made.node = let;
  }

  void ReadLetFirst(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kLetFirst, emitter_);
    ir::LetFirst let;
    let.model = FindModel(object.Get("first"), part_);
    let.where = Where(object, let.model);
    let.order = ReadOrder(object.Get("order"), let.model);
    if (const ast::Node otherwise = object.Get("else")) let.otherwise = ReadRefusal(otherwise, part_);
    const auto as = Name(object.Get("let"), VariableKind::kRow, let.model, !object.Has("else"));
    if (as) let.as = *as;
    made.node = std::move(let);
  }

  void ReadLetAll(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kLetAll, emitter_);
    ir::LetAll let;
    let.model = FindModel(object.Get("all"), part_);
    let.where = Where(object, let.model);
    let.order = ReadOrder(object.Get("order"), let.model);
    if (const ast::Node limit = object.Get("limit")) {
      let.limit = WholeNumber(limit, 1, kMostRows, "`limit`", emitter_).value_or(0);
    } else if (!object.HasOrMeant("limit")) {
      emitter_.Emit(object.Begin(), kUnbounded, "all").Help("add `\"limit\"`, {} at most", kMostRows);
    }
    if (const auto as = Name(object.Get("let"), VariableKind::kRows, let.model, false)) let.as = *as;
    made.node = std::move(let);
  }

  auto ReadOrder(ast::Node list, Id<ir::Model> model) -> std::vector<ir::Order> {
    std::vector<ir::Order> order;
    if (!list || !model.valid()) return order;
    for (const ast::Node entry : ItemsWithin(list, 10, "fields to order by", emitter_)) {
      if (!entry.IsString()) {
        emitter_.Emit(entry.span(), kOrderEntry);
        continue;
      }
      if (HoldsNul(entry)) continue;
      const bool descending = entry.text().starts_with('-');
      const std::string_view name = entry.text().substr(descending ? 1 : 0);
      if (const auto column = OrderColumn(entry, name, model)) order.push_back({*column, descending});
    }
    return order;
  }

  auto OrderColumn(ast::Node entry, std::string_view name, Id<ir::Model> model) -> std::optional<ir::RowColumn> {
    if (name == "id") return ir::SystemColumn::kId;
    if (app_.models[model].timestamps && name == "createdAt") return ir::SystemColumn::kCreatedAt;
    if (app_.models[model].timestamps && name == "updatedAt") return ir::SystemColumn::kUpdatedAt;
    const Id<ir::Field> id = checker_.FindField(model, name);
    if (!id.valid()) {
      ReportUnknownField(entry, model, checker_);
      return std::nullopt;
    }
    if (!checker_.PartOf(id).typed) return std::nullopt;
    const ir::Field& field = app_.fields[id];
    if (RefusesListing(entry, "order", field, emitter_)) return std::nullopt;
    const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
    const bool has_order = !ir::IsKeptAsJson(field.type) && (scalar == nullptr || ir::SpecOf(scalar->kind).filter != "none");
    if ((field.stored() || field.revision) && has_order) return id;
    emitter_.Emit(entry.span(), kNoOrder, name, field.computed && !field.stored() ? "computed" : "json");
    return std::nullopt;
  }

  void ReadRequire(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kRequire, emitter_);
    ir::Require require;
    if (const ast::Node text = object.Get("require"))
      require.condition = CheckCondition(text, AskingScope(part_), app_, emitter_).value_or(Id<ir::Expression>());
    if (const ast::Node otherwise = object.Get("else")) {
      if (auto refusal = ReadRefusal(otherwise, part_)) require.otherwise = *std::move(refusal);
    }
    made.node = std::move(require);
  }

  // `set`: names of fields and the expressions that give their values.
  auto ReadSet(ast::Node set, Id<ir::Model> model, bool creates = false) -> std::vector<ir::Assignment> {
    std::vector<ir::Assignment> assignments;
    if (!set || !model.valid()) return assignments;
    for (const ast::Member member : InOrderOfFields(set, model, checker_)) {
      if (HoldsNul(member.key)) continue;
      const Id<ir::Field> id = SettableField(member.key, model, creates);
      if (!id.valid()) continue;
      if (!member.value.IsString()) {
        emitter_.Emit(member.value.span(), kNotAnExpression, member.name())
            .Help("a number is written `\"30\"`, a text `\"'open'\"`");
        continue;
      }
      if (HoldsNul(member.value) || !checker_.PartOf(id).typed) continue;
      const ir::Field& field = app_.fields[id];
      if (member.value.text() == "null" && !field.required) {
        const ir::ExpressionType type = TypeOfField(field.type);
        assignments.push_back({id, app_.expressions.Add({member.value.span(), type, true, ir::NullLiteral{}})});
        continue;
      }
      // A null in a required field is refused by the rules of the model, but for the reference that a URL names.
      const auto& resource = app_.models[model].resource;
      const bool ruled = !resource || resource->under != id;
      const auto value = CheckExpression(member.value, ScopeOf(part_), field.type, ruled || !field.required, app_, emitter_);
      if (value) assignments.push_back({id, *value});
    }
    return assignments;
  }

  auto SettableField(ast::Node name, Id<ir::Model> model, bool creates) -> Id<ir::Field> {
    constexpr auto kSystem = std::to_array<std::string_view>({"id", "createdAt", "updatedAt", "rowVersion"});
    if (std::ranges::find(kSystem, name.text()) != kSystem.end()) {
      emitter_.Emit(name.span(), kNotSettable, name.text(), "the service sets it itself").Help("remove it");
      return {};
    }
    const Id<ir::Field> id = checker_.FindField(model, name.text());
    if (!id.valid()) {
      ReportUnknownField(name, model, checker_);
      return {};
    }
    const ir::Field& field = app_.fields[id];
    if (RefusesSetting(name, field, creates, emitter_)) return {};
    if (field.stored() && !field.computed && !field.file() && !ir::IsKeptAsJson(field.type)) return id;
    const std::string_view why = WhyNotSettable(field);
    emitter_.Emit(name.span(), kNotSettable, name.text(), why).Note(field.span, "`{}` is declared here", field.name).Help("remove it");
    return {};
  }

  // Every field that a new row cannot do without, and that nothing else fills.
  void CheckComplete(const Object& object, Id<ir::Model> model) {
    const ast::Node set = object.Get("set");
    if (!set || !model.valid()) return;
    for (const Id<ir::Field> id : app_.models[model].fields) {
      const ir::Field& field = app_.fields[id];
      if (!field.required || field.computed || field.revision || field.default_value || field.default_expression) continue;
      if (set.Find(field.name) || !checker_.PartOf(id).typed || checker_.PartOf(id).object.Has("default")) continue;
      emitter_.Emit(object.KeySpan("set"), kFieldNotSet, app_.models[model].name, field.name)
          .Note(field.span, "`{}` is required and has no default", field.name)
          .Help("add `\"{}\": \"...\"`", field.name);
    }
  }

  void ReadCreate(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kCreate, emitter_);
    ir::Create create;
    create.model = FindModel(object.Get("create"), part_);
    create.set = ReadSet(object.Get("set"), create.model, true);
    CheckComplete(object, create.model);
    create.as = Name(object.Get("as"), VariableKind::kRow, create.model, false);
    made.node = std::move(create);
  }

  void ReadUpdate(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kUpdate, emitter_);
    ir::Update update;
    update.model = FindModel(object.Get("update"), part_);
    update.where = Where(object, update.model);
    update.set = ReadSet(object.Get("set"), update.model);
    update.all = object.Flag("all", false);
    const ast::Node otherwise = object.Get("else");
    if (otherwise && update.all)
      emitter_.Emit(object.KeySpan("else"), kElseOfAll).Help("name how many there were with `as`, and `require` that");
    if (otherwise) update.otherwise = ReadRefusal(otherwise, part_);
    const auto kind = update.all ? VariableKind::kValue : VariableKind::kRow;
    update.as = Name(object.Get("as"), kind, update.all ? Id<ir::Model>() : update.model, !update.all && !object.Has("else"));
    made.node = std::move(update);
  }

  void ReadUpsert(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kUpsert, emitter_);
    ir::Upsert upsert;
    upsert.model = FindModel(object.Get("upsert"), part_);
    upsert.set = ReadSet(object.Get("set"), upsert.model);
    CheckComplete(object, upsert.model);
    if (const ast::Node by = object.Get("by"); by && upsert.model.valid()) CheckUpsertBy(by, object.Get("set"), upsert, part_);
    upsert.as = Name(object.Get("as"), VariableKind::kRow, upsert.model, false);
    made.node = std::move(upsert);
  }

  void ReadDelete(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kDelete, emitter_);
    ir::Remove remove;
    remove.model = FindModel(object.Get("delete"), part_);
    remove.where = Where(object, remove.model);
    remove.as = Name(object.Get("as"), VariableKind::kValue, {}, false);
    made.node = std::move(remove);
  }

  void ReadReturn(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kReturn, emitter_);
    ir::Return early;
    if (const ast::Node when = object.Get("when")) early.when = CheckCondition(when, AskingScope(part_), app_, emitter_);
    if (const ast::Node result = object.Get("return")) early.result = ReadResult(result, "`return`", part_);
    made.node = std::move(early);
  }

  void ReadEach(ast::Node node, ir::Statement& made) {
    const Object object = Object::Read(node, kEach, emitter_);
    ir::Each each;
    if (part_.in_each) emitter_.Emit(object.Begin(), kEachInEach).Help("do it in an endpoint of its own");
    const size_t outside = part_.visible.size();
    const ast::Node in = object.Get("in");
    Id<ir::Model> model;
    if (in && !HoldsNul(in)) {
      for (const Id<ir::Variable> id : part_.visible) {
        if (app_.variables[id].kind == VariableKind::kRows && app_.variables[id].name == in.text()) each.in = id;
      }
      if (each.in.valid()) model = app_.variables[each.in].model;
      if (!each.in.valid())
        emitter_.Emit(in.span(), kNotRows, in.text()).Help("find them first: `{{ \"let\": \"{}\", \"all\": ..., \"limit\": 100 }}`", in.text());
    }
    if (const auto item = Name(object.Get("each"), VariableKind::kRow, model, false)) each.item = *item;
    if (const ast::Node body = object.Get("do"); body && !part_.in_each) {
      part_.in_each = true;
      if (body.size() > kMostInEach) ItemsWithin(body, kMostInEach, "statements of an `each`", emitter_);
      CheckStatements(body, each.body, part_);
      part_.in_each = false;
    }
    part_.visible.resize(outside);
    made.node = std::move(each);
  }

  EndpointPart& part_;
  Checker& checker_;
  ir::App& app_;
  diag::Emitter& emitter_;
};

}  // namespace

void CheckStatements(ast::Node list, std::vector<Id<ir::Statement>>& into, EndpointPart& part) {
  for (const ast::Node node : ItemsWithin(list, kMostStatements, "statements", part.emitter)) {
    if (auto statement = StatementReader(part).Read(node)) into.push_back(part.checker.app.statements.Add(*std::move(statement)));
  }
}

}  // namespace ingot::check
