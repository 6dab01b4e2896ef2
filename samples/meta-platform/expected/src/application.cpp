// The application: its settings, routes, migrations and description. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include "api-document.hpp"
#include "endpoints/application-deployment.hpp"
#include "endpoints/application-jobs.hpp"
#include "endpoints/application-releases.hpp"
#include "endpoints/cancel-job.hpp"
#include "endpoints/generate-application.hpp"
#include "endpoints/job.hpp"
#include "endpoints/job-events.hpp"
#include "migrations.hpp"
#include "resources/application.hpp"
#include "resources/component.hpp"
#include "resources/model.hpp"
#include "resources/prompt.hpp"
#include "resources/prompt-version.hpp"
#include "resources/relationship.hpp"
#include "resources/user.hpp"
#include "resources/workflow.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/api/applications", listApplications},
    {rt::Method::post, "/api/applications", createApplication},
    {rt::Method::get, "/api/applications/{application}", getApplication},
    {rt::Method::put, "/api/applications/{application}", replaceApplication},
    {rt::Method::patch, "/api/applications/{application}", patchApplication},
    {rt::Method::del, "/api/applications/{application}", deleteApplication},
    {rt::Method::get, "/api/components", listComponents},
    {rt::Method::post, "/api/components", createComponent},
    {rt::Method::get, "/api/components/{component}", getComponent},
    {rt::Method::put, "/api/components/{component}", replaceComponent},
    {rt::Method::patch, "/api/components/{component}", patchComponent},
    {rt::Method::del, "/api/components/{component}", deleteComponent},
    {rt::Method::get, "/api/models", listModels},
    {rt::Method::post, "/api/models", createModel},
    {rt::Method::get, "/api/models/{model}", getModel},
    {rt::Method::put, "/api/models/{model}", replaceModel},
    {rt::Method::patch, "/api/models/{model}", patchModel},
    {rt::Method::del, "/api/models/{model}", deleteModel},
    {rt::Method::get, "/api/prompts", listPrompts},
    {rt::Method::post, "/api/prompts", createPrompt},
    {rt::Method::get, "/api/prompts/{prompt}", getPrompt},
    {rt::Method::put, "/api/prompts/{prompt}", replacePrompt},
    {rt::Method::patch, "/api/prompts/{prompt}", patchPrompt},
    {rt::Method::del, "/api/prompts/{prompt}", deletePrompt},
    {rt::Method::get, "/api/prompts/{prompt}/versions", listPromptVersions},
    {rt::Method::post, "/api/prompts/{prompt}/versions", createPromptVersion},
    {rt::Method::get, "/api/prompts/{prompt}/versions/{promptVersion}", getPromptVersion},
    {rt::Method::put, "/api/prompts/{prompt}/versions/{promptVersion}", replacePromptVersion},
    {rt::Method::patch, "/api/prompts/{prompt}/versions/{promptVersion}", patchPromptVersion},
    {rt::Method::del, "/api/prompts/{prompt}/versions/{promptVersion}", deletePromptVersion},
    {rt::Method::get, "/api/relationships", listRelationships},
    {rt::Method::post, "/api/relationships", createRelationship},
    {rt::Method::get, "/api/relationships/{relationship}", getRelationship},
    {rt::Method::put, "/api/relationships/{relationship}", replaceRelationship},
    {rt::Method::patch, "/api/relationships/{relationship}", patchRelationship},
    {rt::Method::del, "/api/relationships/{relationship}", deleteRelationship},
    {rt::Method::get, "/api/users", listUsers},
    {rt::Method::post, "/api/users", createUser},
    {rt::Method::get, "/api/users/{user}", getUser},
    {rt::Method::put, "/api/users/{user}", replaceUser},
    {rt::Method::patch, "/api/users/{user}", patchUser},
    {rt::Method::del, "/api/users/{user}", deleteUser},
    {rt::Method::get, "/api/workflows", listWorkflows},
    {rt::Method::post, "/api/workflows", createWorkflow},
    {rt::Method::get, "/api/workflows/{workflow}", getWorkflow},
    {rt::Method::put, "/api/workflows/{workflow}", replaceWorkflow},
    {rt::Method::patch, "/api/workflows/{workflow}", patchWorkflow},
    {rt::Method::del, "/api/workflows/{workflow}", deleteWorkflow},
    {rt::Method::get, "/api/applications/{application}/deployment", applicationDeployment},
    {rt::Method::get, "/api/applications/{application}/jobs", applicationJobs},
    {rt::Method::get, "/api/applications/{application}/releases", applicationReleases},
    {rt::Method::post, "/api/jobs/{job}/cancel", cancelJob},
    {rt::Method::post, "/api/applications/{application}/generate", generateApplication},
    {rt::Method::get, "/api/jobs/{job}", job},
    {rt::Method::get, "/api/jobs/{job}/events", jobEvents},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 20,
    .maxPageSize = 100,
    .errors = rt::ErrorShape::errorObject,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{
      .name = "meta-platform",
      .version = "1.0.0",
      .api = kApi,
      .routes = kRoutes,
      .migrations = migrations(),
      .apiDocument = apiDocument(),
  };
  return instance;
}

}  // namespace app
