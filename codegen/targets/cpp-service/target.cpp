#include "codegen/targets/cpp-service/target.h"

#include "codegen/targets/cpp-service/endpoint_view.h"
#include "codegen/targets/cpp-service/function_view.h"
#include "codegen/targets/cpp-service/hook_view.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/runtime_files.h"
#include "codegen/targets/cpp-service/templates.h"
#include "codegen/targets/cpp-service/type_view.h"

namespace ingot::codegen::cpp_service {
namespace {

void AddApplication(const ir::App& app, std::vector<PlannedFile>& files) {
  const ApplicationView view = MakeApplicationView(app);
  files.push_back(FromTemplate<templates::CMakeListsTxt>(view, "app"));
  files.push_back(FromTemplate<templates::CMakePresetsJson>(view, "app"));
  files.push_back(FromTemplate<templates::ClangFormat>(view, "app"));
  files.push_back(FromTemplate<templates::Gitignore>(view, "app"));
  files.push_back(FromTemplate<templates::EnvExample>(view, "app"));
  files.push_back(FromTemplate<templates::READMEMd>(MakeReadmeView(app), "app"));
  files.push_back(FromTemplate<templates::SrcApiDocumentHpp>(view, "app"));
  files.push_back(FromTemplate<templates::SrcApplicationCpp>(view, "app"));
  files.push_back(FromTemplate<templates::SrcApplicationHpp>(view, "app"));
  files.push_back(FromTemplate<templates::SrcMainCpp>(view, "app"));
  files.push_back(FromTemplate<templates::SrcMigrationsHpp>(view, "app"));
  files.push_back(FromTemplate<templates::TestsFixturesHpp>(MakeFixturesView(app), "app"));
  if (app.info.jwt) files.push_back(FromTemplate<templates::TestsCallersCpp>(view, "app.auth"));
}

void AddHooks(const ir::App& app, const ir::Model& model, const std::string& origin, std::vector<PlannedFile>& files) {
  if (model.hooks.empty()) return;
  files.push_back(FromTemplate<templates::SrcHooksHooksHpp>(MakeHooksView(model), origin + ".hooks"));
  for (const ir::Hook hook : model.hooks)
    files.push_back(FromTemplate<templates::CustomHooksHookCpp>(MakeHookStubView(app, model, hook), origin + ".hooks." + std::string(ir::HookText(hook))));
}

void AddModel(const ir::App& app, const ir::Model& model, std::vector<PlannedFile>& files) {
  const std::string origin = "models." + model.name;
  const ModelView view = MakeModelView(app, model);
  files.push_back(FromTemplate<templates::SrcModelsModelHpp>(view, origin));
  files.push_back(FromTemplate<templates::SrcModelsModelCpp>(view, origin));
  files.push_back(FromTemplate<templates::TestsModelTestCpp>(MakeModelTestView(app, model), origin));
  AddHooks(app, model, origin, files);
  if (!model.resource) return;
  const ResourceView resource = MakeResourceView(app, model);
  files.push_back(FromTemplate<templates::SrcResourcesResourceHpp>(resource, origin + ".resource"));
  files.push_back(FromTemplate<templates::SrcResourcesResourceCpp>(resource, origin + ".resource"));
}

void AddFunction(const ir::App& app, const ir::CustomFunction& function, std::vector<PlannedFile>& files) {
  const std::string origin = "functions." + function.name;
  files.push_back(FromTemplate<templates::SrcFunctionsFunctionHpp>(MakeFunctionView(app, function), origin));
  files.push_back(FromTemplate<templates::CustomFunctionsFunctionCpp>(MakeFunctionStubView(app, function), origin));
}

void AddEndpoint(const ir::App& app, const ir::Endpoint& endpoint, std::vector<PlannedFile>& files) {
  const std::string origin = "endpoints." + endpoint.name;
  const EndpointView view = MakeEndpointView(app, endpoint);
  files.push_back(FromTemplate<templates::SrcEndpointsEndpointHpp>(view, origin));
  files.push_back(FromTemplate<templates::SrcEndpointsEndpointCpp>(view, origin));
  files.push_back(FromTemplate<templates::TestsEndpointsEndpointTestCpp>(MakeEndpointTestView(app, endpoint), origin));
}

}  // namespace

auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile> {
  std::vector<PlannedFile> files;
  AddApplication(app, files);
  for (const ir::Enum& closed : app.enums) {
    files.push_back(FromTemplate<templates::SrcEnumsEnumHpp>(MakeEnumView(closed), "enums." + closed.name));
  }
  for (const ir::ValueType& type : app.types) {
    if (type.scalar.valid()) continue;
    const TypeView view = MakeTypeView(app, type);
    files.push_back(FromTemplate<templates::SrcTypesTypeHpp>(view, "types." + type.name));
    files.push_back(FromTemplate<templates::SrcTypesTypeCpp>(view, "types." + type.name));
  }
  for (const ir::Model& model : app.models) AddModel(app, model, files);
  for (const ir::CustomFunction& function : app.functions) AddFunction(app, function, files);
  for (const ir::Endpoint& endpoint : app.endpoints) AddEndpoint(app, endpoint, files);
  for (const EmbeddedFile& file : RuntimeFiles()) {
    files.push_back(FromBytes("runtime/" + std::string(file.path), "runtime", FileKind::kVendored, file.bytes));
  }
  return files;
}

}  // namespace ingot::codegen::cpp_service
