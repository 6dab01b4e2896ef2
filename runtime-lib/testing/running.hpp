// What stands behind a fixture: the database, the service and the client.
#pragma once

#include <httplib.h>

#include <memory>
#include <string>

#include <ingot/rt/testing.hpp>

#include "service/server.hpp"
#include "store/database.hpp"
#include "test-database.hpp"

namespace ingot::rt::testing {

// Members end in the opposite order: the client first, the database's place last.
struct ServiceTest::Running {
  explicit Running(const Application& wanted);

  TestDatabase place;
  Application application;
  service::Config config;
  std::unique_ptr<store::Database> database;
  service::Server server;
  std::unique_ptr<httplib::Client> client;
};

// What a JSON string says; any other JSON text is as it is.
[[nodiscard]] std::string textOf(const std::string& json);

}  // namespace ingot::rt::testing
