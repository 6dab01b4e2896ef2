#include "codegen/targets/openapi/endpoint_answers.h"

#include <algorithm>
#include <map>

#include "codegen/targets/openapi/models.h"
#include "codegen/targets/openapi/schemas.h"
#include "compiler/base/match.h"

namespace ingot::codegen::openapi {
namespace {

auto IsIn(const std::vector<Id<ir::Field>>& fields, Id<ir::Field> field) -> bool {
  return std::ranges::any_of(fields, [&](Id<ir::Field> each) { return each.index() == field.index(); });
}

class Collector {
 public:
  Collector(const ir::App& app, Outcomes& into) : app_(app), into_(into) {}

  void Add(const std::vector<Id<ir::Statement>>& statements) {
    for (const Id<ir::Statement> id : statements) std::visit([&](const auto& node) { Note(node); }, app_.statements[id].node);
  }

 private:
  void Refuse(const std::optional<ir::Refusal>& refusal) {
    if (refusal) into_.refusals.push_back(&*refusal);
  }
  void Note(const ir::LetValue&) {}
  void Note(const ir::Effect&) {}
  void Note(const ir::Run&) { into_.hooked = true; }
  void Note(const ir::LetAll&) {}
  void Note(const ir::LetFirst& let) { Refuse(let.otherwise); }
  void Note(const ir::Require& require) { into_.refusals.push_back(&require.otherwise); }
  void Note(const ir::Return& early) { into_.results.push_back(&early.result); }
  void Note(const ir::Each& each) { Add(each.body); }
  void Hooked(Id<ir::Model> id, ir::Hook before, ir::Hook after) { into_.hooked = into_.hooked || app_.models[id].Hooked(before, after); }
  void Note(const ir::Create& create) {
    Hooked(create.model, ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate);
    into_.conflict = into_.conflict || IsUnique(app_, app_.models[create.model]);
  }
  void Note(const ir::Remove& remove) {
    Hooked(remove.model, ir::Hook::kBeforeDelete, ir::Hook::kAfterDelete);
    into_.conflict = into_.conflict || DeletionCanFail(app_, app_.models[remove.model]);
  }
  void Note(const ir::Update& update) {
    Refuse(update.otherwise);
    Hooked(update.model, ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate);
    for (const ir::Assignment& each : update.set) into_.conflict = into_.conflict || HasToBeUnique(update.model, each.field);
  }
  // The row with the same values in `by` is changed; other values can still be taken.
  void Note(const ir::Upsert& upsert) {
    const ir::Model& model = app_.models[upsert.model];
    const bool others = std::ranges::any_of(model.unique, [&](const auto& set) {
      return !std::ranges::all_of(set, [&](Id<ir::Field> field) { return IsIn(upsert.by, field); });
    });
    const bool fields = std::ranges::any_of(model.fields, [&](Id<ir::Field> id) { return app_.fields[id].unique && !IsIn(upsert.by, id); });
    into_.conflict = into_.conflict || others || fields;
  }

  auto HasToBeUnique(Id<ir::Model> model, Id<ir::Field> field) const -> bool {
    return app_.fields[field].unique || std::ranges::any_of(app_.models[model].unique, [&](const auto& set) { return IsIn(set, field); });
  }

  const ir::App& app_;
  Outcomes& into_;
};

// How many rows each variable holds at most that holds rows.
class Limits {
 public:
  Limits(const ir::App& app, const ir::Endpoint& endpoint) : app_(app) { Add(endpoint.statements); }

  auto Of(Id<ir::Variable> rows) const -> int64_t {
    const auto found = most_.find(rows.index());
    return found == most_.end() ? 0 : found->second;
  }

 private:
  void Add(const std::vector<Id<ir::Statement>>& statements) {
    for (const Id<ir::Statement> id : statements) {
      const auto& node = app_.statements[id].node;
      if (const auto* all = std::get_if<ir::LetAll>(&node)) most_.emplace(all->as.index(), all->limit);
      if (const auto* each = std::get_if<ir::Each>(&node)) Add(each->body);
    }
  }

  const ir::App& app_;
  std::map<size_t, int64_t> most_;
};

class Answers {
 public:
  Answers(const ir::App& app, const ir::Endpoint& endpoint)
      : app_(app), endpoint_(endpoint), limits_(app, endpoint), outcomes_(OutcomesOf(app, endpoint)) {}

  auto Make() -> Safe<JsonText> {
    AddErrors(app_, {.guarded_by_token = app_.info.jwt.has_value(),
               .missing = PathCanMiss(),
               .conflict = outcomes_.conflict,
               .rules = true,
               .body = !endpoint_.body.empty(),
               .writes = endpoint_.writes()},
              responses_);
    if (outcomes_.hooked) responses_.Refused(app_.info.errors);
    AddResults();
    AddRefusals();
    return responses_.Text();
  }

 private:
  // What stands in the path is no value of its type, or the id of no row.
  auto PathCanMiss() const -> bool {
    return std::ranges::any_of(endpoint_.params, [&](Id<ir::Variable> id) {
      const auto* scalar = std::get_if<ir::ScalarType>(&app_.fields[app_.variables[id].input].type);
      return scalar == nullptr || ir::SpecOf(scalar->kind).bounds != ir::Bounds::kLength;
    });
  }

