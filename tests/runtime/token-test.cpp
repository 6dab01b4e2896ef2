// Bearer tokens: the vectors of RFC 7515, every way in which a token can be wrong, and every byte of one flipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include <ingot/rt/problem.hpp>

#include "auth/base64url.hpp"
#include "auth/guard.hpp"
#include "auth/token-verifier.hpp"
#include "hash/sha256.hpp"

namespace ingot::rt::auth {
namespace {

const std::string kSecret = "0123456789abcdef0123456789abcdef";
constexpr Timestamp kNow{1'700'000'000'000'000};
const std::string kClaims = R"({"sub":"u1","exp":1700000060})";

std::string sign(const std::string& header, const std::string& claims, const std::string& secret = kSecret) {
  const std::string text = encodeBase64Url(header) + "." + encodeBase64Url(claims);
  return text + "." + encodeBase64Url(hash::hmacSha256(secret, text));
}
std::string sign(const std::string& claims) { return sign(R"({"alg":"HS256","typ":"JWT"})", claims); }

Verdict verdictOf(const std::string& token, const TokenRules& rules = {}, Timestamp now = kNow) {
  return TokenVerifier(rules, {kSecret}).verify(token, now);
}
std::string faultOf(const std::string& token, const TokenRules& rules = {}) { return std::string(verdictOf(token, rules).fault); }
std::string faultOfClaims(const std::string& claims, const TokenRules& rules = {}) { return faultOf(sign(claims), rules); }
std::string faultOfHead(const std::string& header, const TokenRules& rules = {}) { return faultOf(sign(header, kClaims), rules); }

// RFC 7515, appendix A.1.
const std::string kRfcToken =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const std::string kRfcKey = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

TEST(Base64Url, OneTextForOneRowOfBytes) {
  std::string bytes;
  for (const std::string& plain : {std::string(), std::string("f"), std::string("fo"), std::string("foo"), std::string("\0\xFF\xFE", 3)}) {
    EXPECT_TRUE(decodeBase64Url(encodeBase64Url(plain), bytes));
    EXPECT_EQ(bytes, plain);
  }
  EXPECT_EQ(encodeBase64Url("\xFB\xFF"), "-_8");
  for (const char* wrong : {"Zg==", "Zh", "Zm9", "Z", "Zm8=", "Zm 9", "Zm9\n", "+/8", "Zm9v.", "Zm9v\x80"}) EXPECT_FALSE(decodeBase64Url(wrong, bytes)) << wrong;
}

TEST(Token, VectorOfTheRfc) {
  std::string key;
  ASSERT_TRUE(decodeBase64Url(kRfcKey, key));
  const std::size_t point = kRfcToken.rfind('.');
  EXPECT_EQ(encodeBase64Url(hash::hmacSha256(key, kRfcToken.substr(0, point))), kRfcToken.substr(point + 1));
  TokenVerifier verifier({}, {key});
  EXPECT_EQ(verifier.verify(kRfcToken, {1'300'819'379'000'000}).fault, "it has no `sub`");  // signed by us, alive, and for nobody
  EXPECT_EQ(verifier.verify(kRfcToken, {1'300'819'380'000'000}).fault, "it has expired");
}

TEST(Token, SaysWhoCalls) {
  const Verdict verdict = verdictOf(sign(R"({ "sub": "ü1", "exp": 1.70000006e9, "roles": ["a", "b"], "role": "c", "scope": " x  y:z ", "deep": {"a": [1, null]} })"));
  ASSERT_TRUE(verdict.caller) << verdict.fault;
  const Caller& caller = *verdict.caller;
  EXPECT_EQ(caller.kind, Caller::Kind::user);
  EXPECT_EQ(caller.id, "ü1");
  EXPECT_THAT(caller.roles, testing::ElementsAre("a", "b", "c"));
  EXPECT_THAT(caller.scopes, testing::ElementsAre("x", "y:z"));
  EXPECT_THAT(caller.claims.text, testing::HasSubstr(R"("deep":{"a":[1,null]})"));
  EXPECT_EQ(verdict.until.micros, 1'700'000'060'000'000);
}

TEST(Token, Times) {
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000001})"), "");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000000})"), "it has expired");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u"})"), "it has no `exp`");
  for (const char* wrong : {"\"1700000060\"", "null", "true", "-1", "1e300", "253402300800", "18446744073709551615", "[1700000060]"})
    EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":)" + std::string(wrong) + "}"), "its `exp` is no date") << wrong;
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000060,"nbf":1700000000,"iat":1700000000.5})"), "it was issued in the future");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000060,"nbf":1700000001})"), "it is not valid yet");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000060,"nbf":"now"})"), "its `nbf` is no date");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000060,"iat":{}})"), "its `iat` is no date");
  const TokenRules lenient{.leewaySeconds = 30};
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1699999971,"nbf":1700000030,"iat":1700000030})", lenient), "");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1699999970})", lenient), "it has expired");
  EXPECT_EQ(faultOfClaims(R"({"sub":"u","exp":1700000060,"nbf":1700000031})", lenient), "it is not valid yet");
}

