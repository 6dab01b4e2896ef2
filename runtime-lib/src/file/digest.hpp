// SHA-256 of bytes that come in pieces.
#pragma once

#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace ingot::rt::file {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes);
  // In hexadecimal digits; once.
  [[nodiscard]] std::string finish();

 private:
  evp_md_ctx_st* context_;
};

}  // namespace ingot::rt::file
