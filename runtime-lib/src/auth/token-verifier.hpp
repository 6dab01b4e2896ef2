// Tells whether a JSON Web Token (RFC 7519, in the compact form of RFC 7515) was signed by somebody who knows the secret.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auth/claims.hpp"

namespace ingot::rt::auth {

constexpr std::size_t kMostTokenBytes = 8 * 1024;
// RFC 7518: a key for HS256 is as long as its hash at least.
constexpr std::size_t kLeastSecretBytes = 32;

// The algorithm is HS256, whatever a token says. Nothing in a token is read before its signature was found right.
// For one thread.
class TokenVerifier {
 public:
  // `secrets`: the one in use, then those that were in use before. Throws std::runtime_error when one is too short.
  TokenVerifier(TokenRules rules, const std::vector<std::string>& secrets);
  ~TokenVerifier();
  TokenVerifier(const TokenVerifier&) = delete;
  TokenVerifier& operator=(const TokenVerifier&) = delete;

  [[nodiscard]] Verdict verify(std::string_view token, Timestamp now);

 private:
  struct Key;
  [[nodiscard]] bool isSigned(std::string_view text, std::string_view signature);

  TokenRules rules_;
  std::vector<std::unique_ptr<Key>> keys_;
};

}  // namespace ingot::rt::auth
