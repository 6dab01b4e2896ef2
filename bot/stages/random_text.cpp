#include "bot/stages/random_text.h"

#include <openssl/rand.h>

#include <stdexcept>

#include "bot/base/base64.h"
#include "hash/sha256.hpp"

namespace ingot::bot {
namespace {

auto RandomBytes(size_t size) -> std::string {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) throw std::runtime_error("OpenSSL has no random bytes");
  return bytes;
}

}  // namespace

auto RandomHex(size_t bytes) -> std::string { return rt::hash::hexDigits(RandomBytes(bytes)); }

auto RandomBase64(size_t bytes) -> std::string { return Base64(RandomBytes(bytes)); }

}  // namespace ingot::bot
