// What Synchronise writes, keeps, removes and refuses.
#include "tests/codegen/sync_testing.h"

namespace ingot::codegen {
namespace {

using source::MemoryFileStore;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Synchronise, WritesEverythingIntoAnEmptyFolder) {
  MemoryFileStore store;
  store.Plant(".git/HEAD", "ref");
  const auto report = Sync(store, SetOf({Text("b/c.hpp", "C"), Text("a.txt", "A")}));
  ASSERT_TRUE(report) << Sentences(report).front();
  EXPECT_THAT(report->written, ElementsAre("a.txt", "b/c.hpp", "ingot.manifest.json"));
  EXPECT_THAT(Outputs(store),
              ElementsAre(Pair(".git/HEAD", "ref"), Pair("a.txt", "A"), Pair("b/c.hpp", "C")));
}

TEST(Synchronise, TouchesNothingTheSecondTime) {
  MemoryFileStore store;
  const FileSet files =
      SetOf({Text("a", "A"), Text("db/1.sql", "M", FileKind::kAppendOnly),
             Text("custom/h", "H", FileKind::kOnce), Text("vendor/rt/x", "X", FileKind::kVendored)});
  ASSERT_TRUE(Sync(store, files));
  const auto operations = store.operations().size();
  const auto report = Sync(store, files);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->unchanged, 4u);
  EXPECT_THAT(report->written, IsEmpty());
  EXPECT_EQ(store.operations().size(), operations);
}

TEST(Synchronise, WritesOnlyWhatDiffersAndRemovesWhatLeft) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "A"), Text("b/deep/er", "B"), Text("c", "C")})));
  const auto report = Sync(store, SetOf({Text("a", "A"), Text("c", "C2"), Text("d/e", "E")}));
  ASSERT_TRUE(report);
  EXPECT_THAT(report->written, ElementsAre("c", "d/e", "ingot.manifest.json"));
  EXPECT_THAT(report->deleted, ElementsAre("b/deep/er"));
  EXPECT_EQ(report->unchanged, 1u);
  EXPECT_THAT(Outputs(store), ElementsAre(Pair("a", "A"), Pair("c", "C2"), Pair("d/e", "E")));
  EXPECT_FALSE(store.Exists("b"));
}

TEST(Synchronise, ChangesTheManifestAloneWhenOnlyItDiffers) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "A")})));
  const auto report = Sync(store, SetOf({Text("a", "A")}), {1, "0.2.0", "d0"});
  ASSERT_TRUE(report);
  EXPECT_THAT(report->written, ElementsAre("ingot.manifest.json"));
}

TEST(Synchronise, NamesEveryEditedFileAndWritesNothing) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "A"), Text("b", "B"), Text("c", "C"), Text("gone", "G")})));
  store.Plant("a", "mine");
  store.Plant("gone", "mine too");
  const auto before = store.Files();
  const auto report = Sync(store, SetOf({Text("a", "A2"), Text("b", "B2"), Text("c", "C")}));
  EXPECT_THAT(Sentences(report), ElementsAre("`gone` was edited by hand", "`a` was edited by hand"));
  EXPECT_EQ(store.Files(), before);
}

TEST(Synchronise, NamesAnEditedFileEvenWhenNothingElseChanges) {
  MemoryFileStore store;
  const FileSet files = SetOf({Text("a", "A")});
  ASSERT_TRUE(Sync(store, files));
  store.Plant("a", "mine");
  EXPECT_THAT(Sentences(Sync(store, files)), ElementsAre("`a` was edited by hand"));
}

TEST(Synchronise, RestoresAMissingFile) {
  MemoryFileStore store;
  const FileSet files = SetOf({Text("a", "A"), Text("db/1.sql", "M", FileKind::kAppendOnly)});
  ASSERT_TRUE(Sync(store, files));
  ASSERT_TRUE(store.Remove("a"));
  ASSERT_TRUE(store.Remove("db/1.sql"));
  ASSERT_TRUE(Sync(store, files));
  EXPECT_THAT(Outputs(store), ElementsAre(Pair("a", "A"), Pair("db/1.sql", "M")));
}

