// Finds the golden cases of the source tree.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace ingot::golden {

inline auto ReadFile(const std::filesystem::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// Every `.case` file below tests/golden, in order.
inline auto AllCases() -> std::vector<std::filesystem::path> {
  std::vector<std::filesystem::path> cases;
  const std::filesystem::path root = std::filesystem::path(INGOT_SOURCE_DIR) / "tests" / "golden";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".case") cases.push_back(entry.path());
  }
  std::ranges::sort(cases);
  return cases;
}

}  // namespace ingot::golden
