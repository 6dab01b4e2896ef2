#include "auth/claims.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <ingot/rt/json-writer.hpp>

#include "json/document.hpp"
#include "types/text.hpp"

namespace ingot::rt::auth {
namespace {

using json::Document;
using simdjson::dom::element;

constexpr double kLatestSecond = 253'402'300'799;  // of the year 9999
constexpr std::size_t kMostWords = 256;            // roles, scopes or audiences

// A claim that is not as it must be; ends the reading of a token.
struct Fault {
  std::string_view words;
};

std::optional<element> claim(Document& document, std::string_view name) {
  const json::Member* member = document.find(name);
  return member == nullptr ? std::nullopt : std::optional(member->value);
}

std::string_view textOf(element value, std::string_view fault) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) throw Fault{fault};
  return text;
}

// A NumericDate in microseconds. It may have a fraction.
std::int64_t microsOf(element value, std::string_view fault) {
  double seconds = 0;
  if (!value.is_number() || value.get(seconds) != simdjson::SUCCESS) throw Fault{fault};
  if (!(seconds >= 0 && seconds <= kLatestSecond)) throw Fault{fault};
  return static_cast<std::int64_t>(seconds * 1e6);
}

std::vector<std::string> textsOf(element value, std::string_view fault) {
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS || items.size() > kMostWords) throw Fault{fault};
  std::vector<std::string> texts;
  for (const element item : items) texts.emplace_back(textOf(item, fault));
  return texts;
}

// The end of the token's life. Throws Fault when it is not alive.
Timestamp checkTimes(Document& document, const TokenRules& rules, Timestamp now) {
  const std::int64_t leeway = rules.leewaySeconds * 1'000'000;
  const auto ends = claim(document, "exp");
  if (!ends) throw Fault{"it has no `exp`"};
  const Timestamp until{microsOf(*ends, "its `exp` is no date") + leeway};
  if (now >= until) throw Fault{"it has expired"};
  if (const auto begins = claim(document, "nbf")) {
    if (now.micros + leeway < microsOf(*begins, "its `nbf` is no date")) throw Fault{"it is not valid yet"};
  }
  if (const auto issued = claim(document, "iat")) {
    if (now.micros + leeway < microsOf(*issued, "its `iat` is no date")) throw Fault{"it was issued in the future"};
  }
  return until;
}

void checkIssuer(Document& document, const TokenRules& rules) {
  const auto issuer = claim(document, "iss");
  const std::string_view text = issuer ? textOf(*issuer, "its `iss` is no text") : std::string_view();
  if (!rules.issuer.empty() && text != rules.issuer) throw Fault{"it is from another issuer"};
}

// RFC 7519: whoever is not among the audience refuses the token.
void checkAudience(Document& document, const TokenRules& rules) {
  constexpr std::string_view kNoTexts = "its `aud` is neither a text nor a list of texts";
  const auto audience = claim(document, "aud");
  if (!audience) {
    if (!rules.audience.empty()) throw Fault{"it names no audience"};
    return;
  }
  if (rules.audience.empty()) throw Fault{"it is for an audience, and neither the app nor JWT_AUDIENCE names one"};
  const bool found = [&] {
    if (!audience->is_array()) return textOf(*audience, kNoTexts) == rules.audience;
    const auto texts = textsOf(*audience, kNoTexts);
    return std::find(texts.begin(), texts.end(), rules.audience) != texts.end();
  }();
  if (!found) throw Fault{"it is for another audience"};
}

std::vector<std::string> rolesOf(Document& document) {
  std::vector<std::string> roles;
  if (const auto several = claim(document, "roles")) roles = textsOf(*several, "its `roles` is no list of texts");
  if (const auto one = claim(document, "role")) roles.emplace_back(textOf(*one, "its `role` is no text"));
  return roles;
}

std::vector<std::string> scopesOf(Document& document) {
  std::vector<std::string> scopes;
  const auto scope = claim(document, "scope");
  if (!scope) return scopes;
  std::string_view rest = textOf(*scope, "its `scope` is no text");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0) scopes.emplace_back(rest.substr(0, end));
    if (scopes.size() > kMostWords) throw Fault{"its `scope` has too many words"};
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return scopes;
}

Json claimsOf(Document& document) {
  JsonWriter json;
  json.beginObject();
  for (const json::Member& member : document.members()) {
    std::string text;
    if (!json::appendCompact(text, member.value)) throw Fault{"it holds a NUL character"};
    json.anyName(member.name);
    json.written(text);
  }
  json.endObject();
  return {json.take()};
}

std::shared_ptr<const Caller> callerOf(Document& document) {
  auto caller = std::make_shared<Caller>();
  caller->kind = Caller::Kind::user;
  const auto subject = claim(document, "sub");
  if (!subject) throw Fault{"it has no `sub`"};
  caller->id = textOf(*subject, "its `sub` is no text");
  if (caller->id.empty()) throw Fault{"its `sub` is empty"};
  caller->roles = rolesOf(document);
  caller->scopes = scopesOf(document);
  caller->claims = claimsOf(document);
  return caller;
}

// RFC 7515 compares it as a media type: without case, and "application/" may be left out.
bool isType(std::string_view text, TokenType wanted) {
  constexpr std::string_view kPrefix = "application/";
  if (text.size() > kPrefix.size() && sameName(text.substr(0, kPrefix.size()), kPrefix)) text.remove_prefix(kPrefix.size());
  return sameName(text, wanted == TokenType::jwt ? "JWT" : "at+jwt");
}

void checkHeader(Document& document, const TokenRules& rules) {
  const auto algorithm = claim(document, "alg");
  if (!algorithm || textOf(*algorithm, "its `alg` is no text") != "HS256") throw Fault{"its `alg` is not HS256"};
  if (claim(document, "crit")) throw Fault{"its header has `crit`, of which this service understands nothing"};
  if (const auto type = claim(document, "typ")) {
    if (!isType(textOf(*type, "its `typ` is no text"), rules.type)) throw Fault{"its `typ` is another"};
  } else if (rules.type != TokenType::jwt) {
    throw Fault{"it has no `typ`"};
  }
}

}  // namespace

std::string_view faultOfHeader(std::string json, const TokenRules& rules) {
  try {
    Document document(std::move(json));
    checkHeader(document, rules);
    return {};
  } catch (const Fault& fault) {
    return fault.words;
  } catch (const Failure&) {
    return "its header is no JSON object, or says something twice";
  }
}

Verdict readClaims(std::string json, const TokenRules& rules, Timestamp now) {
  try {
    Document document(std::move(json));
    const Timestamp until = checkTimes(document, rules, now);
    checkIssuer(document, rules);
    checkAudience(document, rules);
    return {callerOf(document), until, {}};
  } catch (const Fault& fault) {
    return {nullptr, {}, fault.words};
  } catch (const Failure&) {
    return {nullptr, {}, "its claims are no JSON object, or say something twice"};
  }
}

}  // namespace ingot::rt::auth
