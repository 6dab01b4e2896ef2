#include "service/variables.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "file/s3/place.hpp"
#include "outbound/url.hpp"
#include "store/database.hpp"
#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

bool setHost(std::string_view text, Config& config) {
  config.host = text == "localhost" ? "127.0.0.1" : text;
  in6_addr address{};
  return ::inet_pton(AF_INET, config.host.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, config.host.c_str(), &address) == 1;
}
std::string showHost(const Config& config) { return config.host; }

bool setDatabaseUrl(std::string_view text, Config& config) {
  config.databaseUrl = text;
  constexpr std::string_view kSchemes[] = {"sqlite:", "postgresql://", "postgres://"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes), [&](std::string_view scheme) {
    return text.starts_with(scheme) && text.size() > scheme.size();
  });
}
std::string showDatabaseUrl(const Config& config) { return store::urlForPeople(config.databaseUrl); }

bool setDatabasePooler(std::string_view text, Config& config) {
  config.databasePooled = text == "transaction";
  return text == "transaction" || text == "none";
}
std::string showDatabasePooler(const Config& config) { return config.databasePooled ? "transaction" : "none"; }

bool setDatabaseSync(std::string_view text, Config& config) {
  config.databaseSyncFull = text == "full";
  return text == "full" || text == "normal";
}
std::string showDatabaseSync(const Config& config) { return config.databaseSyncFull ? "full" : "normal"; }

bool setApiDocs(std::string_view text, Config& config) {
  config.apiDocs = text == "on";
  return text == "on" || text == "off";
}
std::string showApiDocs(const Config& config) { return config.apiDocs ? "on" : "off"; }

constexpr std::array<std::string_view, 5> kLevels = {"debug", "info", "warn", "error", "off"};

bool setLogLevel(std::string_view text, Config& config) {
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    if (kLevels[i] != text) continue;
    config.logLevel = static_cast<LogLevel>(i);
    return true;
  }
  return false;
}
std::string showLogLevel(const Config& config) {
  return std::string(kLevels[static_cast<std::size_t>(config.logLevel)]);
}

// "https://host[:port]" without a path, or "*" alone.
bool isOrigin(std::string_view text) {
  const std::size_t scheme = text.find("://");
  return scheme != std::string_view::npos && scheme > 0 && text.size() > scheme + 3 &&
         text.find_first_of("/ \t\r\n\"", scheme + 3) == std::string_view::npos;
}

