#include "auth/guard.hpp"

#include <openssl/crypto.h>

#include <functional>
#include <utility>

#include "types/text.hpp"

namespace ingot::rt::auth {
namespace {

constexpr std::string_view kScheme = "Bearer";
constexpr std::size_t kBytesOfEntry = 256;  // beside its texts

std::size_t bytesOf(std::string_view token, const Caller& caller) {
  return kBytesOfEntry + token.size() + 2 * caller.claims.text.size();  // roles, scopes and id are parts of the claims
}

// RFC 6750: without a token the answer names the scheme alone.
Failure refused(bool hasToken, std::string_view why) {
  return std::move(Failure(401, "unauthenticated", "a valid token is needed")
                       .header("WWW-Authenticate", hasToken ? "Bearer error=\"invalid_token\"" : "Bearer")
                       .cause("the token was refused: " + std::string(why)));
}

}  // namespace

std::shared_ptr<const Caller> KnownTokens::find(std::string_view token, Timestamp now) const {
  if (entries_.empty()) return nullptr;
  const std::size_t hash = std::hash<std::string_view>()(token);
  const Entry& entry = entries_[hash % kPlaces];
  if (entry.hash != hash || entry.token.size() != token.size() || now >= entry.until) return nullptr;
  return CRYPTO_memcmp(entry.token.data(), token.data(), token.size()) == 0 ? entry.caller : nullptr;
}

void KnownTokens::keep(std::string_view token, const Verdict& verdict) {
  const std::size_t bytes = bytesOf(token, *verdict.caller);
  if (bytes_ + bytes > kMostBytes) {
    entries_.clear();
    bytes_ = 0;
  }
  entries_.resize(kPlaces);
  const std::size_t hash = std::hash<std::string_view>()(token);
  Entry& entry = entries_[hash % kPlaces];
  if (entry.caller) bytes_ -= bytesOf(entry.token, *entry.caller);
  entry = {hash, std::string(token), verdict.caller, verdict.until};
  bytes_ += bytes;
}

Guard::Guard(TokenRules rules, const std::vector<std::string>& secrets) : verifier_(std::move(rules), secrets) {}

std::shared_ptr<const Caller> Guard::callerOf(const Request& request, Timestamp now) {
  const std::size_t headers = request.headerCount("Authorization");
  if (headers == 0) throw refused(false, "there is none");
  if (headers > 1) throw refused(true, "there are several Authorization headers");
  std::string_view token = request.header("Authorization");
  if (token.size() <= kScheme.size() || !sameName(token.substr(0, kScheme.size()), kScheme) || token[kScheme.size()] != ' ')
    throw refused(false, "the scheme is not Bearer");
  token.remove_prefix(std::min(token.find_first_not_of(' ', kScheme.size()), token.size()));
  if (auto caller = known_.find(token, now)) return caller;
  Verdict verdict = verifier_.verify(token, now);
  if (!verdict.caller) throw refused(true, verdict.fault);
  known_.keep(token, verdict);
  return std::move(verdict.caller);
}

}  // namespace ingot::rt::auth
