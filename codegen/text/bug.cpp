#include "codegen/text/bug.h"

#include <cstdio>
#include <cstdlib>

namespace ingot::codegen {

void Bug(std::string_view what, std::string_view value) {
  std::fprintf(stderr, "ingot: internal error: %.*s: \"", static_cast<int>(what.size()), what.data());
  for (const char c : value.substr(0, 200)) {
    const auto byte = static_cast<unsigned char>(c);
    std::fprintf(stderr, byte >= 0x20 && byte < 0x7F ? "%c" : "\\x%02x", byte);
  }
  std::fputs("\"\n", stderr);
  std::_Exit(70);
}

}  // namespace ingot::codegen
