// A whole service: the routes and settings that emitted code hands to the runtime, and the program around them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <ingot/rt/auth.hpp>
#include <ingot/rt/context.hpp>
#include <ingot/rt/file.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/secret.hpp>

namespace ingot::rt {

struct Outbox;

using Handler = Response (*)(Context&, Request&);

// `path` has names in braces: "/api/projects/{project}/docs". A GET answers HEAD too.
struct Route {
  Method method;
  std::string_view path;
  Handler handler;
  Access access = Access::known;
  std::int64_t maxBodyBytes = 0;  // 0: MAX_BODY_BYTES
};

struct MigrationText {
  std::string_view up;
  std::string_view down;
};

// A step of the schema, embedded from db/migrations: the same for each database, in its own words. Applied once, in order; the
// checksum of what was applied is remembered.
struct Migration {
  std::string_view name;  // "0001_initial"
  MigrationText sqlite{};
  MigrationText postgres{};
};

struct Application {
  std::string_view name;
  std::string_view version;
  ApiSettings api;
  std::span<const Route> routes;
  std::span<const Migration> migrations;
  AuthSettings auth = {};
  std::string_view apiDocument = {};  // OpenAPI, served at /openapi.json and explored at /docs; empty: neither is there
  std::span<const SecretColumn> secrets = {};
  const Outbox* outbox = nullptr;                // of an app with effects outside the database
  std::span<const std::string_view> calls = {};  // the names of those that are calls
  AppFiles files = {};
};

// The program: reads the configuration from the environment, migrates, serves until SIGTERM or SIGINT.
// Arguments: nothing | --help | --version | --print-config | --health-check | migrate up|down|status|baseline | secrets rotate.
// Returns the exit code: 0, 1 when a health check finds no service that is ready, 2 for wrong arguments, 3 when the environment does not allow a start.
[[nodiscard]] int run(const Application& application, int argc, char** argv);

}  // namespace ingot::rt
