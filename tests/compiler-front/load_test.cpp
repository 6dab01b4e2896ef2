#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/source/load.h"
#include "compiler/source/memory_file_store.h"
#include "tests/compiler-front/front.h"

namespace ingot::source {
namespace {

using ::testing::HasSubstr;

class Load : public ::testing::Test {
 protected:
  auto Names(std::string_view file = "") -> std::string {
    const auto sources = LoadSources(store_, file, sink_);
    if (!sources) return "-";
    std::string names;
    for (const SourceId id : sources->Ids()) names += std::string(sources->Name(id)) + " ";
    return names;
  }
  auto Codes() -> std::string {
    std::string codes;
    for (const auto& found : sink_.Collected().diagnostics)
      codes += std::string(diag::CodeName(found.code)) + " ";
    return codes;
  }

  MemoryFileStore store_;
  diag::CollectingSink sink_;
};

TEST_F(Load, TakesEveryJsonFileInByteOrder) {
  for (const char* path : {"models/b.json", "models/a.json", "models.json", "app.json", "B.json", "readme.md",
                           ".json", ".git/x.json", "node_modules/p/package.json", "out/ingot.manifest.json",
                           "out/x.json", "build/CMakeCache.txt", "build/y.json"}) {
    store_.Plant(path, "{}");
  }
  EXPECT_EQ(Names(), "B.json app.json models.json models/a.json models/b.json ");
}

TEST_F(Load, TakesOneFile) {
  store_.Plant("app.json", "{}");
  store_.Plant("other.json", "{}");
  EXPECT_EQ(Names("app.json"), "app.json ");
}

TEST_F(Load, SaysWhatItCannotTake) {
  store_.Plant("app.yaml", "");
  EXPECT_EQ(Names("app.yaml"), "-");
  EXPECT_EQ(Names("none.json"), "-");
  EXPECT_EQ(Names(""), "-");
  EXPECT_EQ(Codes(), "FileNotFound NotAJsonFile NoDefinitionFiles ");
}

TEST_F(Load, RefusesLinksAndOutputFolders) {
  store_.Plant("app.json", "{}");
  store_.PlantSymlink("models.json");
  EXPECT_EQ(Names(), "-");
  EXPECT_EQ(Codes(), "SymbolicLinkInSources ");
  MemoryFileStore output;
  output.Plant("ingot.manifest.json", "{}");
  diag::CollectingSink sink;
  EXPECT_FALSE(LoadSources(output, "", sink));
  EXPECT_EQ(sink.Collected().diagnostics.at(0).code, diag::Code::OutputFolderAsSource);
}

TEST_F(Load, HasALimitOfEntries) {
  for (int i = 0; i < 20'001; ++i) store_.Plant("f" + std::to_string(i) + ".txt", "");
  EXPECT_EQ(Names(), "-");
  EXPECT_EQ(Codes(), "TooManyFiles ");
}

TEST(LoadFromDisk, ShowsPlacesAsTheUserTypedThem) {
  std::string pattern = (std::filesystem::temp_directory_path() / "ingot-test-XXXXXX").string();
  const std::string folder = mkdtemp(pattern.data());
  std::ofstream(folder + "/app.json") << "{}";
  diag::CollectingSink sink;
  for (const std::string& path : {folder, folder + "/", folder + "/app.json"}) {
    const auto sources = LoadSources(path, sink);
    ASSERT_TRUE(sources) << path;
    EXPECT_EQ(sources->Name(SourceId(0)), "app.json");
    EXPECT_EQ(sources->Locate(SourceId(0), 0).file, folder + "/app.json");
  }
  EXPECT_FALSE(LoadSources(folder + "/none", sink));
  EXPECT_EQ(sink.Collected().diagnostics.at(0).code, diag::Code::FileNotFound);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace ingot::source