TEST(Token, IssuerAndAudience) {
  const std::string usual = R"({"sub":"u","exp":1700000060)";
  const TokenRules rules{.issuer = "me", .audience = "you"};
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me","aud":"you"})", rules), "");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me","aud":["they","you"]})", rules), "");
  EXPECT_EQ(faultOfClaims(usual + R"(,"aud":"you"})", rules), "it is from another issuer");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"Me","aud":"you"})", rules), "it is from another issuer");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":["me"],"aud":"you"})", rules), "its `iss` is no text");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me"})", rules), "it names no audience");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me","aud":"your"})", rules), "it is for another audience");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me","aud":[]})", rules), "it is for another audience");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"me","aud":["you",1]})", rules), "its `aud` is neither a text nor a list of texts");
  EXPECT_EQ(faultOfClaims(usual + R"(,"iss":"anybody"})"), "");
  EXPECT_THAT(faultOfClaims(usual + R"(,"aud":"somebody"})"), testing::HasSubstr("it is for an audience"));
}

TEST(Token, Subject) {
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060})"), "it has no `sub`");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":""})"), "its `sub` is empty");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":7})"), "its `sub` is no text");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":"u","roles":"admin"})"), "its `roles` is no list of texts");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":"u","role":["admin"]})"), "its `role` is no text");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":"u","scope":["a"]})"), "its `scope` is no text");
  EXPECT_EQ(faultOfClaims(R"({"exp":1700000060,"sub":"u","x":"\u0000"})"), "it holds a NUL character");
}

TEST(Token, Header) {
  for (const char* wrong : {R"({"alg":"none"})", R"({"alg":"HS512"})", R"({"alg":"RS256"})", R"({"alg":"hs256"})", R"({"typ":"JWT"})", R"({"alg":"HS256 "})"})
    EXPECT_EQ(faultOfHead(wrong), "its `alg` is not HS256") << wrong;
  EXPECT_EQ(faultOfHead(R"({"alg":["HS256"]})"), "its `alg` is no text");
  EXPECT_THAT(faultOfHead(R"({"alg":"HS256","crit":["exp"],"exp":1})"), testing::HasSubstr("crit"));
  for (const char* right : {R"({"alg":"HS256"})", R"({"alg":"HS256","typ":"jwt"})", R"({"alg":"HS256","typ":"application/JWT","kid":"1"})"})
    EXPECT_EQ(faultOfHead(right), "") << right;
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256","typ":"at+jwt"})"), "its `typ` is another");
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256","typ":null})"), "its `typ` is no text");
  const TokenRules access{.type = TokenType::accessToken};
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256","typ":"at+jwt"})", access), "");
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256","typ":"application/at+JWT"})", access), "");
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256","typ":"JWT"})", access), "its `typ` is another");
  EXPECT_EQ(faultOfHead(R"({"alg":"HS256"})", access), "it has no `typ`");
}

TEST(Token, SaysNothingTwice) {
  EXPECT_THAT(faultOfHead(R"({"alg":"HS256","alg":"HS256"})"), testing::HasSubstr("twice"));
  EXPECT_THAT(faultOfHead(R"({"alg":"HS256","\u0061lg":"none"})"), testing::HasSubstr("twice"));
  EXPECT_THAT(faultOfClaims(R"({"sub":"u","exp":1700000060,"sub":"v"})"), testing::HasSubstr("twice"));
  EXPECT_THAT(faultOfClaims(R"({"sub":"u","exp":1700000060,"deep":{"a":1,"a":2}})"), testing::HasSubstr("twice"));
}

TEST(Token, IsNoJson) {
  for (const std::string& wrong : {std::string(), std::string("null"), std::string("[]"), std::string("{"), std::string("{}x"), std::string("\xFF"), std::string(900, '[')}) {
    EXPECT_NE(faultOfHead(wrong), "") << wrong;
    EXPECT_NE(faultOfClaims(wrong), "") << wrong;
  }
}

TEST(Token, Shape) {
  const std::string good = sign(kClaims);
  ASSERT_EQ(faultOf(good), "");
  const std::string two = good.substr(0, good.rfind('.'));
  for (const std::string& wrong : {std::string(), std::string("."), std::string(".."), std::string("..."), two, two + ".", good + ".", good + "=", good + " ", " " + good,
                                   "." + good, good + "\n", two + "." + encodeBase64Url(std::string(31, 'x')), two + "." + encodeBase64Url(std::string(33, 'x'))})
    EXPECT_NE(faultOf(wrong), "") << wrong;
  EXPECT_EQ(faultOf(std::string(kMostTokenBytes + 1, 'a')), "it is longer than 8 KiB");
  EXPECT_EQ(faultOf(sign(R"({"sub":"u","exp":1700000060,"x":")" + std::string(6'000, 'x') + "\"}")), "");
  EXPECT_EQ(faultOf(sign(R"({"sub":"u","exp":1700000060,"x":")" + std::string(6'200, 'x') + "\"}")), "it is longer than 8 KiB");
}

