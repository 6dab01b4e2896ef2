// Tokens for tests, signed as the issuer of the app's tokens would.
#include "tokens.hpp"

#include "auth/base64url.hpp"
#include "hash/sha256.hpp"
#include "service/log.hpp"

namespace ingot::rt::testing {
namespace {

Body replaced(Body usual, const Body& with) {
  for (const auto& [name, json] : with.members()) usual = usual.with(name, json);
  return usual;
}

}  // namespace

std::string secondsFromNow(std::int64_t seconds) { return std::to_string(service::currentTime().micros / 1'000'000 + seconds); }

std::string signedToken(const JwtSettings& settings, const TokenParts& parts) {
  Body header{{"alg", quoted("HS256")}, {"typ", quoted(settings.type == TokenType::accessToken ? "at+jwt" : "JWT")}};
  Body claims{{"sub", quoted("00000000-0000-7000-8000-000000000001")}, {"iat", secondsFromNow(0)}, {"exp", secondsFromNow(3600)}};
  if (!settings.issuer.empty()) claims = claims.with("iss", quoted(settings.issuer));
  if (!settings.audience.empty()) claims = claims.with("aud", quoted(settings.audience));
  const std::string text = auth::encodeBase64Url(replaced(header, parts.header).text()) + "." +
                           auth::encodeBase64Url(replaced(claims, parts.claims).text());
  return text + "." + auth::encodeBase64Url(hash::hmacSha256(parts.secret.empty() ? kTokenSecret : parts.secret, text));
}

}  // namespace ingot::rt::testing
