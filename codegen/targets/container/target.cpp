#include "codegen/targets/container/target.h"

#include "codegen/api/routes.h"
#include "codegen/targets/container/templates.h"

namespace ingot::codegen::container {

auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile> {
  const ContainerView view{.has_image = app.info.SaysWhoCalls(), .has_jwt = app.info.jwt.has_value(), .has_secrets = HasSecrets(app),
                           .has_outbox = HasEffects(app), .has_calls = !CalledNames(app).empty(), .has_custom = HasCustom(app), .has_files = HasFiles(app)};
  std::vector<PlannedFile> files{FromTemplate<templates::GithubWorkflowsCiYml>(view, "app")};
  if (!view.has_image) return files;
  files.push_back(FromTemplate<templates::Dockerfile>(view, "app.auth"));
  files.push_back(FromTemplate<templates::Dockerignore>(view, "app.auth"));
  files.push_back(FromTemplate<templates::ComposeYaml>(view, "app.auth"));
  return files;
}

}  // namespace ingot::codegen::container
