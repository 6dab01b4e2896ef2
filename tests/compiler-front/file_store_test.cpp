#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/source/disk_file_store.h"
#include "compiler/source/memory_file_store.h"
#include "tests/compiler-front/front.h"

namespace ingot::source {
namespace {

namespace fs = std::filesystem;

// A folder that goes away with the test.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "ingot-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  Scratch(const Scratch&) = delete;
  auto operator=(const Scratch&) -> Scratch& = delete;
  ~Scratch() { fs::remove_all(path_); }
  auto path() const -> std::string { return path_; }

 private:
  std::string path_;
};

// Both stores keep the same promises.
class EveryStore : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      store_ = OpenDisk(scratch_.path(), RootMode::kMustExist).value();
    } else {
      store_ = std::make_unique<MemoryFileStore>();
    }
  }
  void PlantSymlink(const std::string& path, const std::string& target) {
    if (GetParam()) {
      fs::create_symlink(target, scratch_.path() + "/" + path);
    } else {
      static_cast<MemoryFileStore&>(*store_).PlantSymlink(path);
    }
  }

  Scratch scratch_;
  std::unique_ptr<FileStore> store_;
};

INSTANTIATE_TEST_SUITE_P(Stores, EveryStore, ::testing::Bool(),
                         [](const auto& param) { return param.param ? "Disk" : "Memory"; });

TEST_P(EveryStore, ReadsWhatItWrote) {
  const std::string bytes("a\0b\n", 4);
  ASSERT_TRUE(store_->MakeFolders("x/y"));
  ASSERT_TRUE(store_->Write("x/y/f.txt", "old, and longer"));
  ASSERT_TRUE(store_->Write("x/y/f.txt", bytes));
  EXPECT_EQ(store_->Read("x/y/f.txt", 4).value(), bytes);
  EXPECT_EQ(store_->Read("x/y/f.txt", 3).error().failure, FileFailure::kTooLarge);
  EXPECT_TRUE(store_->Exists("x/y"));
  EXPECT_FALSE(store_->Exists("x/z"));
  EXPECT_FALSE(store_->Exists("no/such/folder"));
  EXPECT_EQ(store_->Look("x/y/f.txt")->size, 4U);
  ASSERT_TRUE(store_->Write("empty", ""));
  EXPECT_EQ(store_->Read("empty", 0).value(), "");
}

TEST_P(EveryStore, WritesInPlaceWithTheSameCare) {
  const WriteOptions in_place{.durable = false, .in_place = true};
  ASSERT_TRUE(store_->Write("f", "left by somebody", in_place));
  ASSERT_TRUE(store_->Write("f", "new", in_place));
  EXPECT_EQ(store_->Read("f", 10).value(), "new");
  ASSERT_TRUE(store_->MakeFolders("folder"));
  EXPECT_FALSE(store_->Write("folder", "x", in_place));
  EXPECT_FALSE(store_->Write("../f", "x", in_place));
  PlantSymlink("link", "f");
  EXPECT_FALSE(store_->Write("link", "x", in_place));
  EXPECT_EQ(store_->Read("f", 10).value(), "new");
}

TEST_P(EveryStore, ListsInByteOrder) {
  for (const char* name : {"b", "a", "B", "a-b", "aa"}) ASSERT_TRUE(store_->Write(name, name));
  ASSERT_TRUE(store_->MakeFolders("c/d"));
  const auto entries = store_->List("");
  ASSERT_TRUE(entries);
  std::string names;
  for (const Entry& entry : *entries) names += entry.name + (entry.kind == EntryKind::kFolder ? "/ " : " ");
  EXPECT_EQ(names, "B a a-b aa b c/ ");
  EXPECT_EQ(store_->List("a").error().failure, FileFailure::kNotAFolder);
  EXPECT_EQ(store_->List("zz").error().failure, FileFailure::kNotFound);
}

TEST_P(EveryStore, RefusesPathsThatLeave) {
  for (const std::string path : {"../x", "/etc/passwd", "a/../b", "", ".", "a//b", "a/", "./a", "a\\b"}) {
    EXPECT_EQ(store_->Write(path, "x").error().failure, FileFailure::kBadPath) << path;
    EXPECT_EQ(store_->Read(path, 9).error().failure, FileFailure::kBadPath) << path;
  }
  EXPECT_EQ(store_->Write(std::string("a\0b", 3), "x").error().failure, FileFailure::kBadPath);
}

