#include "tests/architecture/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace ingot::architecture {
namespace fs = std::filesystem;

auto ReadText(const std::string& path_from_root) -> std::string {
  std::ifstream in(fs::path(INGOT_SOURCE_DIR) / path_from_root, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

auto SourceFiles(const std::vector<std::string>& folders) -> std::vector<SourceFile> {
  static const std::set<std::string> kEndings{".h", ".hpp", ".cpp"};
  const fs::path root = INGOT_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string path = fs::relative(entry.path(), root).generic_string();
      if (!entry.is_regular_file() || !kEndings.contains(entry.path().extension().string())) continue;
      if (path.find("/generated/") != std::string::npos || path.find("/expected/") != std::string::npos) continue;
      SourceFile file{path, fs::path(path).parent_path().generic_string(), {}};
      std::istringstream text(ReadText(path));
      for (std::string line; std::getline(text, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace ingot::architecture
