// Plans, file sets and the manifest.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/plan/file_set.h"
#include "codegen/plan/manifest.h"
#include "codegen/text/path.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen {
namespace {

using ::testing::HasSubstr;

auto File(std::string path, std::string origin = "app") -> PlannedFile {
  return FromBytes(std::move(path), std::move(origin), FileKind::kGenerated, "text");
}

TEST(Plan, NamesBothOriginsOfAPathPlannedTwice) {
  Plan plan;
  ASSERT_TRUE(plan.Add(File("src/doc.hpp", "models.Doc")));
  const auto again = plan.Add(File("src/DOC.hpp", "models.DOC"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().Describe(), "`src/DOC.hpp` is planned for `models.Doc` and for `models.DOC`");
}

TEST(Plan, RefusesAFileThatIsAFolder) {
  Plan plan;
  ASSERT_TRUE(plan.Add(File("src/doc")));
  EXPECT_FALSE(plan.Add(File("src/doc/list.hpp")));
  EXPECT_FALSE(plan.Add(File("src")));
  EXPECT_FALSE(plan.Add(File("Src/other.hpp")));  // another spelling of one folder
  EXPECT_TRUE(plan.Add(File("src/other.hpp")));
}

TEST(Plan, RefusesPathsThatAreOurs) {
  Plan plan;
  EXPECT_FALSE(plan.Add(File("ingot.manifest.json")));
  EXPECT_FALSE(plan.Add(File(".ingot/staged/0")));
}

TEST(Plan, RefusesPathsThatCouldLeaveTheFolder) {
  Plan plan;
  for (const std::string path :
       {"", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "C:a", "a b", "a\nb", "\xC3\xA9",
        "con", "a/NUL.txt", "Com1.hpp", "lpt9", "a.", "a/.../b", ".."}) {
    const auto added = plan.Add(File(path));
    EXPECT_FALSE(added) << path;
  }
  EXPECT_FALSE(plan.Add(File(std::string(121, 'a'))));
  EXPECT_FALSE(plan.Add(File("a/" + std::string(199, 'a'))));
  for (const std::string path :
       {"a", ".gitignore", "a-b/c_d.e.hpp", "console", "com0x", ".github/workflows/ci.yml"}) {
    EXPECT_TRUE(plan.Add(File(path))) << path;
  }
}

TEST(Plan, RendersInTheOrderOfPaths) {
  Plan plan;
  ASSERT_TRUE(plan.Add({File("b"), File("a/z"), File("B2"), File("a/b")}));
  const FileSet files = Render(plan);
  std::string order;
  for (const auto& [path, file] : files.Files()) order += path + " ";
  EXPECT_EQ(order, "B2 a/b a/z b ");
}

TEST(FileSet, TellsTheOwnerOfATakenPath) {
  FileSet files;
  ASSERT_TRUE(files.Add({.path = "a", .bytes = "", .origin = "first", .template_name = ""}));
  const auto added = files.Add({.path = "A", .bytes = "", .origin = "second", .template_name = ""});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error(), "first");
}

auto Example() -> Manifest {
  Manifest manifest;
  manifest.identity = {1, "0.1.0", Sha256Hex("definition")};
  manifest.vendored = VendoredTree{"vendor/rt", Sha256Hex("tree")};
  manifest.files["src/doc.hpp"] = {Sha256Hex("a"), FileKind::kGenerated, "src/model.hpp", "models.Doc"};
  manifest.files["db/0001.sql"] = {Sha256Hex("b"), FileKind::kAppendOnly, "", "app"};
  manifest.files["custom/hooks.cpp"] = {Sha256Hex("c"), FileKind::kOnce, "", "a \"quoted\" <origin>"};
  return manifest;
}

TEST(Manifest, ReadsBackWhatItPrints) {
  const std::string text = PrintManifest(Example());
  const auto parsed = ParseManifest(text);
  ASSERT_TRUE(parsed) << parsed.error().what;
  EXPECT_EQ(parsed->files, Example().files);
  EXPECT_EQ(parsed->vendored, Example().vendored);
  EXPECT_EQ(PrintManifest(*parsed), text);
  EXPECT_THAT(text, HasSubstr("\n    \"src/doc.hpp\": {\"sha256\": \""));
}

TEST(Manifest, OfNoFilesIsOne) {
  const auto parsed = ParseManifest(PrintManifest({}));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->files.empty());
}

TEST(Manifest, SaysWhatIsWrongWithIt) {
  const std::string hash = Sha256Hex("");
  const auto fault = [](const std::string& text) { return ParseManifest(text).error().what; };
  EXPECT_EQ(fault(""), "it is no JSON");
  EXPECT_EQ(fault("{\"format\": 1,"), "it is no JSON");
  EXPECT_EQ(fault("\xFF"), "it is no JSON");
  EXPECT_EQ(fault("[]"), "it is no object");
  EXPECT_EQ(fault("{}"), "it has no `format`");
  EXPECT_EQ(fault(R"({"format": -1})"), "it has no `format`");
  EXPECT_EQ(fault(R"({"format": 1e99})"), "it has no `format`");
  EXPECT_EQ(fault(R"({"format": 1, "files": []})"), "it has no object `files`");
  EXPECT_EQ(fault(R"({"format": 1, "files": {"a": 1}})"), "`a` is no object");
  EXPECT_EQ(fault(R"({"format": 1, "files": {"a": {}}})"), "`a` has no valid sha256");
  EXPECT_EQ(fault(R"({"format": 1, "files": {"a": {"sha256": ")" + hash + R"(", "kind": "vendored"}}})"),
            "`a` has no valid kind");
  EXPECT_THAT(fault(R"({"format": 1, "files": {"../a": {}}})"), HasSubstr("`..`"));
  EXPECT_THAT(fault(R"({"format": 1, "vendored": {"folder": "/"}, "files": {}})"),
              HasSubstr("no valid folder"));
  EXPECT_EQ(fault(std::string(100000, '[')), "it is no JSON");
}

TEST(Manifest, OfANewerFormatSaysWhoWroteIt) {
  const auto parsed = ParseManifest(R"({"format": 2, "compiler": "9.0.0", "files": 1})");
  ASSERT_FALSE(parsed);
  EXPECT_TRUE(parsed.error().newer);
  EXPECT_EQ(parsed.error().what, "Ingot 9.0.0 wrote it");
}

TEST(Manifest, SurvivesEveryCutAndFlippedByte) {
  const std::string text = PrintManifest(Example());
  for (std::size_t i = 0; i < text.size(); ++i) {
    static_cast<void>(ParseManifest(text.substr(0, i)));
    std::string flipped = text;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x11);
    static_cast<void>(ParseManifest(flipped));
  }
}

}  // namespace
}  // namespace ingot::codegen
