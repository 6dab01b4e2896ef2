// A full disk or a kill at any moment leaves the old output whole, or a state that the next run completes.
#include <array>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler/source/disk_file_store.h"
#include "tests/codegen/sync_testing.h"

namespace ingot::codegen {
namespace {

using source::FileFailure;
using source::FileStore;
using source::MemoryFileStore;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

auto OldFiles() -> FileSet {
  return SetOf({Text("a", "A"), Text("b/c", "C"), Text("gone/deep", "G"), Text("shape", "file"),
                Text("db/1.sql", "one", FileKind::kAppendOnly), Text("rt/x", "X", FileKind::kVendored),
                Text("rt/y", "Y", FileKind::kVendored)});
}

auto NewFiles() -> FileSet {
  return SetOf({Text("a", "A2"), Text("b/c", "C"), Text("n/e/w", "N"), Text("shape/inner", "folder"),
                Text("db/1.sql", "one", FileKind::kAppendOnly),
                Text("db/2.sql", "two", FileKind::kAppendOnly), Text("rt/x", "X2", FileKind::kVendored)});
}

auto FilesAfter(const FileSet& first, const FileSet& second) -> std::map<std::string, std::string> {
  MemoryFileStore store;
  EXPECT_TRUE(Sync(store, first));
  EXPECT_TRUE(Sync(store, second));
  return store.Files();
}

auto WithoutWork(std::map<std::string, std::string> files) -> std::map<std::string, std::string> {
  std::erase_if(files, [](const auto& item) { return item.first.starts_with(".ingot/"); });
  return files;
}

void CopyInto(MemoryFileStore& target, const MemoryFileStore& source) {
  for (const auto& [path, bytes] : source.Files()) target.Plant(path, bytes);
}

TEST(Interrupted, AtEveryOperationTheNextRunCompletes) {
  const auto wanted = FilesAfter(OldFiles(), NewFiles());
  for (std::size_t n = 1;; ++n) {
    MemoryFileStore failing;
    ASSERT_TRUE(Sync(failing, OldFiles()));
    const auto old = failing.Files();
    failing.FailFrom(n, FileFailure::kNoSpace);
    const auto result = Sync(failing, NewFiles());
    if (result) {
      EXPECT_GT(n, 10u);
      break;
    }
    if (!result.error().unfinished) {
      EXPECT_EQ(WithoutWork(failing.Files()), old) << n;
    }
    EXPECT_THAT(Sentences(result), ElementsAre(HasSubstr("no space left on device"))) << n;

    MemoryFileStore later;
    CopyInto(later, failing);
    const auto again = Sync(later, NewFiles());
    ASSERT_TRUE(again) << n << Sentences(again).front();
    EXPECT_EQ(later.Files(), wanted) << n;
  }
}

TEST(Interrupted, TheFirstRunEverCompletesToo) {
  const auto wanted = FilesAfter(NewFiles(), NewFiles());
  for (std::size_t n = 1;; ++n) {
    MemoryFileStore store;
    store.FailFrom(n, FileFailure::kNoSpace);
    if (Sync(store, NewFiles())) break;
    store.FailFrom(1000000, FileFailure::kNoSpace);
    const auto again = Sync(store, NewFiles());
    ASSERT_TRUE(again) << n << Sentences(again).front();
    EXPECT_EQ(store.Files(), wanted) << n;
  }
}

TEST(Interrupted, AnotherDefinitionMayFollow) {
  for (std::size_t n = 1;; ++n) {
    MemoryFileStore store;
    ASSERT_TRUE(Sync(store, OldFiles()));
    store.FailFrom(n, FileFailure::kNoSpace);
    if (Sync(store, NewFiles())) break;
    store.FailFrom(1000000, FileFailure::kNoSpace);
    const auto next = Sync(store, SetOf({Text("z", "Z")}));
    ASSERT_TRUE(next) << n << Sentences(next).front();
    EXPECT_EQ(store.Files().at("z"), "Z");
    EXPECT_FALSE(store.Exists("a"));
    EXPECT_FALSE(store.Exists(".ingot"));
  }
}

// The operation at which the first rename has been made and others are left.
auto HalfDone() -> std::unique_ptr<MemoryFileStore> {
  for (std::size_t n = 1; n < 100; ++n) {
    auto store = std::make_unique<MemoryFileStore>();
    EXPECT_TRUE(Sync(*store, OldFiles()));
    store->FailFrom(n, FileFailure::kNoSpace);
    const auto result = Sync(*store, NewFiles());
    const bool half = !result && result.error().unfinished && store->Files().at("a") == "A2";
    store->FailFrom(1000000, FileFailure::kNoSpace);
    if (half) return store;
  }
  return nullptr;
}

TEST(Interrupted, WhatAUserEditedInBetweenIsNamed) {
  const auto store = HalfDone();
  ASSERT_NE(store, nullptr);
  store->Plant("db/2.sql", "mine");
  store->Plant("rt/x", "mine");
  const auto before = store->Files();
  EXPECT_THAT(Sentences(Sync(*store, NewFiles())),
              ElementsAre("`db/2.sql` was not written by Ingot", "`rt/x` was edited by hand"));
  EXPECT_EQ(store->Files(), before);
}

TEST(Interrupted, ADamagedRecordIsNoReasonToGuess) {
  for (const std::string text :
       {"", "{", "[]", R"({"moves": 1, "removals": []})",
        R"({"moves": [{"staged": "../a", "path": "b", "was": "", "is": ""}], "removals": []})",
        R"({"moves": [{"staged": "0", "path": "../b", "was": "", "is": ""}], "removals": []})",
        R"({"moves": [], "removals": [{"path": "/etc/x", "was": ""}]})"}) {
    MemoryFileStore store;
    ASSERT_TRUE(Sync(store, OldFiles()));
    store.Plant(".ingot/pending.json", text);
    const auto before = store.Files();
    EXPECT_THAT(Sentences(Sync(store, NewFiles())),
                ElementsAre(HasSubstr("cannot read `.ingot/pending.json`")))
        << text;
    EXPECT_EQ(store.Files(), before);
  }
  const auto store = HalfDone();
  ASSERT_NE(store, nullptr);
  for (const auto& [path, bytes] : store->Files()) {
    if (path.starts_with(".ingot/staged/")) store->Plant(path, "damaged");
  }
  EXPECT_THAT(Sentences(Sync(*store, NewFiles())).front(), HasSubstr("a staged file is damaged"));
}

TEST(Interrupted, LeftoversWithoutARecordGo) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, OldFiles()));
  store.Plant(".ingot/staged/0", "half");
  store.Plant(".ingot/staged/.ingot-tmp-1-1", "half");
  store.Plant(".ingot/.ingot-tmp-1-2", "half");
  ASSERT_TRUE(Sync(store, OldFiles()));
  EXPECT_FALSE(store.Exists(".ingot"));
}

class OnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "ingot-sync-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { ASSERT_EQ(std::system(("rm -rf '" + root_ + "'").c_str()), 0); }

  auto Open() -> std::unique_ptr<FileStore> {
    auto store = source::OpenDisk(root_, source::RootMode::kMustExist);
    EXPECT_TRUE(store);
    return std::move(*store);
  }

  std::string root_;
};

TEST_F(OnDisk, AnUnchangedFileKeepsItsTimeStamp) {
  const auto stamp = [&](const std::string& name) {
    struct stat status {};
    EXPECT_EQ(::stat((root_ + "/" + name).c_str(), &status), 0);
    return std::pair(status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  };
  ASSERT_TRUE(Sync(*Open(), OldFiles()));
  const auto kept = stamp("b/c");
  const auto changed = stamp("a");
  ::usleep(20000);
  ASSERT_TRUE(Sync(*Open(), NewFiles()));
  EXPECT_EQ(stamp("b/c"), kept);
  EXPECT_NE(stamp("a"), changed);
}

TEST_F(OnDisk, TwoRunsAtOnceAreRefused) {
  const auto first = Open();
  ASSERT_TRUE(OpenOutput(*first));
  EXPECT_THAT(Sentences(Sync(*Open(), OldFiles())),
              ElementsAre("another `ingot` is writing into this folder"));
}

TEST_F(OnDisk, NeverWritesThroughALink) {
  const std::string outside = root_ + "-outside";
  ASSERT_EQ(::mkdir(outside.c_str(), 0700), 0);
  ASSERT_TRUE(Sync(*Open(), SetOf({Text("a", "A")})));
  ASSERT_EQ(::symlink(outside.c_str(), (root_ + "/b").c_str()), 0);
  ASSERT_EQ(::symlink(outside.c_str(), (root_ + "/.ingot").c_str()), 0);
  EXPECT_FALSE(Sync(*Open(), SetOf({Text("a", "A2"), Text("b/c", "C")})));
  EXPECT_FALSE(Sync(*Open(), SetOf({Text("a", "A2")})));
  EXPECT_EQ(::rmdir(outside.c_str()), 0);  // empty
}

// Runs both sides of a change over and over in a child until it is killed.
[[noreturn]] void WriteForEver(const std::string& root, const FileSet& one, const FileSet& other) {
  while (true) {
    for (const FileSet* files : {&one, &other}) {
      auto store = source::OpenDisk(root, source::RootMode::kMustExist);
      if (!store || !Sync(**store, *files)) std::_Exit(1);
    }
  }
}

TEST_F(OnDisk, AKillAtAnyMomentIsCompletedByTheNextRun) {
  std::vector<OutputFile> many;
  for (int i = 0; i < 40; ++i) many.push_back(Text("f/" + std::to_string(i), std::string(2000, 'o')));
  const FileSet one = SetOf(many);
  for (OutputFile& file : many) file.bytes = std::string(3000, 'n');
  many.erase(many.begin(), many.begin() + 10);
  many.push_back(Text("g/h", "G"));
  const FileSet other = SetOf(many);

  ASSERT_TRUE(Sync(*Open(), one));
  for (int round = 0; round < 60; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) WriteForEver(root_, one, other);
    ::usleep(static_cast<useconds_t>(1500 + 1977 * round % 60013));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << ": the writer failed by itself";

    // Whole, and one of the two: every file as its manifest says, and nothing else.
    const auto store = Open();
    const auto output = OpenOutput(*store);
    ASSERT_TRUE(output) << "round " << round << ": " << output.error().problems.front().Describe();
    if (!output->manifest) continue;
    const FileSet& now = output->manifest->Find("g/h") != nullptr ? other : one;
    const auto again = Synchronise(now, kIdentity, *output);
    ASSERT_TRUE(again) << "round " << round << ": " << Sentences(again).front();
    EXPECT_TRUE(again->written.empty()) << "round " << round;
    EXPECT_TRUE(again->deleted.empty()) << "round " << round;
    EXPECT_FALSE(store->Exists(".ingot")) << "round " << round;
  }
}

}  // namespace
}  // namespace ingot::codegen
