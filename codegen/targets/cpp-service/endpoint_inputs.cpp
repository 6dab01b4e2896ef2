#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/endpoint_view.h"
#include "codegen/targets/cpp-service/field_rules.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "compiler/ir/evaluate.h"

namespace ingot::codegen::cpp_service {
namespace {

using ir::VariableKind;
using Lines = std::vector<Safe<CppExpr>>;

class InputWriter {
 public:
  InputWriter(const ir::App& app, const ir::Endpoint& endpoint, const EndpointNames& names, EndpointView& view)
      : app_(app), endpoint_(endpoint), names_(names), view_(view) {}

  void Run() {
    for (const Id<ir::Variable> id : endpoint_.params) view_.params.push_back(Member(id));
    AddGroup(endpoint_.query, CppIdentifier::Fixed("Query"), CppIdentifier::Fixed("query"));
    AddGroup(endpoint_.headers, CppIdentifier::Fixed("Header"), CppIdentifier::Fixed("header"));
    AddGroup(endpoint_.body, CppIdentifier::Fixed("RequestBody"), CppIdentifier::Fixed("body"));
    for (const Id<ir::Variable> id : endpoint_.params) {
      Add(CppExpr::Of("@ = request.pathParameter<@>(@)", names_.Place(id), Type(id), CppString::Quote(app_.variables[id].wire)));
    }
    AddQuery();
    for (const Id<ir::Variable> id : endpoint_.headers) {
      const ir::Variable& header = app_.variables[id];
      Add(CppExpr::Of("rt::readHeader(request, @, @, @, checks)", CppString::Quote(header.wire), CppString::Quote(InputPath(header)), names_.Place(id)));
    }
    AddBody();
    for (const auto* inputs : {&endpoint_.params, &endpoint_.query, &endpoint_.headers, &endpoint_.body}) AddRules(*inputs);
  }

 private:
  auto Type(Id<ir::Variable> id) const -> Safe<CppType> { return ValueType(app_, app_.fields[app_.variables[id].input].type); }
  auto Member(Id<ir::Variable> id) const -> MemberView {
    return {CppType::Of("rt::Input<@>", Type(id)), CppIdentifier::Value(app_.variables[id].name)};
  }
  void Add(const Safe<CppExpr>& line) { view_.reads.push_back(line); }

  void AddGroup(const std::vector<Id<ir::Variable>>& inputs, const Safe<CppIdentifier>& type, const Safe<CppIdentifier>& name) {
    if (inputs.empty()) return;
    InputGroupView group{type, name, {}};
    for (const Id<ir::Variable> id : inputs) group.members.push_back(Member(id));
    view_.groups.push_back(std::move(group));
  }

  void AddQuery() {
    Add(CppExpr::Of("rt::QueryReader query(request, checks)"));
    for (const Id<ir::Variable> id : endpoint_.query)
      Add(CppExpr::Of("query.field(@, @)", CppString::Quote(app_.variables[id].wire), names_.Place(id)));
    Add(CppExpr::Of("query.finish()"));
  }

  // A body of which nothing is required may be left out.
  void AddBody() {
    if (endpoint_.body.empty()) return;
    bool required = false;
    for (const Id<ir::Variable> id : endpoint_.body) {
      const ir::Field& field = app_.fields[app_.variables[id].input];
      required = required || (field.required && !field.default_value && !field.default_expression);
    }
    Add(CppExpr::Of("rt::ObjectReader body(@, checks)",
                    required ? CppExpr::Of("request.jsonBody()") : CppExpr::Of("rt::optionalJsonBody(request)")));
    for (const Id<ir::Variable> id : endpoint_.body)
      Add(CppExpr::Of("body.field(@, @)", CppString::Quote(app_.variables[id].wire), names_.Place(id)));
    Add(CppExpr::Of("body.finish()"));
  }

  void AddRules(const std::vector<Id<ir::Variable>>& inputs) {
    for (const Id<ir::Variable> id : inputs) {
      const ir::Variable& variable = app_.variables[id];
      const ir::Field& field = app_.fields[variable.input];
      const auto place = names_.Place(id);
      const std::string path = InputPath(variable);
      const bool has_default = field.default_value || field.default_expression;
      if (has_default) {
        if (const auto fill = FieldFill(app_, field, place)) Add(*fill);
        view_.reads_now = view_.reads_now || (field.default_expression && ir::UsesNow(app_, *field.default_expression));
      }
      // A value that has a default is never null.
      if (has_default && !field.required && !variable.nullable) Add(CppExpr::Of("checks.notNull(@, @)", CppString::Quote(path), place));
      for (const auto& rule : FieldRules(app_, field, path, place)) {
        const bool of_path = variable.kind == VariableKind::kPath && rule.View().starts_with("checks.required(");
        if (!of_path) Add(rule);  // what stands in the path is given
      }
    }
  }

  const ir::App& app_;
  const ir::Endpoint& endpoint_;
  const EndpointNames& names_;
  EndpointView& view_;
};

}  // namespace

auto InputPath(const ir::Variable& input) -> std::string {
  switch (input.kind) {
    case VariableKind::kQuery: return "query." + input.wire;
    case VariableKind::kHeader: return "header." + input.wire;
    default: return input.wire;
  }
}

void AddInputs(const ir::App& app, const ir::Endpoint& endpoint, const EndpointNames& names, EndpointView& view) {
  view.has_input = !endpoint.params.empty() || !endpoint.query.empty() || !endpoint.headers.empty() || !endpoint.body.empty();
  if (view.has_input) InputWriter(app, endpoint, names, view).Run();
}

}  // namespace ingot::codegen::cpp_service
