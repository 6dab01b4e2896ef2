#include "net/percent.hpp"

#include "types/text.hpp"

namespace ingot::rt::net {

bool percentDecode(std::string_view text, bool plusIsSpace, std::string& out) {
  out.clear();
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = hexDigit(text[i + 1]);
      const int low = hexDigit(text[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plusIsSpace) {
      c = ' ';
    }
    if (c == '\0') return false;
    out += c;
  }
  return isUtf8(out);
}

}  // namespace ingot::rt::net
