// `auth` of the app: how its callers are known.
#include <algorithm>
#include <array>

#include "compiler/base/utf8.h"
#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr std::array kAuthKeys{Key{"jwt", Want::kObject, true}};
constexpr std::array<std::string_view, 3> kAuthLater{"apiKeys", "sessions", "signIn"};
constexpr Keys kAuth{"`auth`", kAuthKeys, kAuthLater};

constexpr std::array kJwtKeys{Key{"algorithm", Want::kText, true}, Key{"issuer", Want::kText}, Key{"audience", Want::kText},
                              Key{"typ", Want::kText}};
constexpr std::array<std::string_view, 2> kJwtLater{"claims", "keys"};
constexpr Keys kJwt{"`jwt`", kJwtKeys, kJwtLater};

constexpr std::array<std::string_view, 1> kAlgorithms{"HS256"};
// In the order of ir::TokenType.
constexpr std::array<std::string_view, 2> kTokenTypes{"JWT", "at+jwt"};
constexpr size_t kMostCharacters = 200;

constexpr diag::Message<std::string_view> kAuthNotAvailable{Code::AuthNotAvailable, Severity::kError,
                                                            "`auth` cannot be `{0}` in this release"};
constexpr diag::Message<> kNoAuth{Code::NoAuth, Severity::kWarning,
                                  "the app does not say how callers are known, so no container is made for it"};
constexpr diag::Message<std::string_view> kInvalidTokenText{
    Code::InvalidTokenText, Severity::kError, "`{0}` of a token is a text of 1 to 200 characters"};

constexpr std::string_view kHelp =
    R"(say `"auth": "none"`: everybody who reaches the service may do everything; or `"auth": {"jwt": {"algorithm": "HS256"}}`: whoever has a token)";

auto ClaimText(const Object& jwt, std::string_view key, diag::Emitter& emitter) -> std::string {
  const ast::Node text = jwt.Get(key);
  if (!text) return {};
  const bool good = !text.text().empty() && CountCodePoints(text.text()) <= kMostCharacters;
  if (!good) emitter.Emit(text.span(), kInvalidTokenText, key).Help("leave `{}` out where the environment of the service says it", key);
  return std::string(text.text());
}

auto ReadJwt(const Object& jwt, diag::Emitter& emitter) -> ir::JwtAuth {
  const ast::Node algorithm = jwt.Get("algorithm");
  if (algorithm && std::ranges::find(kAlgorithms, algorithm.text()) == kAlgorithms.end())
    ReportUnknownWord(algorithm, "`algorithm`", kAlgorithms, emitter);
  ir::JwtAuth made{.issuer = ClaimText(jwt, "issuer", emitter), .audience = ClaimText(jwt, "audience", emitter)};
  const ast::Node type = jwt.Get("typ");
  if (!type) return made;
  const auto known = std::ranges::find(kTokenTypes, type.text());
  if (known == kTokenTypes.end()) {
    ReportUnknownWord(type, "`typ`", kTokenTypes, emitter);
  } else {
    made.type = static_cast<ir::TokenType>(known - kTokenTypes.begin());
  }
  return made;
}

}  // namespace

void CheckAuth(const Object& app, Checker& checker) {
  diag::Emitter& emitter = checker.emitter;
  const ast::Node auth = app.Get("auth");
  if (!auth) {
    if (!app.HasOrMeant("auth")) emitter.Emit(app.NameSpan(), kNoAuth).Help("{}", kHelp);
  } else if (auth.IsString()) {
    checker.app.info.auth_none = auth.text() == "none";
    if (!checker.app.info.auth_none) emitter.Emit(auth.span(), kAuthNotAvailable, auth.text()).Help("{}", kHelp);
  } else {
    const Object ways = Object::Read(auth, kAuth, emitter);
    if (const ast::Node jwt = ways.Get("jwt")) checker.app.info.jwt = ReadJwt(Object::Read(jwt, kJwt, emitter), emitter);
  }
}

}  // namespace ingot::check
