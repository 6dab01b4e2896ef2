#include "codegen/text/cmake.h"

#include <string>

#include "codegen/text/names.h"

namespace ingot::codegen {

auto CMakeName::Slug(std::string_view slug) -> Safe<CMakeName> {
  RequireSlug(slug);
  return Safe<CMakeName>(std::string(slug));
}

auto CMakeName::File(const Safe<Path>& path) -> Safe<CMakeName> {
  return Safe<CMakeName>(std::string(path.View()));
}

}  // namespace ingot::codegen
