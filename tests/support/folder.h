// Temporary folders and the contents of trees, for tests.
#pragma once

#include <map>
#include <string>

namespace ingot::test {

// A new empty folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  auto operator=(const TemporaryFolder&) -> TemporaryFolder& = delete;
  auto path() const -> const std::string& { return path_; }

 private:
  std::string path_;
};

// The bytes of every file below `folder`, by path; paths that begin with `without` are left out.
auto FilesOf(const std::string& folder, const std::string& without) -> std::map<std::string, std::string>;

auto ReadFile(const std::string& path) -> std::string;
void WriteFile(const std::string& path, const std::string& bytes);

}  // namespace ingot::test
