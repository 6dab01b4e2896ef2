// The application: its settings, routes, migrations and description. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include <ingot/rt/outbox.hpp>

#include "api-document.hpp"
#include "endpoints/acquire-lock.hpp"
#include "endpoints/current-lock.hpp"
#include "endpoints/extend-lock.hpp"
#include "endpoints/latest-docs.hpp"
#include "endpoints/release-lock.hpp"
#include "migrations.hpp"
#include "models/project.hpp"
#include "resources/api-key.hpp"
#include "resources/doc.hpp"
#include "resources/project.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/api/projects/{project}/api-keys", listApiKeys},
    {rt::Method::post, "/api/projects/{project}/api-keys", createApiKey},
    {rt::Method::get, "/api/projects/{project}/api-keys/{apiKey}", getApiKey},
    {rt::Method::put, "/api/projects/{project}/api-keys/{apiKey}", replaceApiKey},
    {rt::Method::patch, "/api/projects/{project}/api-keys/{apiKey}", patchApiKey},
    {rt::Method::del, "/api/projects/{project}/api-keys/{apiKey}", deleteApiKey},
    {rt::Method::get, "/api/projects/{project}/docs", listDocs},
    {rt::Method::post, "/api/projects/{project}/docs", createDoc},
    {rt::Method::get, "/api/projects/{project}/docs/{doc}", getDoc},
    {rt::Method::put, "/api/projects/{project}/docs/{doc}", replaceDoc},
    {rt::Method::patch, "/api/projects/{project}/docs/{doc}", patchDoc},
    {rt::Method::del, "/api/projects/{project}/docs/{doc}", deleteDoc},
    {rt::Method::get, "/api/projects/{project}/docs/{doc}/revisions", revisionsOfDoc},
    {rt::Method::get, "/api/projects/{project}/docs/{doc}/revisions/{revision_number}", revisionOfDoc},
    {rt::Method::get, "/api/projects", listProjects},
    {rt::Method::post, "/api/projects", createProject},
    {rt::Method::get, "/api/projects/{project}", getProject},
    {rt::Method::put, "/api/projects/{project}", replaceProject},
    {rt::Method::patch, "/api/projects/{project}", patchProject},
    {rt::Method::del, "/api/projects/{project}", deleteProject},
    {rt::Method::post, "/api/projects/{project}/lock", acquireLock},
    {rt::Method::get, "/api/projects/{project}/lock", currentLock},
    {rt::Method::put, "/api/projects/{project}/lock", extendLock},
    {rt::Method::get, "/api/projects/{project}/docs/latest", latestDocs},
    {rt::Method::del, "/api/projects/{project}/lock", releaseLock},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 20,
    .maxPageSize = 100,
    .errors = rt::ErrorShape::statusMessage,
};

constexpr rt::SecretColumn kSecrets[] = {
    Project::Secrets::token,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{
      .name = "toolkit-sync",
      .version = "1.0.0",
      .api = kApi,
      .routes = kRoutes,
      .migrations = migrations(),
      .apiDocument = apiDocument(),
      .secrets = kSecrets,
      .outbox = &rt::kOutbox,
  };
  return instance;
}

}  // namespace app
