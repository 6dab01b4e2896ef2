// Any bytes as a token: refused. And as the header and claims of one that is signed: a caller who has a name, or refused.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "auth/base64url.hpp"
#include "auth/token-verifier.hpp"
#include "hash/sha256.hpp"

namespace {

using namespace ingot::rt;

const std::string kSecret = "0123456789abcdef0123456789abcdef";
constexpr Timestamp kNow{1'700'000'000'000'000};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static auth::TokenVerifier verifier({.issuer = {}, .audience = "you", .type = TokenType::jwt, .leewaySeconds = 30}, {kSecret});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (verifier.verify(bytes, kNow).caller) std::abort();
  std::string decoded;
  if (auth::decodeBase64Url(bytes, decoded) && auth::encodeBase64Url(decoded) != bytes) std::abort();
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string text = auth::encodeBase64Url(bytes.substr(0, end)) + "." + auth::encodeBase64Url(bytes.substr(std::min(end + 1, bytes.size())));
  const auth::Verdict verdict = verifier.verify(text + "." + auth::encodeBase64Url(hash::hmacSha256(kSecret, text)), kNow);
  if ((verdict.caller != nullptr) != verdict.fault.empty()) std::abort();
  if (verdict.caller && (verdict.caller->id.empty() || verdict.until <= kNow)) std::abort();
  return 0;
}
