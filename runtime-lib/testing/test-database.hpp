// An empty database for one test: an SQLite file, or a schema of the PostgreSQL database that SERVICE_TEST_DATABASE_URL names.
#pragma once

#include <string>

#include "store/database.hpp"

namespace ingot::rt::testing {

class TestDatabase {
 public:
  TestDatabase();
  // Nothing of it is left.
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  [[nodiscard]] const std::string& url() const { return url_; }
  // For what the service keeps beside the database.
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string url_;
  std::string folder_;
  std::string schema_;
};

}  // namespace ingot::rt::testing
