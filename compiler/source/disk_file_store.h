// The FileStore over the real disk.
#pragma once

#include <memory>
#include <string_view>

#include "compiler/source/file_store.h"

namespace ingot::source {

enum class RootMode : uint8_t { kMustExist, kCreate };

// Opens `root` (any path a user may type; links up to and including it are followed) as the root of a store.
auto OpenDisk(std::string_view root, RootMode mode) -> Result<std::unique_ptr<FileStore>>;

// What a user named as the definition: a folder, or one file in one.
struct OpenedPath {
  std::unique_ptr<FileStore> store;
  std::string folder;  // as typed, to show places by: empty or ending in `/`
  std::string file;    // empty for the whole folder
};

auto OpenPath(std::string_view path) -> Result<OpenedPath>;

}  // namespace ingot::source
