// The project of files.json, built once for all the tests that share a process.
#pragma once

#include <string>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test {

class FilesProject {
 public:
  static auto Shared() -> const FilesProject&;

  auto built() const -> const Outcome& { return built_; }
  auto path() const -> const std::string& { return folder_.path(); }

 private:
  FilesProject();

  TemporaryFolder folder_;
  Outcome built_;
};

}  // namespace ingot::test
