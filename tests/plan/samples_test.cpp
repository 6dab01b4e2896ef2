// Every model of the samples gets a field of each type: that breaks nobody, and taking it away breaks somebody.
#include <gtest/gtest.h>

#include <cstdio>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using nlohmann::json;

const std::string kIngot = test::Quoted(INGOT_BINARY_DIR "/bin/ingot");

class Samples : public testing::TestWithParam<const char*> {
 protected:
  auto Breaking(const char* now, const char* against) -> int {
    return test::RunCommand(folder_.path(), kIngot + " breaking " + now + " --against " + against + " --format json >/dev/null 2>&1").code;
  }
  void Write(const char* name, const json& definition) { test::WriteFile(folder_.path() + "/" + name, definition.dump()); }

  test::TemporaryFolder folder_;
};

TEST_P(Samples, AnOptionalFieldBreaksNobodyUntilItGoes) {
  const json sample = json::parse(test::ReadFile(std::string(INGOT_SOURCE_DIR "/samples/") + GetParam() + "/app.json"));
  Write("before.json", sample);
  size_t tried = 0;
  for (size_t i = 0; i < sample["models"].size(); ++i) {
    if (!sample["models"][i].contains("resource")) continue;
    for (const char* type : {"string", "text", "int", "bigint", "float", "decimal(8,2)", "bool", "date", "timestamp", "uuid", "email", "url", "json", "bytes", "file", "string[]"}) {
      json more = sample;
      more["models"][i]["fields"].push_back({{"name", "zzNew"}, {"type", type}});
      Write("after.json", more);
      if (test::RunCommand(folder_.path(), kIngot + " check after.json").code != 0) continue;  // a file of a row that is deleted softly
      ++tried;
      EXPECT_EQ(Breaking("after.json", "before.json"), 0) << sample["models"][i]["name"] << " with " << type;
      EXPECT_EQ(Breaking("before.json", "after.json"), 1) << sample["models"][i]["name"] << " without " << type;
    }
  }
  std::printf("%s: %zu fields came and went\n", GetParam(), tried);
  EXPECT_GT(tried, 25U);
}

INSTANTIATE_TEST_SUITE_P(All, Samples, testing::Values("hooks", "toolkit-sync", "tracker", "types"));

}  // namespace
}  // namespace ingot
