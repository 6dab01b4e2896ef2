// The emitted project of each sample, byte for byte; and the same bytes wherever and however it is made.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/sample.h"

namespace ingot {
namespace {

namespace fs = std::filesystem;
using test::FilesOf;
using test::Quoted;
using test::RunCommand;
using test::TemporaryFolder;
using Json = nlohmann::ordered_json;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";
const std::string kSamples = INGOT_SOURCE_DIR "/samples";

auto Generate(const std::string& definition, const std::string& out, const std::string& environment = "") -> test::Outcome {
  return RunCommand("/", environment + " " + Quoted(kIngot) + " generate " + Quoted(definition) + " --out " + Quoted(out));
}

void ExpectSameFiles(const std::map<std::string, std::string>& made, const std::map<std::string, std::string>& wanted) {
  for (const auto& [path, bytes] : wanted) {
    const auto found = made.find(path);
    if (found == made.end()) {
      ADD_FAILURE() << path << " was not made";
    } else {
      EXPECT_EQ(found->second, bytes) << path;
    }
  }
  for (const auto& [path, bytes] : made) EXPECT_TRUE(wanted.contains(path)) << path << " was made and is not wanted";
}

class Samples : public testing::TestWithParam<std::string> {};

TEST_P(Samples, AreWhatIsExpected) {
  TemporaryFolder folder;
  const auto outcome = Generate(test::SamplePath(GetParam()), folder.path() + "/out");
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  ExpectSameFiles(FilesOf(folder.path() + "/out", "runtime/"), FilesOf(kSamples + "/" + GetParam() + "/expected", "runtime/"));
}

TEST_P(Samples, HoldTheRuntimeAsItIs) {
  TemporaryFolder folder;
  ASSERT_EQ(Generate(test::SamplePath(GetParam()), folder.path() + "/out").code, 0);
  ExpectSameFiles(FilesOf(folder.path() + "/out/runtime", ""), FilesOf(INGOT_SOURCE_DIR "/runtime-lib", ""));
}

TEST_P(Samples, AreWrittenOnce) {
  TemporaryFolder folder;
  ASSERT_EQ(Generate(test::SamplePath(GetParam()), folder.path()).code, 0);
  std::map<std::string, fs::file_time_type> times;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) times[entry.path().string()] = entry.last_write_time();
  const auto again = Generate(test::SamplePath(GetParam()), folder.path());
  EXPECT_EQ(again.code, 0);
  EXPECT_NE(again.output.find(" 0 files written, 0 deleted"), std::string::npos) << again.output;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
    if (entry.is_regular_file()) {
      EXPECT_EQ(times[entry.path().string()], entry.last_write_time()) << entry.path();
    }
  }
}

// All keys turned round, however deep: no order of keys means anything.
auto Turned(const Json& value) -> Json {
  Json turned = value.is_object() ? Json::object() : value.is_array() ? Json::array() : value;
  if (value.is_array()) {
    for (const Json& item : value) turned.push_back(Turned(item));
  }
  if (value.is_object()) {
    for (auto member = value.rbegin(); member != value.rend(); ++member) turned[member.key()] = Turned(*member);
  }
  return turned;
}

// Each element in a file of its own, in folders, in reverse order, with its keys turned round.
void Scatter(const std::string& definition, const std::string& folder) {
  const Json document = Json::parse(definition);
  test::WriteFile(folder + "/z/app.json", Json{{"app", document.at("app")}, {"ingot", 1}}.dump());
  int place = 99;
  for (const char* kind : {"enums", "types", "models", "functions", "endpoints"}) {
    for (const Json& element : document.value(kind, Json::array())) {
      test::WriteFile(folder + "/" + std::to_string(place--) + ".json", Json{{"ingot", 1}, {kind, Json::array({Turned(element)})}}.dump(4));
    }
  }
}

TEST_P(Samples, AreTheSameFromElsewhere) {
  TemporaryFolder folder;
  Scatter(test::SampleText(GetParam()), folder.path() + "/definition");
  const std::string environment = "cd " + Quoted(folder.path()) + " && env -i LC_ALL=tr_TR.UTF-8 LANG=de_DE TZ=Pacific/Chatham HOME=/nonexistent";
  const auto outcome = Generate("definition", "deep/er/out", environment);
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  ExpectSameFiles(FilesOf(folder.path() + "/deep/er/out", "runtime/"), FilesOf(kSamples + "/" + GetParam() + "/expected", "runtime/"));
}

TEST_P(Samples, NeedNoFormatting) {
  if (RunCommand("/", "clang-format-14 --version").code != 0) GTEST_SKIP() << "clang-format-14 is not installed";
  const std::string expected = kSamples + "/" + GetParam() + "/expected";
  const auto outcome = RunCommand(expected, "find src tests -name '*.?pp' | sort | xargs clang-format-14 --dry-run -Werror");
  EXPECT_EQ(outcome.code, 0) << outcome.output;
}

TEST_P(Samples, ChangeLittleForOneField) {
  TemporaryFolder folder;
  ASSERT_EQ(Generate(test::SamplePath(GetParam()), folder.path() + "/out").code, 0);
  const auto before = FilesOf(folder.path() + "/out", "");
  Json document = Json::parse(test::SampleText(GetParam()));
  document["models"][0]["fields"].push_back({{"name", "oneMore"}, {"type", "string"}, {"max", 50}});
  test::WriteFile(folder.path() + "/app.json", document.dump());
  const auto outcome = Generate(folder.path() + "/app.json", folder.path() + "/out");
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  std::vector<std::string> changed;
  for (const auto& [path, bytes] : FilesOf(folder.path() + "/out", "")) {
    const bool counted = path != "ingot.manifest.json" && !path.starts_with("db/migrations/");
    const auto old = before.find(path);
    if (counted && (old == before.end() || old->second != bytes)) changed.push_back(path);
  }
  EXPECT_LE(changed.size(), 6U) << testing::PrintToString(changed);
  EXPECT_GE(changed.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(All, Samples, testing::Values("hooks", "meta-platform", "toolkit-sync", "tracker", "types"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace ingot
