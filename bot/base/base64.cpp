#include "bot/base/base64.h"

#include <openssl/evp.h>

#include <vector>

namespace ingot::bot {

auto Base64(std::string_view bytes) -> std::string {
  std::vector<unsigned char> text((bytes.size() + 2) / 3 * 4 + 1);  // and a NUL
  const int size = EVP_EncodeBlock(text.data(), reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  return {text.begin(), text.begin() + size};
}

}  // namespace ingot::bot
