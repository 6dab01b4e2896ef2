#include "bot/store/scram.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "bot/base/base64.h"
#include "hash/sha256.hpp"

namespace ingot::bot {
namespace {

constexpr int kRounds = 4096;
constexpr size_t kSaltBytes = 16;

auto Digest(const std::string& bytes) -> std::string {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) throw std::runtime_error("OpenSSL has no SHA-256");
  return {digest.begin(), digest.end()};
}

}  // namespace

auto ScramVerifier(const std::string& password) -> std::string {
  std::string salt(kSaltBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), static_cast<int>(salt.size())) != 1) throw std::runtime_error("OpenSSL has no random bytes");
  std::string salted(32, '\0');
  if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()), kRounds,
                        EVP_sha256(), static_cast<int>(salted.size()), reinterpret_cast<unsigned char*>(salted.data())) != 1) {
    throw std::runtime_error("OpenSSL has no PBKDF2");
  }
  const std::string stored = Digest(rt::hash::hmacSha256(salted, "Client Key"));
  const std::string server = rt::hash::hmacSha256(salted, "Server Key");
  return "SCRAM-SHA-256$" + std::to_string(kRounds) + ":" + Base64(salt) + "$" + Base64(stored) + ":" + Base64(server);
}

}  // namespace ingot::bot
