#include "compiler/driver/plan_rules.h"

#include <map>
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

}  // namespace

auto CompareRules(const ir::App& before, const ir::App& after) -> std::vector<Finding> {
  std::vector<Finding> findings;
  if (before.info.jwt && after.info.jwt) CompareTokens(*before.info.jwt, *after.info.jwt, findings);
  for (const ir::Model& model : after.models) {
    const ir::Model* former = FormerModel(before, model);
    if (former == nullptr) continue;
    const auto was = RulesOf(before, *former);
    const auto is = RulesOf(after, model);
    for (const auto& [rule, name] : is) {
      if (!was.contains(rule)) Tell(after, model, Rule::kRowRuleAdded, "rows of `" + model.name + "` have to keep the rule `" + name + "`", findings);
    }
    for (const auto& [rule, name] : was) {
      if (!is.contains(rule)) Tell(after, model, Rule::kRowRuleRemoved, "rows of `" + model.name + "` need not keep the rule `" + name + "` any more", findings);
    }
  }
  return findings;
}

}  // namespace ingot::driver
