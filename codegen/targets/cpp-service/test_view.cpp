#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/list_tests.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/rule_tests.h"
#include "codegen/targets/cpp-service/samples.h"

namespace ingot::codegen::cpp_service {
namespace {

// A row needs its required references and every required field that nothing else fills.
auto SampleStatements(const ir::App& app, const ir::Model& model) -> std::vector<Safe<CppExpr>> {
  std::vector<Safe<CppExpr>> statements;
  for (const ir::Field* field : StoredFields(app, model)) {
    if (field->computed || (!field->required && !field->kept) || IsNull(*field)) continue;
    const auto member = MemberName(*field);
    if (std::holds_alternative<ir::RefType>(field->type)) {
      const ir::Model& target = app.models[std::get<ir::RefType>(field->type).model];
      statements.push_back(CppExpr::Of("input.@.set(@(session))", member, CppIdentifier::Prefixed("make", target.name)));
    } else if (field->password()) {
      const ir::Value sample = SampleValue(app, *field, 0);
      statements.push_back(CppExpr::Of("input.@.set(rt::testing::hashedPassword(@))", member, CppString::Quote(std::get<std::string>(sample))));
    } else {
      statements.push_back(CppExpr::Of("input.@.set(@)", member, ValueExpr(app, field->type, SampleValue(app, *field, 0))));
    }
  }
  return statements;
}

// References of a valid body: the ids of rows made beside the service.
auto Prepare(const ir::App& app, const ir::Model& model) -> std::vector<Safe<CppExpr>> {
  std::vector<Safe<CppExpr>> statements{CppExpr::Of("path_ = @", CollectionExpr(app, model))};
  for (const ir::Field* field : SentFields(app, model)) {
    if (!std::holds_alternative<ir::RefType>(field->type)) continue;
    const ir::Model& target = app.models[std::get<ir::RefType>(field->type).model];
    if (IsNull(*field) || (!field->required && target.name == model.name)) continue;  // a row of its own kind is made when one is needed
    statements.push_back(CppExpr::Of("valid_ = valid_.with(@, quoted(fixtures_.@(session)))", CppString::Quote(ir::WireName(*field)),
                                     CppIdentifier::Prefixed("make", target.name)));
  }
  return statements;
}

auto ValidMembers(const ir::App& app, const ir::Model& model) -> std::vector<Safe<CppExpr>> {
  std::vector<Safe<CppExpr>> members;
  for (const ir::Field* field : SentFields(app, model)) {
    if (std::holds_alternative<ir::RefType>(field->type)) continue;
    members.push_back(CppExpr::Of("{@, @}", CppString::Quote(ir::WireName(*field)), SampleJson(app, *field, 0)));
  }
  return members;
}

}  // namespace

auto MakeModelTestView(const ir::App& app, const ir::Model& model) -> ModelTestView {
  ModelTestView view{
      .file = Path::Kebab(model.name),
      .include = CppPath::Include(Path::Of("@.hpp", Path::Kebab(model.name))),
      .type = CppIdentifier::Type(model.name),
      .fixture = CppIdentifier::Prefixed("make", model.name),
      .fixture_member = CppIdentifier::Suffixed(ParameterName(model), "_"),
      .suite = CppIdentifier::Suffixed(model.name, "Test"),
      .sample = SampleStatements(app, model),
      .has_resource = model.resource.has_value(),
  };
  if (!view.has_resource) return view;
  view.prepare = Prepare(app, model);
  view.members = ValidMembers(app, model);
  view.tests = RuleTests(app, model);
  return view;
}

}  // namespace ingot::codegen::cpp_service
