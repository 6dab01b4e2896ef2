// AES-256-GCM (NIST SP 800-38D) with a nonce of 96 bits and a tag of 128.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ingot::rt::secret {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

using Key = std::array<unsigned char, kKeyBytes>;
using Nonce = std::array<unsigned char, kNonceBytes>;

// The ciphertext and its tag. A nonce must never serve twice under one key. Throws std::runtime_error when OpenSSL fails.
[[nodiscard]] std::string encrypt(const Key& key, const Nonce& nonce, std::string_view associated, std::string_view text);
// Null when anything was changed.
[[nodiscard]] std::optional<std::string> decrypt(const Key& key, const Nonce& nonce, std::string_view associated, std::string_view sealed);

}  // namespace ingot::rt::secret
