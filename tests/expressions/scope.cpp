#include "tests/expressions/scope.h"

#include <fmt/format.h>

#include "compiler/base/json_text.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/ir/print.h"

namespace ingot::testing {
namespace {

constexpr std::string_view kDefinition = R"json({"ingot": 1, "app": {"name": "shop", "auth": "none"},
"models": [
  {"name": "Order", "fields": [
    {"name": "number", "type": "int", "required": true, "unique": true},
    {"name": "note", "type": "string"},
    {"name": "open", "type": "bool"},
    {"name": "label", "type": "string", "computed": "toText(number)"}]},
  {"name": "Item", "fields": [
    {"name": "order", "type": "ref", "model": "Order", "required": true, "inverse": "items"},
    {"name": "name", "type": "string", "required": true},
    {"name": "count", "type": "int"},
    {"name": "stock", "type": "bigint"},
    {"name": "weight", "type": "float"},
    {"name": "price", "type": "decimal(9,2)"},
    {"name": "sent", "type": "bool"},
    {"name": "soldAt", "type": "timestamp"}]}
]})json";

}  // namespace

auto Shop::Make() -> Shop {
  source::SourceMap sources;
  sources.Add("shop.json", std::string(kDefinition));
  diag::CollectingSink sink;
  const auto tree = frontend::ParseJson(sources, sink);
  auto app = check::Check(tree->root(), sink);
  Shop shop{*std::move(app), {}, {}};
  for (const Id<ir::Model> model : shop.app.models.Ids()) {
    (shop.app.models[model].name == "Order" ? shop.order : shop.item) = model;
  }
  return shop;
}

auto Shop::Scope() const -> check::ExpressionScope {
  check::ExpressionScope scope;
  scope.row = item;
  scope.allow_fields = true;
  scope.bare_fields = false;
  scope.allow_aggregates = true;
  scope.in_sql = true;
  scope.values = {{"order", ir::ScalarType{ir::ScalarKind::kUuid}, false},
                  {"body.count", ir::ScalarType{ir::ScalarKind::kInt}, true}};
  scope.rows = {{"found", order, false}};
  return scope;
}

auto CheckText(Shop& shop, const check::ExpressionScope& scope, std::string_view text, Ask ask) -> Checked {
  source::SourceMap sources;
  const SourceId source = sources.Add("text.json", JsonString(text));
  diag::CollectingSink sink;
  const auto tree = frontend::ParseJson(sources, source, sink);
  diag::Emitter emitter(sink);
  Checked checked;
  checked.id = ask == Ask::kCondition ? check::CheckCondition(tree->root(), scope, shop.app, emitter)
                                      : check::CheckValue(tree->root(), scope, shop.app, emitter);
  for (const diag::Diagnostic& diagnostic : sink.Collected().diagnostics) {
    checked.messages += fmt::format("{}: {}", diag::CodeName(diagnostic.code), diagnostic.message);
    for (const std::string& help : diagnostic.help) checked.messages += "; " + help;
    checked.messages += '\n';
  }
  return checked;
}

auto TreeOf(Shop& shop, const check::ExpressionScope& scope, std::string_view text, Ask ask) -> std::string {
  const Checked checked = CheckText(shop, scope, text, ask);
  return checked.id ? ir::PrintExpression(shop.app, *checked.id) : checked.messages;
}

}  // namespace ingot::testing
