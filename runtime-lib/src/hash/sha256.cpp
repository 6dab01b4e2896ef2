#include "hash/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace ingot::rt::hash {
namespace {

constexpr std::size_t kBytes = 32;

void demand(bool good) {
  if (!good) throw std::runtime_error("libcrypto has no SHA-256");
}

unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { demand(context_ != nullptr && EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) == 1); }

Sha256::~Sha256() { EVP_MD_CTX_free(context_); }

void Sha256::add(std::string_view bytes) { demand(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1); }

std::string Sha256::finish() {
  std::string digest(kBytes, '\0');
  demand(EVP_DigestFinal_ex(context_, bytesOf(digest), nullptr) == 1);
  return hexDigits(digest);
}

std::string sha256(std::string_view bytes) {
  std::string digest(kBytes, '\0');
  demand(EVP_Digest(bytes.data(), bytes.size(), bytesOf(digest), nullptr, EVP_sha256(), nullptr) == 1);
  return hexDigits(digest);
}

std::string hmacSha256(std::string_view key, std::string_view bytes) {
  std::string code(kBytes, '\0');
  std::size_t size = 0;
  demand(EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key.data(), key.size(), bytesOf(bytes), bytes.size(), bytesOf(code), code.size(),
                   &size) != nullptr);
  return code;
}

std::string hexDigits(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  digits.reserve(2 * bytes.size());
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    digits += kDigits[byte >> 4U];
    digits += kDigits[byte & 15U];
  }
  return digits;
}

}  // namespace ingot::rt::hash