TEST(Token, EveryByteCounts) {
  const std::string good = sign(kClaims);
  TokenVerifier verifier({}, {kSecret});
  std::mt19937 random(7);
  int tried = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit, ++tried) {
      std::string broken = good;
      broken[at] = static_cast<char>(static_cast<unsigned char>(broken[at]) ^ (1U << bit));
      EXPECT_FALSE(verifier.verify(broken, kNow).caller) << broken;
    }
  }
  for (int round = 0; round < 20'000; ++round, ++tried) {
    std::string broken = good;
    switch (random() % 3) {
      case 0: broken.erase(random() % broken.size(), 1 + random() % 3); break;
      case 1: broken.insert(random() % broken.size(), 1, static_cast<char>(random())); break;
      default: std::swap(broken[random() % broken.size()], broken[random() % broken.size()]);
    }
    EXPECT_EQ(verifier.verify(broken, kNow).caller != nullptr, broken == good) << broken;
  }
  RecordProperty("tried", tried);
}

TEST(Token, Secrets) {
  const std::string before = sign(R"({"alg":"HS256"})", kClaims, std::string(40, 'o'));
  EXPECT_EQ(faultOf(before), "its signature is wrong");
  EXPECT_TRUE(TokenVerifier({}, {kSecret, std::string(40, 'o')}).verify(before, kNow).caller);
  EXPECT_TRUE(TokenVerifier({}, {kSecret, std::string(40, 'o')}).verify(sign(kClaims), kNow).caller);
  EXPECT_THROW(TokenVerifier({}, {std::string(31, 's')}), std::runtime_error);
  EXPECT_THROW(TokenVerifier({}, {kSecret, "short"}), std::runtime_error);
  EXPECT_THROW(TokenVerifier({}, {}), std::runtime_error);
}

Request requestWith(const std::vector<std::string>& authorizations) {
  Request request;
  for (const std::string& each : authorizations) request.headers.push_back({"authorization", each});
  return request;
}

TEST(Guard, ReadsTheHeader) {
  Guard guard({}, {kSecret});
  const std::string token = sign(kClaims);
  for (const std::string& right : {"Bearer " + token, "bearer " + token, "BEARER   " + token})
    EXPECT_EQ(guard.callerOf(requestWith({right}), kNow)->id, "u1") << right;
  const auto challengeOf = [&](const std::vector<std::string>& authorizations) -> std::string {
    try {
      (void)guard.callerOf(requestWith(authorizations), kNow);
      return "let in";
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.status(), 401);
      EXPECT_EQ(failure.message(), "a valid token is needed");
      return failure.headers().front().second;
    }
  };
  EXPECT_EQ(challengeOf({}), "Bearer");
  EXPECT_EQ(challengeOf({""}), "Bearer");
  EXPECT_EQ(challengeOf({"Bearer"}), "Bearer");
  EXPECT_EQ(challengeOf({"Basic " + token}), "Bearer");
  EXPECT_EQ(challengeOf({"Bearer\t" + token}), "Bearer");
  EXPECT_EQ(challengeOf({token}), "Bearer");
  EXPECT_EQ(challengeOf({"Bearer "}), "Bearer error=\"invalid_token\"");
  EXPECT_EQ(challengeOf({"Bearer x"}), "Bearer error=\"invalid_token\"");
  EXPECT_EQ(challengeOf({"Bearer " + token + ", Bearer " + token}), "Bearer error=\"invalid_token\"");
  EXPECT_EQ(challengeOf({"Bearer " + token, "Bearer " + token}), "Bearer error=\"invalid_token\"");
}

TEST(Guard, ForgetsWhatHasExpired) {
  Guard guard({}, {kSecret});
  const std::string token = "Bearer " + sign(kClaims);
  const auto first = guard.callerOf(requestWith({token}), kNow);
  EXPECT_EQ(guard.callerOf(requestWith({token}), kNow), first);  // the very same
  EXPECT_THROW((void)guard.callerOf(requestWith({token}), {kNow.micros + 60'000'000}), Failure);
  std::string other = token;
  other.back() = other.back() == 'A' ? 'E' : 'A';
  EXPECT_THROW((void)guard.callerOf(requestWith({other}), kNow), Failure);
}

TEST(Guard, KeepsOnlySoMuch) {
  Guard guard({}, {kSecret});
  for (int i = 0; i < 3'000; ++i) {
    const std::string id = "user " + std::to_string(i);
    const std::string claims = R"({"exp":1700000060,"sub":")" + id + R"(","x":")" + std::string(static_cast<std::size_t>(i), 'x') + "\"}";
    const std::string token = "Bearer " + sign(claims);
    for (int again = 0; again < 2; ++again) ASSERT_EQ(guard.callerOf(requestWith({token}), kNow)->id, id);
  }
}

}  // namespace
}  // namespace ingot::rt::auth
