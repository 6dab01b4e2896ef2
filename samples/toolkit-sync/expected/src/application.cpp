// The application: its settings, routes and migrations. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include "migrations.hpp"
#include "resources/doc.hpp"
#include "resources/project.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/api/projects/{project}/docs", listDocs},
    {rt::Method::post, "/api/projects/{project}/docs", createDoc},
    {rt::Method::get, "/api/projects/{project}/docs/{doc}", getDoc},
    {rt::Method::put, "/api/projects/{project}/docs/{doc}", replaceDoc},
    {rt::Method::patch, "/api/projects/{project}/docs/{doc}", patchDoc},
    {rt::Method::del, "/api/projects/{project}/docs/{doc}", deleteDoc},
    {rt::Method::get, "/api/projects", listProjects},
    {rt::Method::post, "/api/projects", createProject},
    {rt::Method::get, "/api/projects/{project}", getProject},
    {rt::Method::put, "/api/projects/{project}", replaceProject},
    {rt::Method::patch, "/api/projects/{project}", patchProject},
    {rt::Method::del, "/api/projects/{project}", deleteProject},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 20,
    .maxPageSize = 100,
    .errors = rt::ErrorShape::statusMessage,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{"toolkit-sync", "1.0.0", kApi, kRoutes, migrations()};
  return instance;
}

}  // namespace app
