#include "file/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace ingot::rt::file {
namespace {

void demand(bool good) {
  if (!good) throw std::runtime_error("libcrypto has no SHA-256");
}

}  // namespace

Digest::Digest() : context_(EVP_MD_CTX_new()) { demand(context_ != nullptr && EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) == 1); }

Digest::~Digest() { EVP_MD_CTX_free(context_); }

void Digest::add(std::string_view bytes) { demand(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1); }

std::string Digest::finish() {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  demand(EVP_DigestFinal_ex(context_, digest.data(), &size) == 1);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex.append(1, kDigits[digest[i] >> 4U]).append(1, kDigits[digest[i] & 15U]);
  return hex;
}

}  // namespace ingot::rt::file