TEST_P(EveryStore, NeverFollowsALink) {
  ASSERT_TRUE(store_->MakeFolders("real"));
  ASSERT_TRUE(store_->Write("real/f", "untouched"));
  PlantSymlink("link", "real");
  PlantSymlink("file", "real/f");
  EXPECT_EQ(store_->Write("link/f", "x").error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->Write("file", "x").error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->Read("link/f", 99).error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->Read("file", 99).error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->MakeFolders("link/x").error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->List("link").error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->Look("file")->kind, EntryKind::kSymlink);
  EXPECT_EQ(store_->Look("link/f").error().failure, FileFailure::kSymlink);
  EXPECT_EQ(store_->Rename("real/f", "file").error().failure, FileFailure::kSymlink);
  EXPECT_TRUE(store_->Remove("file"));
  EXPECT_EQ(store_->Read("real/f", 99).value(), "untouched");
}

TEST_P(EveryStore, RenamesAndRemoves) {
  ASSERT_TRUE(store_->MakeFolders("d"));
  ASSERT_TRUE(store_->Write("d/a", "new"));
  ASSERT_TRUE(store_->Write("b", "old"));
  ASSERT_TRUE(store_->Rename("d/a", "b"));
  EXPECT_EQ(store_->Read("b", 9).value(), "new");
  EXPECT_FALSE(store_->Exists("d/a"));
  EXPECT_EQ(store_->Rename("none", "b").error().failure, FileFailure::kNotFound);
  ASSERT_TRUE(store_->Write("d/x", ""));
  EXPECT_EQ(store_->Remove("d").error().failure, FileFailure::kNotEmpty);
  ASSERT_TRUE(store_->Remove("d/x"));
  ASSERT_TRUE(store_->Remove("d"));
  EXPECT_EQ(store_->Remove("d").error().failure, FileFailure::kNotFound);
  EXPECT_EQ(store_->Write("d/x", "").error().failure, FileFailure::kNotFound);
  EXPECT_EQ(store_->Write("b/x", "").error().failure, FileFailure::kNotAFolder);
  EXPECT_EQ(store_->MakeFolders("b/x").error().failure, FileFailure::kNotAFolder);
}

TEST(Disk, OpensOrCreatesItsRoot) {
  const Scratch scratch;
  EXPECT_EQ(OpenDisk(scratch.path() + "/no", RootMode::kMustExist).error().failure, FileFailure::kNotFound);
  ASSERT_TRUE(OpenDisk(scratch.path() + "/new/deep", RootMode::kCreate));
  EXPECT_TRUE(fs::is_directory(scratch.path() + "/new/deep"));
}

TEST(Disk, MarksExecutablesAndLeavesNothingBeside) {
  const Scratch scratch;
  auto store = OpenDisk(scratch.path(), RootMode::kMustExist).value();
  ASSERT_TRUE(store->Write("run", "#!/bin/sh\n", {.executable = true, .durable = false}));
  ASSERT_TRUE(store->Write("data", "x", {.executable = false, .durable = false}));
  struct stat status {};
  ASSERT_EQ(::stat((scratch.path() + "/run").c_str(), &status), 0);
  EXPECT_NE(status.st_mode & S_IXUSR, 0U);
  EXPECT_EQ(store->List("")->size(), 2U);
}

TEST(Disk, APipeIsNotWaitedFor) {
  const Scratch scratch;
  ASSERT_EQ(::mkfifo((scratch.path() + "/pipe.json").c_str(), 0600), 0);
  auto store = OpenDisk(scratch.path(), RootMode::kMustExist).value();
  EXPECT_EQ(store->Read("pipe.json", 99).error().failure, FileFailure::kNotAFile);
  EXPECT_EQ(store->Write("pipe.json", "x").error().failure, FileFailure::kNotAFile);
}

// A real file system that is full: skipped where the machine lets us make none.
TEST(Disk, AFullDiskLeavesTheOldFileAndSaysWhichFile) {
  if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full";
  const Scratch scratch;
  auto store = OpenDisk(scratch.path(), RootMode::kMustExist).value();
  ASSERT_TRUE(store->Write("f", "old"));
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  setrlimit(RLIMIT_FSIZE, &small);
  const auto written = store->Write("f", std::string(10'000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().path, scratch.path() + "/f");
  EXPECT_EQ(store->Read("f", 99).value(), "old");
  EXPECT_EQ(store->List("")->size(), 1U);
}

TEST(Memory, RecordsAndFailsFromTheNthOperation) {
  MemoryFileStore store;
  store.Plant("d/a", "old");
  store.FailFrom(2, FileFailure::kNoSpace);
  EXPECT_TRUE(store.Write("d/b", "1"));
  const auto failed = store.Write("d/a", "new");
  EXPECT_EQ(failed.error().Describe("write"), "cannot write `d/a`: no space left on device");
  EXPECT_FALSE(store.Remove("d/b"));
  EXPECT_EQ(store.Files(), (std::map<std::string, std::string>{{"d/a", "old"}, {"d/b", "1"}}));
  EXPECT_EQ(store.operations(), (std::vector<std::string>{"write d/b", "write d/a", "remove d/b"}));
}

}  // namespace
}  // namespace ingot::source