// "*" alone, or what `isOne` takes, separated by commas.
bool setList(std::string_view text, std::vector<std::string>& list, bool (*isOne)(std::string_view)) {
  list.clear();
  if (text == "*") {
    list.emplace_back(text);
    return true;
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (!isOne(text.substr(0, end))) return false;
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}
std::string showList(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += (text.empty() ? "" : ",") + each;
  return text;
}

bool setCorsOrigins(std::string_view text, Config& config) {
  return setList(text, config.corsOrigins, isOrigin);
}
std::string showCorsOrigins(const Config& config) { return showList(config.corsOrigins); }

// A name or an address without its port; an IPv6 address in brackets.
bool isHostName(std::string_view text) {
  const bool literal = text.size() > 2 && text.front() == '[' && text.back() == ']';
  const std::string_view inner = literal ? text.substr(1, text.size() - 2) : text;
  return !inner.empty() && std::all_of(inner.begin(), inner.end(), [literal](char c) {
    return isAlpha(c) || isDigit(c) || c == '.' || (literal ? c == ':' : c == '-' || c == '_');
  });
}

bool setAllowedHosts(std::string_view text, Config& config) {
  return setList(text, config.allowedHosts, isHostName);
}
std::string showAllowedHosts(const Config& config) { return showList(config.allowedHosts); }

constexpr std::size_t kLeastSecretBytes = 32;  // RFC 7518: as long as the hash
constexpr std::size_t kMostSecretBytes = 4096;

bool setSecret(std::string_view text, std::string& secret) {
  secret = text;
  return text.size() >= kLeastSecretBytes && text.size() <= kMostSecretBytes;
}
std::string showSecret(const std::string& secret) { return secret.empty() ? "" : "(set)"; }

bool setJwtSecret(std::string_view text, Config& config) { return setSecret(text, config.jwtSecret); }
std::string showJwtSecret(const Config& config) { return showSecret(config.jwtSecret); }
bool setJwtSecretPrevious(std::string_view text, Config& config) { return setSecret(text, config.jwtSecretPrevious); }
std::string showJwtSecretPrevious(const Config& config) { return showSecret(config.jwtSecretPrevious); }

bool setClaim(std::string_view text, std::string& claim) {
  claim = text;
  return isUtf8(text) && text.size() <= 1'000;
}
bool setJwtIssuer(std::string_view text, Config& config) { return setClaim(text, config.jwtIssuer); }
std::string showJwtIssuer(const Config& config) { return config.jwtIssuer; }
bool setJwtAudience(std::string_view text, Config& config) { return setClaim(text, config.jwtAudience); }
std::string showJwtAudience(const Config& config) { return config.jwtAudience; }

bool setFilesDir(std::string_view text, Config& config) {
  config.filesDir = text;
  return !text.empty();
}
std::string showFilesDir(const Config& config) { return config.filesDir; }

bool setFilesUrl(std::string_view text, Config& config) {
  config.filesUrl = text;
  file::s3::Place place;
  return file::s3::parse(text, place);
}
std::string showFilesUrl(const Config& config) { return config.filesUrl; }

// A header holds one of them, and the other one makes a key.
bool setCredential(std::string_view text, std::string& credential) {
  credential = text;
  return !text.empty() && text.size() <= 1'000 && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}
bool setAwsAccessKeyId(std::string_view text, Config& config) {
  return setCredential(text, config.awsAccessKeyId) && text.find_first_of("/,=") == std::string_view::npos;
}
std::string showAwsAccessKeyId(const Config& config) { return config.awsAccessKeyId; }
bool setAwsSecretAccessKey(std::string_view text, Config& config) { return setCredential(text, config.awsSecretAccessKey); }
std::string showAwsSecretAccessKey(const Config& config) { return showSecret(config.awsSecretAccessKey); }

bool setSecretKeys(std::string_view text, Config& config) {
  config.secretKeys = SecretKeys::parse(text);
  return config.secretKeys != nullptr;
}
std::string showSecretKeys(const Config& config) { return config.secretKeys ? "(set)" : ""; }

// `name=value`, separated by spaces. Each name once; what another variable said of it stays.
bool setTargets(std::string_view text, std::vector<OutboxTarget>& targets, std::string OutboxTarget::*member) {
  for (OutboxTarget& each : targets) (each.*member).clear();
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == part.size()) return false;
    const std::string_view name = part.substr(0, equals);
    auto found = std::find_if(targets.begin(), targets.end(), [&](const OutboxTarget& each) { return each.name == name; });
    if (found == targets.end()) found = targets.insert(targets.end(), {std::string(name), {}, {}});
    if (!((*found).*member).empty()) return false;
    (*found).*member = part.substr(equals + 1);
  }
  return true;
}
bool setOutboxUrls(std::string_view text, Config& config) {
  std::string origin;
  std::string path;
  return setTargets(text, config.outbox, &OutboxTarget::url) &&
         std::all_of(config.outbox.begin(), config.outbox.end(), [&](const OutboxTarget& each) {
           return each.url.empty() || each.url == kNoUrl || outbound::splitUrl(each.url, origin, path);
         });
}
std::string showOutboxUrls(const Config& config) {
  std::string text;
  for (const OutboxTarget& each : config.outbox) {
    if (!each.url.empty()) text += (text.empty() ? "" : " ") + each.name + "=" + each.url;
  }
  return text;
}
bool setOutboxTokens(std::string_view text, Config& config) { return setTargets(text, config.outbox, &OutboxTarget::token); }
std::string showOutboxTokens(const Config& config) {
  return std::any_of(config.outbox.begin(), config.outbox.end(), [](const OutboxTarget& each) { return !each.token.empty(); }) ? "(set)" : "";
}

constexpr std::string_view kClaim = "a text of at most 1000 bytes";

constexpr std::int64_t kDay = 86'400'000;

