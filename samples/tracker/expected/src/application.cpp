// The application: its settings, routes, migrations and description. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include "api-document.hpp"
#include "migrations.hpp"
#include "resources/project.hpp"
#include "resources/task.hpp"
#include "resources/user.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/api/v1/projects", listProjects},
    {rt::Method::post, "/api/v1/projects", createProject},
    {rt::Method::get, "/api/v1/projects/{project}", getProject},
    {rt::Method::put, "/api/v1/projects/{project}", replaceProject},
    {rt::Method::patch, "/api/v1/projects/{project}", patchProject},
    {rt::Method::del, "/api/v1/projects/{project}", deleteProject},
    {rt::Method::get, "/api/v1/tasks", listTasks},
    {rt::Method::post, "/api/v1/tasks", createTask},
    {rt::Method::get, "/api/v1/tasks/{task}", getTask},
    {rt::Method::put, "/api/v1/tasks/{task}", replaceTask},
    {rt::Method::patch, "/api/v1/tasks/{task}", patchTask},
    {rt::Method::del, "/api/v1/tasks/{task}", deleteTask},
    {rt::Method::get, "/api/v1/users", listUsers},
    {rt::Method::post, "/api/v1/users", createUser},
    {rt::Method::get, "/api/v1/users/{user}", getUser},
    {rt::Method::put, "/api/v1/users/{user}", replaceUser},
    {rt::Method::patch, "/api/v1/users/{user}", patchUser},
    {rt::Method::del, "/api/v1/users/{user}", deleteUser},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 20,
    .maxPageSize = 100,
    .errors = rt::ErrorShape::statusMessage,
};

constexpr rt::JwtSettings kJwt{
    .type = rt::TokenType::jwt,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{
      .name = "tracker",
      .version = "1.0.0",
      .api = kApi,
      .routes = kRoutes,
      .migrations = migrations(),
      .auth = {.jwt = &kJwt},
      .apiDocument = apiDocument(),
  };
  return instance;
}

}  // namespace app