TEST(Synchronise, TakesAHandMadeFileThatIsRightAlready) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "A")})));
  store.Plant("b", "B");
  EXPECT_TRUE(Sync(store, SetOf({Text("a", "A"), Text("b", "B")})));
}

TEST(Synchronise, RefusesForeignThings) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "A")})));
  store.Plant("b", "foreign");
  store.Plant("c/inside", "foreign");
  store.PlantSymlink("d");
  store.PlantSymlink("e");
  store.Plant("f", "a file");
  EXPECT_THAT(Sentences(Sync(store, SetOf({Text("b", "B"), Text("c", "C"), Text("d", "D"), Text("e/x", "E"),
                                           Text("f/x", "F")}))),
              ElementsAre("`b` was not written by Ingot", "`c` was not written by Ingot",
                          "`d` was not written by Ingot", "`e/x` was not written by Ingot",
                          "`f/x` was not written by Ingot"));
  EXPECT_EQ(store.Files().at("a"), "A");
}

TEST(Synchronise, RefusesAFolderThatIsNotItsOwn) {
  MemoryFileStore store;
  store.Plant("empty/folder/notes.txt", "mine");
  EXPECT_THAT(Sentences(Sync(store, SetOf({Text("a", "A")}))),
              ElementsAre(HasSubstr("`empty/folder/notes.txt` is there already, and the folder has no")));
  ASSERT_TRUE(store.Remove("empty/folder/notes.txt"));
  EXPECT_TRUE(Sync(store, SetOf({Text("a", "A")})));
}

TEST(Synchronise, RefusesAManifestThatItCannotRead) {
  MemoryFileStore store;
  store.Plant("ingot.manifest.json", "{");
  EXPECT_THAT(Sentences(Sync(store, SetOf({}))),
              ElementsAre("cannot read `ingot.manifest.json`: it is no JSON"));
  store.Plant("ingot.manifest.json", R"({"format": 7, "compiler": "7.0"})");
  EXPECT_THAT(Sentences(Sync(store, SetOf({}))),
              ElementsAre("`ingot.manifest.json` is newer than this Ingot: Ingot 7.0 wrote it"));
}

TEST(Synchronise, LeavesOnceFilesToTheirUser) {
  MemoryFileStore store;
  const auto once = [](std::string bytes) {
    return SetOf({Text("custom/h", std::move(bytes), FileKind::kOnce)});
  };
  ASSERT_TRUE(Sync(store, once("first")));
  store.Plant("custom/h", "mine");
  ASSERT_TRUE(Sync(store, once("second")));
  EXPECT_EQ(store.Files().at("custom/h"), "mine");
  ASSERT_TRUE(Sync(store, SetOf({})));
  EXPECT_EQ(store.Files().at("custom/h"), "mine");
  EXPECT_THAT(Sentences(Sync(store, SetOf({Text("custom/h", "ours")}))),
              ElementsAre("`custom/h` was not written by Ingot"));
}

TEST(Synchronise, NeverRewritesHistory) {
  MemoryFileStore store;
  const auto first = [](std::string bytes) {
    return Text("db/1.sql", std::move(bytes), FileKind::kAppendOnly);
  };
  ASSERT_TRUE(Sync(store, SetOf({first("one")})));
  EXPECT_THAT(Sentences(Sync(store, SetOf({first("other")}))),
              ElementsAre("`db/1.sql` is history and would change"));
  EXPECT_THAT(Sentences(Sync(store, SetOf({Text("db/1.sql", "other")}))),
              ElementsAre("`db/1.sql` is history and would change"));
  ASSERT_TRUE(Sync(store, SetOf({Text("db/2.sql", "two", FileKind::kAppendOnly)})));
  EXPECT_THAT(Outputs(store), ElementsAre(Pair("db/1.sql", "one"), Pair("db/2.sql", "two")));
  store.Plant("db/1.sql", "edited");
  EXPECT_THAT(Sentences(Sync(store, SetOf({}))), ElementsAre("`db/1.sql` was edited by hand"));
  ASSERT_TRUE(store.Remove("db/1.sql"));
  EXPECT_THAT(Sentences(Sync(store, SetOf({}))), ElementsAre("`db/1.sql` is history and is missing"));
}

