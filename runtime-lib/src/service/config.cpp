#include "service/config.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "store/database.hpp"
#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

// A number with its range.
struct Number {
  std::int64_t Config::*member;
  std::int64_t least;
  std::int64_t most;
};

// A variable of the environment. Exactly one of `number` and `set`/`show` describes its value.
struct Variable {
  std::string_view name;
  std::string_view help;
  std::optional<Number> number;
  bool (*set)(std::string_view text, Config& config) = nullptr;
  std::string (*show)(const Config& config) = nullptr;
  std::string_view allowed = {};
};

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
     "sqlite:PATH or postgresql://..."},
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
};

std::string shownValue(const Variable& variable, const Config& config) {
  return variable.number ? std::to_string(config.*variable.number->member) : variable.show(config);
}

// Empty when the value was taken.
std::string setValue(const Variable& variable, std::string_view text, Config& config) {
  if (!variable.number) {
    return variable.set(text, config) ? std::string() : "has to be " + std::string(variable.allowed);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto [member, least, most] = *variable.number;
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return "has to be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  config.*member = value;
  return {};
}

}  // namespace

std::vector<std::string> readConfig(Environment environment, Config& config) {
  std::vector<std::string> mistakes;
  for (const Variable& variable : kVariables) {
    const char* text = environment(std::string(variable.name).c_str());
    if (text == nullptr || (*text == '\0' && variable.name != "CORS_ORIGINS")) continue;
    const std::string mistake = setValue(variable, text, config);
    if (!mistake.empty()) mistakes.push_back(std::string(variable.name) + " " + mistake);
  }
  return mistakes;
}

std::string describeConfig() {
  const Config defaults;
  std::string text;
  for (const Variable& variable : kVariables) {
    std::string line = "  " + std::string(variable.name);
    line.resize(std::max<std::size_t>(line.size() + 1, 24), ' ');
    const std::string value = shownValue(variable, defaults);
    line += variable.help;
    line += " (" + (value.empty() ? "none" : value) + ")\n";
    text += line;
  }
  return text;
}

std::string printConfig(const Config& config) {
  std::string text;
  for (const Variable& variable : kVariables)
    text += std::string(variable.name) + "=" + shownValue(variable, config) + "\n";
  return text;
}

}  // namespace ingot::rt::service
