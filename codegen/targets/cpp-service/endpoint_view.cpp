#include "codegen/targets/cpp-service/endpoint_view.h"

#include <algorithm>
#include <set>
#include <string>

#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/function_view.h"
#include "codegen/targets/cpp-service/hook_view.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

struct Mentioned {
  std::set<std::string> models;
  std::set<std::string> enums;
  std::set<Id<ir::Model>> hooked;  // by name, as the models are
  std::set<Id<ir::CustomFunction>> functions;  // likewise
};

// What the types of a unit are made of.
class Mentions {
 public:
  explicit Mentions(const ir::App& app) : app_(app) {}

  auto Of(const ir::Endpoint& endpoint) -> Mentioned {
    for (const auto* inputs : {&endpoint.params, &endpoint.query, &endpoint.headers, &endpoint.body}) {
      for (const Id<ir::Variable> id : *inputs) {
        const ir::Variable& input = app_.variables[id];
        if (input.model.valid()) AddModel(input.model);
        if (const auto* closed = std::get_if<ir::EnumType>(&input.type)) found_.enums.insert(app_.enums[closed->id].name);
      }
    }
    for (const Id<ir::Statement> id : endpoint.statements) Add(id);
    return found_;
  }

 private:
  void AddModel(Id<ir::Model> id) { found_.models.insert(app_.models[id].name); }

  void AddChanged(Id<ir::Model> id, ir::Hook before, ir::Hook after) {
    AddModel(id);
    if (app_.models[id].Hooked(before, after)) found_.hooked.insert(id);
  }

  void Add(Id<ir::Statement> id) {
    std::visit(Match{
                   [&](const ir::LetValue& let) {
                     if (const auto* closed = std::get_if<ir::EnumType>(&app_.expressions[let.value].type))
                       found_.enums.insert(app_.enums[closed->id].name);
                   },
                   [](const ir::Require&) {},
                   [](const ir::Return&) {},
                   [](const ir::Effect&) {},
                   [&](const ir::Run& run) { found_.functions.insert(run.function); },
                   [&](const ir::Each& each) {
                     for (const Id<ir::Statement> statement : each.body) Add(statement);
                   },
                   [&](const ir::Create& create) { AddChanged(create.model, ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate); },
                   [&](const ir::Update& update) { AddChanged(update.model, ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate); },
                   [&](const ir::Remove& remove) { AddChanged(remove.model, ir::Hook::kBeforeDelete, ir::Hook::kAfterDelete); },
                   [&](const auto& statement) { AddModel(statement.model); },
               },
               app_.statements[id].node);
  }

  const ir::App& app_;
  Mentioned found_;
};

auto Holds(const Safe<CppExpr>& line, std::string_view text) -> bool { return line.View().find(text) != std::string_view::npos; }

// Is a name of C++ in one of the lines?
auto AnyHolds(const EndpointView& view, std::string_view text) -> bool {
  for (const StepView& step : view.steps) {
    if (std::ranges::any_of(step.lines, [&](const auto& line) { return Holds(line, text); })) return true;
  }
  return false;
}

}  // namespace

auto MakeEndpointView(const ir::App& app, const ir::Endpoint& endpoint) -> EndpointView {
  EndpointView view{
      .file = Path::Kebab(endpoint.name),
      .include = CppPath::Include(Path::Of("@.hpp", Path::Kebab(endpoint.name))),
      .name = CppIdentifier::Value(endpoint.name),
      .unused_context = CppExpr::Of(""),
      .run = endpoint.writes() ? CppIdentifier::Fixed("write") : CppIdentifier::Fixed("read"),
  };
  EndpointNames names(app, endpoint);
  AddInputs(app, endpoint, names, view);
  AddSteps(app, endpoint, names, view);
  const Mentioned mentioned = Mentions(app).Of(endpoint);
  for (const std::string& name : mentioned.enums) view.includes.push_back({CppPath::Include(Path::Of("enums/@.hpp", Path::Kebab(name)))});
  for (const Id<ir::CustomFunction> id : mentioned.functions) view.includes.push_back({FunctionInclude(app.functions[id])});
  for (const Id<ir::Model> id : mentioned.hooked) view.includes.push_back({HooksInclude(app.models[id])});
  for (const std::string& name : mentioned.models) view.includes.push_back({CppPath::Include(Path::Of("models/@.hpp", Path::Kebab(name)))});
  view.sends = AnyHolds(view, "rt::putEvent(") || AnyHolds(view, "rt::putCall(");
  view.runs = !mentioned.functions.empty();
  view.has_includes = !view.includes.empty();
  view.has_queries = !view.queries.empty();
  view.has_changes = !view.changes.empty();
  const bool reads_expressions = std::ranges::any_of(view.reads, [](const auto& line) { return Holds(line, "expr::"); });
  view.uses_expressions = reads_expressions || AnyHolds(view, "expr::");
  view.has_locals = view.has_input || view.uses_expressions || view.has_queries || view.has_changes;
  view.uses_now = view.uses_now || view.reads_now || names.uses_now();
  view.unused_context = UnusedUnless(view.uses_context || view.in_transaction || view.uses_now);
  view.serializable = endpoint.writes() && endpoint.isolation == ir::Isolation::kSerializable;
  return view;
}

}  // namespace ingot::codegen::cpp_service