auto Runtime(std::vector<std::pair<std::string, std::string>> files) -> FileSet {
  FileSet set = SetOf({Text("main.cpp", "M")});
  for (auto& [path, bytes] : files)
    EXPECT_TRUE(set.Add(Text("vendor/rt/" + path, bytes, FileKind::kVendored)));
  return set;
}

TEST(Synchronise, HoldsTheVendoredTreeAsOneHash) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, Runtime({{"include/a.hpp", "A"}, {"src/a.cpp", "B"}})));
  const auto manifest = ReadManifest(store);
  ASSERT_TRUE(manifest && *manifest);
  EXPECT_EQ((*manifest)->vendored->folder, "vendor/rt");
  EXPECT_EQ((*manifest)->files.size(), 1u);
  const auto report = Sync(store, Runtime({{"include/a.hpp", "A2"}, {"src/b.cpp", "C"}}));
  ASSERT_TRUE(report);
  EXPECT_THAT(report->written,
              ElementsAre("vendor/rt/include/a.hpp", "vendor/rt/src/b.cpp", "ingot.manifest.json"));
  EXPECT_THAT(report->deleted, ElementsAre("vendor/rt/src/a.cpp"));
}

TEST(Synchronise, ProtectsTheVendoredTree) {
  MemoryFileStore store;
  const FileSet files = Runtime({{"include/a.hpp", "A"}, {"src/a.cpp", "B"}});
  ASSERT_TRUE(Sync(store, files));
  store.Plant("vendor/rt/src/a.cpp", "patched");
  store.Plant("vendor/rt/src/mine.cpp", "mine");
  EXPECT_THAT(Sentences(Sync(store, files)),
              ElementsAre("`vendor/rt/src/a.cpp` was edited by hand",
                          "`vendor/rt/src/mine.cpp` was not written by Ingot"));
  store.Plant("vendor/rt/src/a.cpp", "B");
  ASSERT_TRUE(store.Remove("vendor/rt/src/mine.cpp"));
  ASSERT_TRUE(store.Remove("vendor/rt/include/a.hpp"));
  EXPECT_TRUE(Sync(store, files));
  EXPECT_EQ(store.Files().at("vendor/rt/include/a.hpp"), "A");
  ASSERT_TRUE(Sync(store, SetOf({Text("main.cpp", "M")})));
  EXPECT_FALSE(store.Exists("vendor"));
}

TEST(Synchronise, LetsAFileBecomeAFolderAndBack) {
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "file")})));
  ASSERT_TRUE(Sync(store, SetOf({Text("a/b", "B"), Text("a/c/d", "D")})));
  EXPECT_THAT(Outputs(store), ElementsAre(Pair("a/b", "B"), Pair("a/c/d", "D")));
  ASSERT_TRUE(Sync(store, SetOf({Text("a", "file")})));
  EXPECT_THAT(Outputs(store), ElementsAre(Pair("a", "file")));
}

// Operations as many as files, and a few.
TEST(Synchronise, ReplacesManyFilesInLinearTime) {
  constexpr std::size_t kFiles = 300;
  std::vector<OutputFile> before;
  std::vector<OutputFile> after;
  for (std::size_t i = 0; i < kFiles; ++i) {
    before.push_back(Text("src/models/old" + std::to_string(i), "O"));
    after.push_back(Text("src/models/new" + std::to_string(i), "N"));
  }
  MemoryFileStore store;
  ASSERT_TRUE(Sync(store, SetOf(std::move(before))));
  const auto operations = store.operations().size();
  ASSERT_TRUE(Sync(store, SetOf(std::move(after))));
  EXPECT_EQ(Outputs(store).size(), kFiles);
  EXPECT_LT(store.operations().size() - operations, 3 * kFiles + 20);  // written, renamed, removed
}

TEST(Synchronise, HelpsWithEveryObstacle) {
  for (int i = 0; i <= static_cast<int>(Obstacle::kLocked); ++i) {
    const SyncProblem problem{static_cast<Obstacle>(i), "p", "d"};
    EXPECT_FALSE(problem.Describe().empty());
    EXPECT_FALSE(problem.Help().empty());
  }
}

}  // namespace
}  // namespace ingot::codegen
