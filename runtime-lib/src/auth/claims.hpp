// What the two JSON objects of a token say: what it is, whom it names and how long it lives.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <ingot/rt/auth.hpp>
#include <ingot/rt/context.hpp>

namespace ingot::rt::auth {

// What a token must say. An empty issuer or audience is not asked for, but a token for an audience is then for somebody
// else.
struct TokenRules {
  std::string issuer = {};
  std::string audience = {};
  TokenType type = TokenType::jwt;
  std::int64_t leewaySeconds = 0;  // that the clocks of signer and service may differ
};

// A caller and until when he is known; or, without a caller, what is wrong: a constant, for the log and for nobody else.
struct Verdict {
  std::shared_ptr<const Caller> caller;
  Timestamp until;
  std::string_view fault;
};

// Empty when the header is right. `json` is the decoded text.
[[nodiscard]] std::string_view faultOfHeader(std::string json, const TokenRules& rules);
[[nodiscard]] Verdict readClaims(std::string json, const TokenRules& rules, Timestamp now);

}  // namespace ingot::rt::auth
