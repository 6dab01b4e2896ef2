#include "secret/gcm.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <limits>
#include <memory>
#include <stdexcept>

namespace ingot::rt::secret {
namespace {

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int sizeOf(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw std::runtime_error("a secret is too long");
  return static_cast<int>(text.size());
}

}  // namespace

std::string encrypt(const Key& key, const Nonce& nonce, std::string_view associated, std::string_view text) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string sealed(text.size() + kTagBytes, '\0');
  int size = 0;
  const bool good = cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
                    EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytesOf(associated), sizeOf(associated)) == 1 &&
                    EVP_EncryptUpdate(cipher.get(), bytesOf(sealed), &size, bytesOf(text), sizeOf(text)) == 1 &&
                    EVP_EncryptFinal_ex(cipher.get(), bytesOf(sealed) + text.size(), &size) == 1 &&
                    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, sealed.data() + text.size()) == 1;
  if (!good) throw std::runtime_error("OpenSSL cannot encrypt with AES-256-GCM");
  return sealed;
}

std::optional<std::string> decrypt(const Key& key, const Nonce& nonce, std::string_view associated, std::string_view sealed) {
  if (sealed.size() < kTagBytes) return std::nullopt;
  const std::string_view hidden = sealed.substr(0, sealed.size() - kTagBytes);
  std::string tag(sealed.substr(hidden.size()));
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string text(hidden.size(), '\0');
  int size = 0;
  const bool good = cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
                    EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytesOf(associated), sizeOf(associated)) == 1 &&
                    EVP_DecryptUpdate(cipher.get(), bytesOf(text), &size, bytesOf(hidden), sizeOf(hidden)) == 1 &&
                    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
                    EVP_DecryptFinal_ex(cipher.get(), bytesOf(text) + hidden.size(), &size) == 1;
  if (good) return text;
  OPENSSL_cleanse(text.data(), text.size());
  return std::nullopt;
}

}  // namespace ingot::rt::secret