  void AddResults() {
    std::map<int64_t, std::vector<const ir::Result*>> by_status;
    for (const ir::Result* result : outcomes_.results) by_status[result->status].push_back(result);
    for (const auto& [status, results] : by_status) AddStatus(status, results);
  }

  void AddStatus(int64_t status, const std::vector<const ir::Result*>& results) {
    std::vector<Safe<JsonText>> schemas;
    bool tagged = false;
    for (const ir::Result* result : results) {
      tagged = tagged || IsTagged(endpoint_, *result);
      const auto schema = Of(*result);
      const bool known = schema && std::ranges::any_of(schemas, [&](const auto& each) { return each.View() == schema->View(); });
      if (schema && !known) schemas.push_back(*schema);
    }
    JsonObject response;
    response.Add("description", schemas.empty() ? JsonString::Quote("It is done") : JsonString::Quote("The answer"));
    if (tagged) {
      response.Add("headers", JsonObject().Add("ETag", Ref("headers", "TextTag")).Text());
      responses_.Error("304", "Unmodified");
    }
    if (!schemas.empty()) response.Add("content", JsonContent(AnyOf(schemas)));
    responses_.Set(std::to_string(status), response.Text());
  }

  static auto AnyOf(const std::vector<Safe<JsonText>>& schemas) -> Safe<JsonText> {
    if (schemas.size() == 1) return schemas.front();
    JsonArray either;
    for (const auto& schema : schemas) either.Add(schema);
    return JsonObject().Add("anyOf", either.Text()).Text();
  }

  auto Of(const ir::Result& result) const -> std::optional<Safe<JsonText>> {
    if (std::holds_alternative<ir::NoResult>(result.value)) return std::nullopt;
    const auto value = std::visit(Match{
                                      [](ir::NoResult) { return JsonText::Of("true"); },
                                      [&](const std::vector<ir::ResultMember>& members) { return Object(members); },
                                      [&](const auto& id) { return Value(id); },
                                  },
                                  result.value);
    if (result.key.empty()) return value;
    ClosedObject whole;
    whole.Add(result.key, value, true);
    return whole.Text();
  }

  auto Object(const std::vector<ir::ResultMember>& members) const -> Safe<JsonText> {
    ClosedObject object;
    for (const ir::ResultMember& member : members)
      object.Add(member.name, std::visit([&](const auto& id) { return Value(id); }, member.value), true);
    return object.Text();
  }

  auto Value(Id<ir::Variable> id) const -> Safe<JsonText> {
    const ir::Variable& variable = app_.variables[id];
    const auto row = ClosedRow(app_.models[variable.model].name);
    if (variable.kind == ir::VariableKind::kRows) return ArrayOf(row, limits_.Of(id));
    return variable.nullable ? OrNull(row) : row;
  }

  auto Value(Id<ir::Expression> id) const -> Safe<JsonText> {
    const ir::Expression& expression = app_.expressions[id];
    ir::Field field;
    field.type = std::visit([](const auto& type) -> ir::FieldType { return type; }, expression.type);
    field.required = !expression.nullable;
    return AnsweredSchema(app_, field, false);
  }

  void AddRefusals() {
    std::map<int64_t, std::vector<std::string>> by_status;
    for (const ir::Refusal* refusal : outcomes_.refusals) {
      std::vector<std::string>& words = by_status[refusal->status];
      const std::string said = "`" + refusal->code + "`: " + refusal->message;
      if (std::ranges::find(words, said) == words.end()) words.push_back(said);
    }
    for (const auto& [status, words] : by_status) {
      const std::string own = responses_.Has(std::to_string(status)) ? OwnWords(status) : "";
      std::string text = own;
      for (const std::string& each : words) text += (text.empty() ? "" : "\n\n") + each;
      JsonObject response;
      response.Add("description", JsonString::Quote(text)).Add("content", ErrorContent(app_.info.errors));
      responses_.Set(std::to_string(status), response.Text());
    }
  }

  // What such an answer means when no statement gave it.
  static auto OwnWords(int64_t status) -> std::string {
    switch (status) {
      case 404: return "What the path names is not there";
      case 409: return "Another row has these values, or other rows refer to this one";
      case 422: return "Values break rules; each is named";
      default: return "The request is not understood, or not taken";
    }
  }

  const ir::App& app_;
  const ir::Endpoint& endpoint_;
  Limits limits_;
  Outcomes outcomes_;
  Responses responses_;
};

}  // namespace

auto OutcomesOf(const ir::App& app, const ir::Endpoint& endpoint) -> Outcomes {
  Outcomes outcomes;
  Collector(app, outcomes).Add(endpoint.statements);
  outcomes.results.push_back(&endpoint.result);
  return outcomes;
}

auto IsTagged(const ir::Endpoint& endpoint, const ir::Result& result) -> bool {
  return !endpoint.writes() && result.status == 200 && !std::holds_alternative<ir::NoResult>(result.value);
}

auto EndpointResponses(const ir::App& app, const ir::Endpoint& endpoint) -> Safe<JsonText> { return Answers(app, endpoint).Make(); }

}  // namespace ingot::codegen::openapi
