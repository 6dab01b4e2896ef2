// One file that `ingot_embed` put into the binary: its path inside the tree it came from, and its bytes.
#pragma once

#include <string_view>

namespace ingot::codegen {

struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

}  // namespace ingot::codegen
