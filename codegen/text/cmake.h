// The one encoder of CMake. Build files carry no text of a user's: only a slug, which CMake reads as nothing
// but itself.
#pragma once

#include <string_view>

#include "codegen/text/languages.h"
#include "codegen/text/path.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

struct CMakeName : KindOf<CMake> {
  static constexpr auto MayStand(Position) -> bool { return true; }
  static auto Slug(std::string_view slug) -> Safe<CMakeName>;   // toolkit-sync
  static auto File(const Safe<Path>& path) -> Safe<CMakeName>;  // src/models/doc.cpp
};

}  // namespace ingot::codegen
