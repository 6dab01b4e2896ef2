// `run` of an endpoint: which function, and what each of its parameters is given.
#include <algorithm>
#include <array>

#include "compiler/base/edit_distance.h"
#include "compiler/check/endpoint.h"
#include "compiler/check/expression_types.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr std::array kRunKeys{Key{"run", Want::kText, true}, Key{"with", Want::kObject}, Key{"as", Want::kText}};
constexpr Keys kRun{"a `run`", kRunKeys};

constexpr diag::Message<std::string_view> kUnknownFunction{Code::UnknownFunction, Severity::kError, "there is no function `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kUnknownArgument{Code::FunctionArguments, Severity::kError,
                                                                             "the function `{0}` takes no `{1}`"};
constexpr diag::Message<std::string_view, std::string_view> kMissingArgument{Code::FunctionArguments, Severity::kError,
                                                                             "the function `{0}` needs `{1}`"};
constexpr diag::Message<std::string_view> kNotAnExpression{Code::WrongKind, Severity::kError,
                                                           "the value of `{0}` must be an expression in a string"};
constexpr diag::Message<std::string_view, std::string_view> kNotARow{Code::FunctionArguments, Severity::kError,
                                                                     "`{0}` takes a row of `{1}`, by its name"};
constexpr diag::Message<std::string_view> kRowMayLack{Code::FunctionArguments, Severity::kError, "there may be no row `{0}`"};
constexpr diag::Message<std::string_view> kReturnsNothing{Code::FunctionReturnsNothing, Severity::kError,
                                                          "the function `{0}` returns nothing that `as` could name"};

class RunReader {
 public:
  explicit RunReader(EndpointPart& part) : part_(part), checker_(part.checker), app_(part.checker.app), emitter_(part.emitter) {}

  auto Read(ast::Node node) -> ir::Run {
    const Object object = Object::Read(node, kRun, emitter_);
    ir::Run run;
    run.function = Find(object.Get("run"));
    if (run.function.valid()) ReadArguments(object, run);
    run.as = ReadAs(object, run.function);
    return run;
  }

 private:
  auto Find(ast::Node name) -> Id<ir::CustomFunction> {
    if (!name) return {};
    const auto found = checker_.function_by_name.find(name.text());
    if (found != checker_.function_by_name.end()) return found->second;
    std::vector<std::string_view> names;
    for (const auto& [known, id] : checker_.function_by_name) names.push_back(known);
    auto draft = emitter_.Emit(name.span(), kUnknownFunction, name.text());
    if (const auto nearest = NearestName(name.text(), names)) draft.Help("did you mean `{}`?", *nearest);
    if (names.empty()) draft.Help("say what it takes in `functions` of the definition");
    if (!names.empty()) draft.Help("the functions are {}", Listed(names));
    return {};
  }

  void ReadArguments(const Object& object, ir::Run& run) {
    const auto& parameters = app_.functions[run.function].parameters;
    const ast::Node with = object.Get("with");
    run.arguments.resize(parameters.size());
    if (with) ReportUnknown(with, run.function);
    for (size_t i = 0; i < parameters.size(); ++i) {
      const ir::Parameter& parameter = parameters[i];
      const ast::Node value = with ? with.Find(parameter.name) : ast::Node();
      if (value) {
        run.arguments[i] = ReadArgument(value, parameter);
      } else if (parameter.required || parameter.row.valid()) {
        auto draft = emitter_.Emit(with ? object.KeySpan("with") : object.Begin(), kMissingArgument, app_.functions[run.function].name, parameter.name);
        draft.Note(parameter.span, "the parameter is here");
        if (with) draft.Help("add `\"{}\": \"...\"`", parameter.name);
        if (!with) draft.Help("add `\"with\": {{ \"{}\": \"...\" }}`", parameter.name);
      }
    }
  }

  void ReportUnknown(ast::Node with, Id<ir::CustomFunction> id) {
    const ir::CustomFunction& function = app_.functions[id];
    std::vector<std::string_view> names;
    for (const ir::Parameter& parameter : function.parameters) names.push_back(parameter.name);
    for (const ast::Member member : with.Members()) {
      if (HoldsNul(member.key) || std::ranges::find(names, member.name()) != names.end()) continue;
      auto draft = emitter_.Emit(member.key.span(), kUnknownArgument, function.name, member.name());
      if (const auto nearest = NearestName(member.name(), names)) draft.Help("did you mean `{}`?", *nearest);
      if (names.empty()) draft.Help("it takes nothing: remove it");
      if (!names.empty()) draft.Help("it takes {}", Listed(names));
    }
  }

  auto ReadArgument(ast::Node value, const ir::Parameter& parameter) -> ir::Argument {
    if (!value.IsString()) {
      emitter_.Emit(value.span(), kNotAnExpression, parameter.name).Help("a number is written `\"30\"`, a text `\"'open'\"`");
      return {};
    }
    if (HoldsNul(value)) return {};
    if (parameter.row.valid()) return ReadRow(value, parameter);
    if (value.text() == "null" && !parameter.required) return {};
    // A null for a parameter that is required is refused when it comes, as in a row.
    const auto made = CheckExpression(value, ScopeOf(part_), parameter.type, true, app_, emitter_);
    if (!made) return {};
    return *made;
  }

  auto ReadRow(ast::Node value, const ir::Parameter& parameter) -> ir::Argument {
    const auto row = FindRows(value.text(), part_);
    const std::string& model = app_.models[parameter.row].name;
    if (!row || app_.variables[*row].kind == ir::VariableKind::kRows || app_.variables[*row].model != parameter.row) {
      if (row && !app_.variables[*row].model.valid()) return {};  // what named it failed
      emitter_.Emit(value.span(), kNotARow, parameter.name, model)
          .Note(parameter.span, "the parameter is here")
          .Help("find it first: `{{ \"let\": \"row\", \"first\": \"{}\", \"where\": ..., \"else\": ... }}`", model);
      return {};
    }
    if (app_.variables[*row].nullable) {
      emitter_.Emit(value.span(), kRowMayLack, value.text())
          .Note(app_.variables[*row].span, "it is named here")
          .Help("say with `else` there what is answered then");
    }
    return *row;
  }

  auto ReadAs(const Object& object, Id<ir::CustomFunction> id) -> std::optional<Id<ir::Variable>> {
    ir::Variable variable;
    variable.kind = ir::VariableKind::kValue;
    variable.type = ir::EnumType{};  // without a type nothing is said about what uses it
    if (id.valid()) {
      const ir::CustomFunction& function = app_.functions[id];
      if (function.returns) {
        variable.type = TypeOfField(function.returns->type);
        variable.nullable = !function.returns->required;
      } else if (object.Has("as")) {
        emitter_.Emit(object.KeySpan("as"), kReturnsNothing, function.name)
            .Note(function.span, "the function is here")
            .Help("remove `as`, or give the function a `returns`");
      }
    }
    return AddVariable(object.Get("as"), std::move(variable), part_);
  }

  EndpointPart& part_;
  Checker& checker_;
  ir::App& app_;
  diag::Emitter& emitter_;
};

}  // namespace

auto ReadRun(ast::Node node, EndpointPart& part) -> ir::Run { return RunReader(part).Read(node); }

}  // namespace ingot::check
