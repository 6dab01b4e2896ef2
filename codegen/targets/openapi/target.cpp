#include "codegen/targets/openapi/target.h"

#include "codegen/targets/openapi/document.h"
#include "codegen/targets/openapi/templates.h"

namespace ingot::codegen::openapi {

auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile> {
  std::vector<PlannedFile> files;
  files.push_back(FromTemplate<templates::ApiOpenapiJson>(MakeDocumentView(app), "app"));
  return files;
}

}  // namespace ingot::codegen::openapi
