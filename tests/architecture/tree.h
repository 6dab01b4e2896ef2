// The project's own source files, as the tests of the house read them.
#pragma once

#include <string>
#include <vector>

namespace ingot::architecture {

struct SourceFile {
  std::string path;    // from the root
  std::string folder;  // of the path
  std::vector<std::string> lines;
};

// Every .h, .hpp and .cpp file below the folders, sorted by path; generated and expected files are left out.
auto SourceFiles(const std::vector<std::string>& folders) -> std::vector<SourceFile>;

auto ReadText(const std::string& path_from_root) -> std::string;

}  // namespace ingot::architecture
