// A database in a temporary folder, with two tables that refer to each other.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "store/database.hpp"
#include "store/write-now.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt::store {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ingot-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The failure that `work` ends with; fails the test when there is none.
inline Failure failureOf(FunctionRef<void()> work) {
  try {
    work();
  } catch (const Failure& failure) {
    return failure;
  }
  ADD_FAILURE() << "nothing failed";
  return {0, "", ""};
}

inline constexpr std::string_view kSchema =
    "CREATE TABLE projects (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, row_version INTEGER NOT NULL) "
    "STRICT;\n"
    "CREATE UNIQUE INDEX projects_name_key ON projects (name);\n"
    "CREATE TABLE docs (id BLOB NOT NULL PRIMARY KEY,"
    " project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE RESTRICT, reviewer_id BLOB REFERENCES "
    "projects (id),"
    " file_name TEXT NOT NULL, size INTEGER NOT NULL CONSTRAINT size CHECK (size >= 0), row_version INTEGER "
    "NOT NULL) STRICT;\n"
    "CREATE UNIQUE INDEX docs_key ON docs (project_id, file_name);\n";

inline constexpr Column kProjectColumns[] = {{"id", "id"}, {"name", "name"}, {"row_version", "rowVersion"}};
inline constexpr Table kProjects{"projects", "id, name, row_version", kProjectColumns};
inline constexpr Column kDocColumns[] = {{"id", "id"},
                                         {"project_id", "projectId", "projects"},
                                         {"reviewer_id", "reviewerId", "projects"},
                                         {"file_name", "fileName"},
                                         {"size", "size"},
                                         {"row_version", "rowVersion"}};
inline constexpr Table kDocs{"docs", "id, project_id, reviewer_id, file_name, size, row_version", kDocColumns};

inline constexpr Statement kInsertProject{"INSERT INTO projects (id, name, row_version) VALUES ($1, $2, $3)"};
inline constexpr Statement kInsertDoc{
    "INSERT INTO docs (id, project_id, reviewer_id, file_name, size, row_version) VALUES ($1, $2, $3, $4, "
    "$5, $6)"};

struct Doc {
  Uuid id;
  Uuid projectId;
  std::optional<Uuid> reviewerId;
  std::string fileName;
  std::int64_t size = 0;
  std::int64_t rowVersion = 0;
};
inline void readRow(const Row& row, Doc& doc) {
  row.read(doc.id, doc.projectId, doc.reviewerId, doc.fileName, doc.size, doc.rowVersion);
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() { open(); }

  void open() {
    options_.url = "sqlite:" + folder_.path() + "/data/app.db";
    options_.syncFull = false;
    database_ = store::open(options_);
    const Migration migrations[] = {{"0001_initial", {kSchema, ""}}};
    test::migrateUp(*database_, migrations);
  }

  Uuid project(std::string_view name) {
    const Uuid id = newUuid();
    writeNow(*database_, [&](Session& session) {
      session.execute(kInsertProject, Params(id, name, std::int64_t{1}), &kProjects);
    });
    return id;
  }
  Uuid doc(const Uuid& projectId, std::string_view fileName, std::int64_t size = 1,
           std::optional<Uuid> reviewer = std::nullopt) {
    const Uuid id = newUuid();
    writeNow(*database_, [&](Session& session) {
      session.execute(kInsertDoc, Params(id, projectId, reviewer, fileName, size, std::int64_t{1}), &kDocs);
    });
    return id;
  }
  std::int64_t count(std::string_view table) {
    std::int64_t result = -1;
    database_->read([&](Session& session) {
      session.run("SELECT count(*) FROM " + std::string(table), Params(),
                  [&](const Row& row) { row.read(result); });
    });
    return result;
  }

  TemporaryFolder folder_;
  Options options_;
  std::unique_ptr<Database> database_;
};

}  // namespace ingot::rt::store
