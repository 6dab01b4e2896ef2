// The files of a database: who may read them, and what is left of them after a clean stop.
#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>

#include "store-fixture.hpp"

namespace ingot::rt::store {
namespace {

namespace fs = std::filesystem;

unsigned modeOf(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777U;
}

class FilesTest : public StoreTest {
 protected:
  FilesTest() : path_(folder_.path() + "/data/app.db") {}
  std::string path_;
};

TEST_F(FilesTest, AreTheirOwnersOnly) {
  project("one");
  for (const char* end : {"", "-wal", "-shm", ".lock"}) EXPECT_EQ(modeOf(path_ + end), 0600U) << end;
}

TEST_F(FilesTest, AModeThatWasGivenIsKept) {
  database_.reset();
  ASSERT_EQ(::chmod(path_.c_str(), 0640), 0);
  open();
  project("one");
  EXPECT_EQ(modeOf(path_), 0640U);
  EXPECT_EQ(modeOf(path_ + "-wal"), 0640U);
}

TEST_F(FilesTest, TheLogIsEmptyAfterAStopThoughAnotherHasTheFileOpen) {
  project("one");
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "SELECT count(*) FROM projects", nullptr, nullptr, nullptr), SQLITE_OK);
  ASSERT_GT(fs::file_size(path_ + "-wal"), 0U);
  database_.reset();
  EXPECT_EQ(fs::file_size(path_ + "-wal"), 0U);
  sqlite3_close(other);
}

TEST_F(FilesTest, AnotherInTheMiddleOfAReadDoesNotHoldTheStopUp) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN; SELECT count(*) FROM projects", nullptr, nullptr, nullptr), SQLITE_OK);
  project("one");
  const auto began = std::chrono::steady_clock::now();
  database_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  sqlite3_close(other);
  open();
  EXPECT_EQ(count("projects"), 1);
}

}  // namespace
}  // namespace ingot::rt::store
