#include "tests/support/sample.h"

#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/folder.h"

namespace ingot::test {

namespace fs = std::filesystem;

auto SamplePath(const std::string& sample) -> std::string {
  const std::string folder = INGOT_SOURCE_DIR "/samples/" + sample;
  return fs::exists(folder + "/definition") ? folder + "/definition" : folder + "/app.json";
}

auto SampleText(const std::string& sample) -> std::string {
  const std::string path = SamplePath(sample);
  if (path.ends_with(".json")) return ReadFile(path);
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(path)) files.insert(entry.path().string());
  nlohmann::ordered_json whole;
  for (const std::string& file : files) {
    const auto document = nlohmann::ordered_json::parse(ReadFile(file));
    for (const auto& [key, value] : document.items()) {
      if (value.is_array() && whole.contains(key)) {
        whole[key].insert(whole[key].end(), value.begin(), value.end());
      } else {
        whole[key] = value;
      }
    }
  }
  return whole.dump(2) + "\n";
}

}  // namespace ingot::test
