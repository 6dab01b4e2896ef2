#include "auth/token-verifier.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "auth/base64url.hpp"

namespace ingot::rt::auth {
namespace {

constexpr std::size_t kSignatureBytes = 32;
using Signature = std::array<unsigned char, kSignatureBytes>;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

// OpenSSL's HMAC, looked up once: that alone takes longer than to sign.
struct TokenVerifier::Key {
  explicit Key(std::string_view secret) {
    EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    if (context == nullptr || EVP_MAC_init(context, bytesOf(secret), secret.size(), parameters) != 1) {
      EVP_MAC_CTX_free(context);
      throw std::runtime_error("OpenSSL cannot compute HMAC with SHA-256");
    }
  }
  ~Key() { EVP_MAC_CTX_free(context); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  [[nodiscard]] bool sign(std::string_view text, Signature& signature) {
    std::size_t size = 0;
    return EVP_MAC_init(context, nullptr, 0, nullptr) == 1 && EVP_MAC_update(context, bytesOf(text), text.size()) == 1 &&
           EVP_MAC_final(context, signature.data(), &size, signature.size()) == 1 && size == signature.size();
  }

  EVP_MAC_CTX* context = nullptr;
};

TokenVerifier::TokenVerifier(TokenRules rules, const std::vector<std::string>& secrets) : rules_(std::move(rules)) {
  for (const std::string& secret : secrets) {
    if (secret.size() < kLeastSecretBytes) throw std::runtime_error("a secret for tokens has fewer than 32 bytes");
    keys_.push_back(std::make_unique<Key>(secret));
  }
  if (keys_.empty()) throw std::runtime_error("there is no secret for tokens");
}

TokenVerifier::~TokenVerifier() = default;

// Every key is tried, and every byte compared.
bool TokenVerifier::isSigned(std::string_view text, std::string_view signature) {
  bool same = false;
  for (const auto& key : keys_) {
    Signature wanted{};
    if (!key->sign(text, wanted)) continue;
    same = (CRYPTO_memcmp(wanted.data(), signature.data(), wanted.size()) == 0) || same;
  }
  return same;
}

Verdict TokenVerifier::verify(std::string_view token, Timestamp now) {
  constexpr std::string_view kNoToken = "it is not three texts in base64url with points between them";
  if (token.size() > kMostTokenBytes) return {nullptr, {}, "it is longer than 8 KiB"};
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return {nullptr, {}, kNoToken};
  std::string signature;
  if (!decodeBase64Url(token.substr(second + 1), signature)) return {nullptr, {}, kNoToken};
  if (signature.size() != kSignatureBytes || !isSigned(token.substr(0, second), signature))
    return {nullptr, {}, "its signature is wrong"};
  std::string header;
  std::string claims;
  if (!decodeBase64Url(token.substr(0, first), header) || !decodeBase64Url(token.substr(first + 1, second - first - 1), claims))
    return {nullptr, {}, kNoToken};
  if (const std::string_view fault = faultOfHeader(std::move(header), rules_); !fault.empty()) return {nullptr, {}, fault};
  return readClaims(std::move(claims), rules_, now);
}

}  // namespace ingot::rt::auth
