// SHA-256 of texts and of bytes that come in pieces, and HMAC with it.
#pragma once

#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace ingot::rt::hash {

// Of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  // In hexadecimal digits; once.
  [[nodiscard]] std::string finish();

 private:
  evp_md_ctx_st* context_;
};

// In hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

// RFC 2104; 32 bytes.
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view bytes);

// Two lower-case hexadecimal digits for each byte.
[[nodiscard]] std::string hexDigits(std::string_view bytes);

}  // namespace ingot::rt::hash
