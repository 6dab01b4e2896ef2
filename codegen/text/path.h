// Paths of planned files, relative to the output folder: checked once here, so that writing cannot leave that
// folder and the same tree can be checked out on Linux, macOS and Windows.
//
//   Path::Of("src/models/@.hpp", Path::Kebab("UserProfile"))  ->  src/models/user-profile.hpp
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

// Why `path` may not be written, in words that follow the path ("is absolute"); empty when it may. Segments
// hold [A-Za-z0-9._-] only, are neither empty, `.` nor `..`, do not end in `.`, and no Windows device is
// called so.
auto PathFault(std::string_view path) -> std::string_view;

struct Path : KindOf<FilePath>, Composite<Path> {
  using Parts = AnyOf<Path>;

  static auto Checked(std::string_view path) -> tl::expected<Safe<Path>, std::string_view>;  // or PathFault
  static auto Kebab(std::string_view name) -> Safe<Path>;   // UserProfile -> user-profile; Con -> con-
  static auto Snake(std::string_view name) -> Safe<Path>;   // UserProfile -> user_profile
  static auto Slug(std::string_view slug) -> Safe<Path>;    // toolkit-sync
  static auto Number(int value, int digits) -> Safe<Path>;  // 1, 4 -> 0001
};

}  // namespace ingot::codegen