// The table. `.env.example` of an emitted project says the same.
const Variable kVariables[] = {
    {"HOST", "address to listen on", {}, setHost, showHost, "an IP address"},
    {"PORT", "port to listen on; 0 takes a free one", Number{&Config::port, 0, 65'535}},
    {"DATABASE_URL",
     "sqlite:PATH, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE with libpq's parameters such as sslmode",
     {},
     setDatabaseUrl,
     showDatabaseUrl,
     "sqlite:PATH or postgresql://...",
     Of::all,
     true},
    {"DATABASE_CONNECTIONS", "connections to PostgreSQL, at most; opened when they are needed",
     Number{&Config::databaseConnections, 3, 10'000}},
    {"DATABASE_POOLER",
     "transaction: a pooler such as PgBouncer gives each transaction another connection; none: PostgreSQL itself",
     {},
     setDatabasePooler,
     showDatabasePooler,
     "none or transaction"},
    {"DATABASE_SYNC",
     "SQLite: full: an acknowledged write survives a loss of power; normal: faster",
     {},
     setDatabaseSync,
     showDatabaseSync,
     "full or normal"},
    {"THREADS", "loops that serve; 0 is one per core", Number{&Config::threads, 0, 256}},
    {"MAX_BODY_BYTES", "largest request body; larger is 413",
     Number{&Config::maxBodyBytes, 0, std::int64_t{1} << 32}},
    {"MAX_HEADER_BYTES", "largest request header; larger is 431",
     Number{&Config::maxHeaderBytes, 1'024, 1 << 20}},
    {"MAX_URI_BYTES", "longest request address; longer is 414", Number{&Config::maxUriBytes, 256, 1 << 20}},
    {"MAX_ANSWER_BYTES", "largest answer made in memory; larger is 400",
     Number{&Config::maxAnswerBytes, 1 << 16, std::int64_t{1} << 32}},
    {"MAX_CONNECTIONS", "open connections; more are told 503", Number{&Config::maxConnections, 1, 1'000'000}},
    {"MAX_IN_FLIGHT", "requests being handled; more are told 503",
     Number{&Config::maxInFlight, 1, 1'000'000}},
    {"MAX_QUEUED_WRITES", "writes waiting for the database; more are told 503",
     Number{&Config::maxQueuedWrites, 1, 1'000'000}},
    {"MAX_PENDING_BYTES", "bytes kept for slow clients; above it the slowest are cut",
     Number{&Config::maxPendingBytes, 1 << 20, std::int64_t{1} << 40}},
    {"MAX_WAITING_BODIES", "requests waiting for their body; above it the slowest are told 408",
     Number{&Config::maxWaitingBodies, 1, 1'000'000}},
    {"FIBER_STACK_BYTES", "stack of one request being handled",
     Number{&Config::fiberStackBytes, 65'536, 16 << 20}},
    {"HEADER_TIMEOUT_MS", "time for a request header to arrive", Number{&Config::headerTimeoutMs, 100, kDay}},
    {"BODY_TIMEOUT_MS", "time without a byte of a body, in or out",
     Number{&Config::bodyTimeoutMs, 100, kDay}},
    {"IDLE_TIMEOUT_MS", "time a connection may be idle", Number{&Config::idleTimeoutMs, 100, kDay}},
    {"REQUEST_TIMEOUT_MS", "time after which an answer is of no use; without that of the body",
     Number{&Config::requestTimeoutMs, 100, kDay}},
    {"STATEMENT_TIMEOUT_MS", "longest run of one database statement",
     Number{&Config::statementTimeoutMs, 10, kDay}},
    {"DRAIN_TIMEOUT_MS", "time to finish requests when told to stop",
     Number{&Config::drainTimeoutMs, 0, kDay}},
    {"DRAIN_IDLE_MS", "of it, time for an idle connection to send one more request", Number{&Config::drainIdleMs, 0, kDay}},
    {"API_DOCS", "on: /openapi.json and /docs are there; off: they are not", {}, setApiDocs, showApiDocs, "on or off"},
    {"LOG_LEVEL",
     "debug, info, warn, error or off",
     {},
     setLogLevel,
     showLogLevel,
     "debug, info, warn, error or off"},
    {"ALLOWED_HOSTS",
     "names under which it may be called, by commas; * is all; none is localhost, or all when HOST is no "
     "loopback address",
     {},
     setAllowedHosts,
     showAllowedHosts,
     "* or a list of host names such as app.example.com, without ports"},
    {"CORS_ORIGINS",
     "origins of browsers that may call, separated by commas; * is all",
     {},
     setCorsOrigins,
     showCorsOrigins,
     "* or a list of origins such as https://app.example.com"},
    {"JWT_SECRET", "signs the tokens of callers; has to be set", {}, setJwtSecret, showJwtSecret, kSecretForm, Of::tokens, true},
    {"JWT_SECRET_PREVIOUS",
     "the secret before, while tokens that it signed are still about",
     {},
     setJwtSecretPrevious,
     showJwtSecretPrevious,
     kSecretForm,
     Of::tokens,
     true},
    {"JWT_ISSUER", "who makes the tokens (`iss`); none is anybody who knows the secret", {}, setJwtIssuer, showJwtIssuer, kClaim, Of::anyIssuer},
    {"JWT_AUDIENCE", "whom tokens are for (`aud`); none takes only those that are for no audience", {}, setJwtAudience, showJwtAudience, kClaim,
     Of::anyAudience},
    {"JWT_LEEWAY_SECONDS",
     "what the clocks of the issuer and of this machine may differ",
     Number{&Config::jwtLeewaySeconds, 0, 600},
     nullptr,
     nullptr,
     {},
     Of::tokens},
    {"SECRET_KEYS", "encrypt the secret fields of rows: the first one encrypts, all decrypt; has to be set", {}, setSecretKeys, showSecretKeys,
     kSecretKeysForm, Of::secrets, true},
    {"FILES_DIR", "folder of the files of rows; all instances have the same one, and it has a backup as the database has", {}, setFilesDir, showFilesDir,
     "the path of a folder", Of::files},
    {"FILES_URL", "s3://BUCKET/PREFIX?region=REGION&endpoint=URL: files lie in a bucket, and in FILES_DIR only uploads on their way", {}, setFilesUrl,
     showFilesUrl, "s3://BUCKET or s3://BUCKET/PREFIX, with ?region=NAME and &endpoint=https://HOST where they differ from Amazon's in us-east-1",
     Of::files},
    {"AWS_ACCESS_KEY_ID", "who asks the bucket; has to be set with FILES_URL", {}, setAwsAccessKeyId, showAwsAccessKeyId,
     "a text of at most 1000 visible ASCII characters without / , =", Of::files},
    {"AWS_SECRET_ACCESS_KEY", "the key that belongs to it", {}, setAwsSecretAccessKey, showAwsSecretAccessKey,
     "a text of at most 1000 visible ASCII characters", Of::files, true},
    {"MAX_FILE_BYTES",
     "largest file, whatever the definition allows; larger is 413",
     Number{&Config::maxFileBytes, 1, std::int64_t{5} << 30},
     nullptr,
     nullptr,
     {},
     Of::files},
    {"OUTBOX_URLS", "where effects go: name=URL of each call, which has to be set, and of events; name=none drops them", {}, setOutboxUrls,
     showOutboxUrls, "name=URL name=URL, with http:// or https://, without a user", Of::outbox},
    {"OUTBOX_TOKENS", "what is sent along as a bearer token: name=token", {}, setOutboxTokens, showOutboxTokens, "name=token name=token",
     Of::outbox, true},
};

}  // namespace

std::span<const Variable> variables() { return kVariables; }

bool isFixed(const Variable& variable, const AppNeeds& app) {
  return (variable.of == Of::anyIssuer || variable.of == Of::anyAudience) && app.auth.jwt != nullptr;
}

bool applies(const Variable& variable, const AppNeeds& app) {
  switch (variable.of) {
    case Of::all: return true;
    case Of::tokens: return app.auth.jwt != nullptr;
    case Of::anyIssuer: return app.auth.jwt != nullptr && app.auth.jwt->issuer.empty();
    case Of::secrets: return app.secrets;
    case Of::files: return app.files;
    case Of::outbox: return app.outbox;
    case Of::anyAudience: return app.auth.jwt != nullptr && app.auth.jwt->audience.empty();
  }
  return false;
}

}  // namespace ingot::rt::service
