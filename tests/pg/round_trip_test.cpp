// A definition is the same in files and in rows: pushed, pulled and compiled from either.
#include <gtest/gtest.h>

#include "tests/pg/platform.h"
#include "tests/support/sample.h"

namespace ingot::test {
namespace {

// Sources and descriptions; the runtime is the same for all.
void ExpectProject(const std::string& sample, const std::string& folder) {
  const auto made = FilesOf(folder, "runtime/");
  const auto wanted = FilesOf(INGOT_SOURCE_DIR "/samples/" + sample + "/expected", "runtime/");
  ASSERT_FALSE(wanted.empty());
  for (const auto& [path, bytes] : wanted) {
    const auto found = made.find(path);
    EXPECT_TRUE(found != made.end() && found->second == bytes) << sample << ": " << path;
  }
  EXPECT_EQ(made.size(), wanted.size());
}

auto Pulled(const Platform& platform, const std::string& app, const std::string& folder) -> std::map<std::string, std::string> {
  const Outcome pulled = platform.Ingot("pull URL --check --app ada/" + app + " --out " + Quoted(folder));
  EXPECT_EQ(pulled.code, 0) << pulled.output;
  return FilesOf(folder, ".ingot-pull.json");
}

TEST(RoundTrip, OfEverySampleThroughJsonAndJsonb) {
  if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  const Platform json;
  const Platform jsonb(Platform::Columns::kJsonb);
  for (const std::string& sample : Samples()) {
    const TemporaryFolder folder;
    const std::string app = AppOf(sample);
    std::map<std::string, std::string> first;
    for (const Platform* platform : {&json, &jsonb}) {
      const std::string push = " --database URL --app ada/" + app;
      const std::string base = folder.path() + (platform == &json ? "/json" : "/jsonb");
      const Outcome pushed = platform->Ingot("push " + SamplePath(sample) + push + " --create");
      ASSERT_EQ(pushed.code, 0) << pushed.output;
      const auto files = Pulled(*platform, app, base + "/one");
      EXPECT_GT(files.size(), 3U);
      if (first.empty()) first = files;
      EXPECT_EQ(files, first) << sample;
      const Outcome nothing = platform->Ingot("push " + Quoted(base + "/one") + push);
      EXPECT_NE(nothing.output.find("is defined like this already"), std::string::npos) << nothing.output;
      // Into no rows at all, from what was pulled.
      platform->Sql("DELETE FROM applications");
      ASSERT_EQ(platform->Ingot("push " + Quoted(base + "/one") + push + " --create --force").code, 0);
      EXPECT_EQ(Pulled(*platform, app, base + "/two"), first) << sample;
      const Outcome generated = platform->Ingot("generate URL --app ada/" + app + " --out " + Quoted(base + "/out"));
      EXPECT_EQ(generated.code, 0) << generated.output;
      ExpectProject(sample, base + "/out");
    }
    const Outcome from_files = json.Ingot("generate " + Quoted(folder.path() + "/json/one") + " --out " + Quoted(folder.path() + "/files"));
    EXPECT_EQ(from_files.code, 0) << from_files.output;
    ExpectProject(sample, folder.path() + "/files");
  }
}

// Rows that people wrote: keys in any order, references in either form, numbers written oddly.
TEST(RoundTrip, OfRowsThatPeopleWrote) {
  if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  const std::string rows = R"(
    INSERT INTO applications VALUES ('01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000001', 'shelf', NULL, '{"auth":"none","label":"Bücher"}', now(), now());
    INSERT INTO models VALUES
      ('01980000-0000-7000-8000-000000000010', '01980000-0000-7000-8000-00000000000a', 'Book', 7,
       '[{"type":"string","max":1.2e2,"name":"title"},{"required":true,"type":"ref","name":"author"},{"name":"old","type":"ref","model":"Author","unique":false},
         {"name":"data","type":"json","default":{"z":1e1,"b":-0,"name":[1.50]}}]', '{"resource":{"path":"books"},"links":[{"name":"tags"}]}', now(), now()),
      ('01980000-0000-7000-8000-000000000011', '01980000-0000-7000-8000-00000000000a', 'Author', 3, '[{"type":"text","name":"name"}]', '{"resource":{"path":"authors"}}', now(), now());
    INSERT INTO relationships VALUES
      ('01980000-0000-7000-8000-000000000020', '01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000010', '01980000-0000-7000-8000-000000000011', 'many-to-one', 'author', 'books', 'cascade', now(), now()),
      ('01980000-0000-7000-8000-000000000021', '01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000011', '01980000-0000-7000-8000-000000000010', 'one-to-one', 'debut', NULL, NULL, now(), now()),
      ('01980000-0000-7000-8000-000000000022', '01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000010', '01980000-0000-7000-8000-000000000011', 'many-to-many', 'tags', NULL, NULL, now(), now()),
      ('01980000-0000-7000-8000-000000000023', '01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000010', '01980000-0000-7000-8000-000000000011', 'many-to-many', 'critics', 'judged', NULL, now(), now()))";
  std::map<std::string, std::string> first;
  std::string project;
  for (const auto columns : {Platform::Columns::kJson, Platform::Columns::kJsonb}) {
    const Platform platform(columns);
    platform.Sql(rows);
    const TemporaryFolder folder;
    const auto files = Pulled(platform, "shelf", folder.path() + "/one");
    EXPECT_EQ(files.size(), 3U);
    if (first.empty()) first = files;
    EXPECT_EQ(files, first);
    // Nothing is rewritten for the form that a push would have given it.
    const Outcome nothing = platform.Ingot("push " + Quoted(folder.path() + "/one") + " --database URL --app ada/shelf");
    EXPECT_NE(nothing.output.find("is defined like this already"), std::string::npos) << nothing.output;
    platform.Sql("DELETE FROM applications");
    ASSERT_EQ(platform.Ingot("push " + Quoted(folder.path() + "/one") + " --database URL --app ada/shelf --create --force").code, 0);
    EXPECT_EQ(platform.Sql("SELECT count(*) FROM relationships"), "4");
    EXPECT_EQ(Pulled(platform, "shelf", folder.path() + "/two"), first);
    ASSERT_EQ(platform.Ingot("generate URL --app ada/shelf --out " + Quoted(folder.path() + "/out")).code, 0);
    const std::string made = ReadFile(folder.path() + "/out/ingot.manifest.json");
    if (project.empty()) project = made;
    EXPECT_EQ(made, project);
  }
}

}  // namespace
}  // namespace ingot::test
