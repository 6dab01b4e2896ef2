#include "compiler/driver/plan_rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "codegen/api/routes.h"
#include "compiler/base/json_text.h"
#include "compiler/ir/print.h"

namespace ingot::driver {
namespace {

using codegen::compare::Finding;
using codegen::compare::Rule;

auto ChangeOf(const std::string& what, const std::string& before, const std::string& after) -> std::string {
  const auto shown = [](const std::string& text) { return text.empty() ? "what the environment says" : JsonString(text); };
  return before == after ? "" : what + " is " + shown(after) + ", before " + shown(before);
}

void CompareTokens(const ir::JwtAuth& before, const ir::JwtAuth& after, std::vector<Finding>& findings) {
  const auto type = [](const ir::JwtAuth& jwt) { return std::string(jwt.type == ir::TokenType::kJwt ? "JWT" : "at+jwt"); };
  for (const std::string& text : {ChangeOf("the issuer of tokens", before.issuer, after.issuer), ChangeOf("the audience of tokens", before.audience, after.audience),
                                  ChangeOf("the type of tokens", type(before), type(after))}) {
    if (!text.empty()) findings.push_back({Rule::kGuardChanged, {}, {}, text, {}});
  }
}

// A rule is what it asks for: its name and its words may change.
auto RulesOf(const ir::App& app, const ir::Model& model) -> std::map<std::string, std::string> {
  std::map<std::string, std::string> names;
  for (const ir::RowCheck& check : model.checks) names.emplace(ir::PrintExpression(app, check.condition), check.name);
  return names;
}

auto FormerModel(const ir::App& before, const ir::Model& model) -> const ir::Model* {
  const ir::Model* named = nullptr;
  for (const ir::Model& each : before.models) {
    if (!model.stable_id.empty() && each.stable_id == model.stable_id) return &each;
    if (each.name == model.name || each.name == model.renamed_from) named = &each;
  }
  return named;
}

// Told where rows are written; a model without a resource is written by endpoints, somewhere.
void Tell(const ir::App& app, const ir::Model& model, Rule rule, const std::string& text, std::vector<Finding>& findings) {
  Finding finding{rule, {}, {}, text, {}};
  if (model.resource) {
    const std::string item = codegen::ItemPath(app, model);
    finding.operation = "POST " + codegen::CollectionPath(app, model);
    finding.within = "body";
    finding.operations = {finding.operation, "PUT " + item, "PATCH " + item};
  }
  findings.push_back(std::move(finding));
}

struct Side {
  const ir::App& app;
  const ir::Model& model;
};

void CompareRowRules(const Side& before, const Side& after, std::vector<Finding>& findings) {
  const auto was = RulesOf(before.app, before.model);
  const auto is = RulesOf(after.app, after.model);
  const std::string rows = "rows of `" + after.model.name + "` ";
  for (const auto& [rule, name] : is) {
    if (!was.contains(rule)) Tell(after.app, after.model, Rule::kRowRuleAdded, rows + "have to keep the rule `" + name + "`", findings);
  }
  for (const auto& [rule, name] : was) {
    if (!is.contains(rule)) Tell(after.app, after.model, Rule::kRowRuleRemoved, rows + "need not keep the rule `" + name + "` any more", findings);
  }
}

// The sets of fields that are unique, each as `author`, `title`; without those whose fields the other side has not: their coming
// and going is told as that of members.
auto UniqueOf(const Side& side, const Side& other) -> std::set<std::string> {
  std::set<std::string> known;
  for (const Id<ir::Field> id : other.model.fields) known.insert(other.app.fields[id].name);
  std::set<std::string> sets;
  for (const auto& fields : side.model.unique) {
    std::string names;
    bool shared = true;
    for (const Id<ir::Field> id : fields) {
      const std::string& name = side.app.fields[id].name;
      names += (names.empty() ? "`" : ", `") + name + "`";
      shared = shared && known.contains(name);
    }
    if (shared) sets.insert(std::move(names));
  }
  return sets;
}

void CompareUnique(const Side& before, const Side& after, std::vector<Finding>& findings) {
  const auto was = UniqueOf(before, after);
  const auto is = UniqueOf(after, before);
  const std::string rows = " rows of `" + after.model.name + "` ";
  for (const std::string& fields : is) {
    if (!was.contains(fields)) Tell(after.app, after.model, Rule::kUniqueAdded, "no two" + rows + "may share " + fields, findings);
  }
  for (const std::string& fields : was) {
    if (!is.contains(fields)) Tell(after.app, after.model, Rule::kUniqueRemoved, "two" + rows + "may share " + fields, findings);
  }
}

auto IsToldByUnique(const Finding& finding, const std::vector<Finding>& found) -> bool {
  const bool added = finding.rule == Rule::kErrorStatusAdded;
  if ((!added && finding.rule != Rule::kErrorStatusRemoved) || finding.within != "response 409") return false;
  std::set<std::string> reached;
  for (const Finding& each : found) {
    if (each.rule == (added ? Rule::kUniqueAdded : Rule::kUniqueRemoved)) reached.insert(each.operations.begin(), each.operations.end());
  }
  return std::ranges::all_of(finding.operations, [&](const std::string& operation) { return reached.contains(operation); });
}

}  // namespace

void AddRules(const ir::App& before, const ir::App& after, std::vector<Finding>& findings) {
  std::vector<Finding> found;
  if (before.info.jwt && after.info.jwt) CompareTokens(*before.info.jwt, *after.info.jwt, found);
  for (const ir::Model& model : after.models) {
    const ir::Model* former = FormerModel(before, model);
    if (former == nullptr) continue;
    CompareRowRules({before, *former}, {after, model}, found);
    CompareUnique({before, *former}, {after, model}, found);
  }
  std::erase_if(findings, [&](const Finding& finding) { return IsToldByUnique(finding, found); });
  findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

}  // namespace ingot::driver
