// Finds out who sends a request, from its Authorization header; whoever cannot be known is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/http.hpp>

#include "auth/token-verifier.hpp"

namespace ingot::rt::auth {

// Tokens that were found right a moment ago, each until it expires. Only who knows the secret can put one here. Bounded in
// number and bytes: an entry gives way to the next one that falls on its place, and all of them when there are too many
// bytes.
class KnownTokens {
 public:
  [[nodiscard]] std::shared_ptr<const Caller> find(std::string_view token, Timestamp now) const;
  void keep(std::string_view token, const Verdict& verdict);

 private:
  struct Entry {
    std::size_t hash = 0;
    std::string token;
    std::shared_ptr<const Caller> caller;
    Timestamp until;
  };
  static constexpr std::size_t kPlaces = 1024;  // a power of two
  static constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

  std::vector<Entry> entries_;  // none until the first token is kept
  std::size_t bytes_ = 0;
};

// For one thread: each loop has its own.
class Guard {
 public:
  // Throws std::runtime_error when a secret is too short.
  Guard(TokenRules rules, const std::vector<std::string>& secrets);
  // Throws Failure 401, which tells the client nothing of the reason; its cause does, for the log.
  [[nodiscard]] std::shared_ptr<const Caller> callerOf(const Request& request, Timestamp now);

 private:
  TokenVerifier verifier_;
  KnownTokens known_;
};

}  // namespace ingot::rt::auth
