#include "test-database.hpp"

#include <stdlib.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "store/write-now.hpp"

namespace ingot::rt::testing {
namespace {

std::string serverUrl() {
  const char* url = std::getenv("SERVICE_TEST_DATABASE_URL");
  return url == nullptr ? "" : url;
}

std::string newFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ingot-service-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder " + pattern);
  return pattern;
}

std::string newSchema() {
  std::string name = "service_test_" + format(newUuid());
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

void runOnServer(const std::string& sql) {
  store::Options options;
  options.url = serverUrl();
  const auto database = store::open(options);
  store::writeNow(*database, [&](Session& session) { session.execute(Statement{sql}, Params()); });
}

}  // namespace

TestDatabase::TestDatabase() : folder_(newFolder()) {
  const std::string server = serverUrl();
  if (server.empty()) {
    url_ = "sqlite:" + folder_ + "/test.db";
    return;
  }
  schema_ = newSchema();
  runOnServer("CREATE SCHEMA " + schema_);
  url_ = server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
}

TestDatabase::~TestDatabase() {
  try {
    if (!schema_.empty()) runOnServer("DROP SCHEMA " + schema_ + " CASCADE");
  } catch (const std::exception&) {
    // The server has gone, and the schema with it or not: no test is the better for an abort.
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace ingot::rt::testing
