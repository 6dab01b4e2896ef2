// Reads a definition as it was at a commit, with git as a child process.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "compiler/driver/console.h"
#include "compiler/source/memory_file_store.h"

namespace ingot::driver {

// What the definition of a user was: the files below the same folder.
struct FormerFiles {
  std::unique_ptr<source::MemoryFileStore> store;
  std::string file;    // empty for the whole folder
  std::string folder;  // what shown places begin with: `git:main:samples/`
};

struct GitFailure {
  ExitCode code = ExitCode::kUsage;
  std::string text;
};

// `path` is what the user compiles now, `ref` a name of a commit.
auto ReadFromGit(const std::string& ref, const std::string& path) -> tl::expected<FormerFiles, GitFailure>;

}  // namespace ingot::driver
