#include "tests/plan/pairs.h"

#include <algorithm>
#include <filesystem>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test {
namespace {

using nlohmann::json;

const std::string kIngot = Quoted(INGOT_BINARY_DIR "/bin/ingot");

auto PlaceOf(const json& finding) -> std::string {
  if (finding["operation"].is_null()) return "the API";
  const std::string operation = finding["operation"];
  return finding["within"].is_null() ? operation : operation + " · " + finding["within"].get<std::string>();
}

}  // namespace

auto Pairs() -> std::vector<Pair> {
  std::vector<Pair> pairs;
  for (const auto& entry : std::filesystem::directory_iterator(INGOT_SOURCE_DIR "/tests/plan/pairs")) {
    const json file = json::parse(ReadFile(entry.path().string()));
    Pair pair{file.at("name"), file.at("before"), file.at("after"), {}};
    for (const json& each : file.at("expected")) pair.expected.push_back({each.at("rule"), each.at("place"), each.value("operations", size_t{1})});
    std::ranges::sort(pair.expected);
    pairs.push_back(std::move(pair));
  }
  std::ranges::sort(pairs, {}, &Pair::name);
  return pairs;
}

auto CompareDefinitions(const json& before, const json& after) -> Comparison {
  const TemporaryFolder folder;
  WriteFile(folder.path() + "/before.json", before.dump());
  WriteFile(folder.path() + "/after.json", after.dump());
  const Outcome plan = RunCommand(folder.path(), kIngot + " plan after.json --against before.json --format json");
  Comparison comparison;
  if (plan.code != 0) {
    comparison.error = plan.output;
    return comparison;
  }
  const json report = json::parse(plan.output);
  for (const char* section : {"api", "permissions"}) {
    for (const json& finding : report.at(section).at("findings")) {
      comparison.told.push_back({finding.at("rule"), PlaceOf(finding), std::max<size_t>(1, finding.at("operations").size())});
      comparison.breaking = comparison.breaking || finding.at("kind") == "breaking";
    }
  }
  std::ranges::sort(comparison.told);
  comparison.breaking_code = RunCommand(folder.path(), kIngot + " breaking after.json --against before.json").code;
  return comparison;
}

}  // namespace ingot::test
