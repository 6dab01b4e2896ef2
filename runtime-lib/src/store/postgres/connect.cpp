#include "store/postgres/connect.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>

#include <ingot/rt/types.hpp>

#include "store/postgres/release-schema.hpp"

namespace ingot::rt::store::postgres {
namespace {

struct FreeInfo {
  void operator()(PQconninfoOption* info) const { libpq().PQconninfoFree(info); }
};

std::string oneLine(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

using Clock = std::chrono::steady_clock;
constexpr int kLeastPauseMs = 50;
constexpr int kMostPauseMs = 1'000;

// Did the server itself refuse it? Behind the severity, in whatever language, its words have two spaces.
bool wasRefused(PGconn* connection) { return lastError(connection).find(":  ") != std::string::npos; }

// `...: FATAL:  53300: sorry, ...`, as a verbose connection says it. There is no other way to this state.
std::string refusalState(const std::string& error) {
  constexpr std::size_t kLength = 5;
  const std::size_t at = error.find(":  ");
  if (at == std::string::npos) return {};
  const std::string state = error.substr(at + 3, kLength);
  const bool isState = state.size() == kLength && std::all_of(state.begin(), state.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
  return isState && error.substr(at + 3 + kLength, 2) == ": " ? state : std::string();
}

// Too many connections, to the server, of the role or to the database; or it starts.
bool mayPass(const std::string& state) { return state == "53300" || state == "57P03"; }

// Others come at the same time: not all of them again at the same time.
void pause() {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(kLeastPauseMs, kMostPauseMs)(random)));
}

// Until it is there, or the patience ends; throws when it may not come at all.
void insist(PGconn* connection, std::chrono::seconds patience) {
  const std::string why = lastError(connection);
  if (patience.count() == 0 || !wasRefused(connection)) throw std::runtime_error("cannot reach the database: " + why);
  const auto end = Clock::now() + patience;
  bool refused = false;
  libpq().PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
  do {
    libpq().PQreset(connection);
    if (libpq().PQstatus(connection) == CONNECTION_OK) {
      libpq().PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
      return;
    }
    // A server that is besieged may also let one wait until the time is up.
    const bool silent = refused && !wasRefused(connection);
    refused = refused || mayPass(refusalState(lastError(connection)));
    if (!silent && !mayPass(refusalState(lastError(connection)))) throw std::runtime_error("cannot reach the database: " + why);
    pause();
  } while (Clock::now() < end);
  throw std::runtime_error("the database takes no more connections, for " + std::to_string(patience.count()) + " seconds: " + why);
}

}  // namespace

void checkUrl(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeInfo> info(libpq().PQconninfoParse(url.c_str(), &message));
  const std::string why = message != nullptr ? oneLine(message) : "";
  libpq().PQfreemem(message);
  // libpq's words may quote the URL.
  if (info == nullptr) {
    const bool safe = url.find('@') == std::string::npos && url.find("password") == std::string::npos;
    throw std::runtime_error("DATABASE_URL cannot be read" + (safe ? ": " + why : std::string()));
  }
}

// What stands in the URL comes later and wins.
ConnectWords::ConnectWords(const std::string& url)
    : names_{"fallback_application_name", "connect_timeout", "gssencmode", "keepalives_idle", "keepalives_interval",
             "tcp_user_timeout", "dbname", "client_encoding", nullptr},
      values_{"ingot", "5", "disable", "30", "10", "30000", url.c_str(), "UTF8", nullptr} {}

std::string setupSql(const ConnectOptions& options) {
  if (options.pooled) return "SELECT 1";
  const std::string timeout = format(options.statementTimeoutMs);
  return "SELECT set_config('statement_timeout', '" + timeout + "', false), set_config('lock_timeout', '" + timeout +
         "', false), set_config('idle_in_transaction_session_timeout', '" + format(options.statementTimeoutMs * 2) +
         "', false), set_config('jit', 'off', false)" +
         (options.release > 0 ? ", set_config('search_path', " + releasePath(options.release) + ", false)" : std::string());
}

ConnectionHandle connectNow(const ConnectOptions& options) {
  const ConnectWords words(options.url);
  ConnectionHandle connection(libpq().PQconnectdbParams(words.names(), words.values(), 1));
  if (connection == nullptr) throw std::bad_alloc();
  if (libpq().PQstatus(connection.get()) != CONNECTION_OK) insist(connection.get(), options.patience);
  silence(connection.get());
  constexpr int kLeastVersion = 130'000;
  if (libpq().PQserverVersion(connection.get()) < kLeastVersion)
    throw std::runtime_error("the database is older than PostgreSQL 13");
  const Result result(libpq().PQexec(connection.get(), setupSql(options).c_str()));
  if (libpq().PQresultStatus(result.get()) != PGRES_TUPLES_OK)
    throw std::runtime_error("cannot use the database: " + lastError(connection.get()));
  return connection;
}

std::string lastError(PGconn* connection) { return oneLine(libpq().PQerrorMessage(connection)); }

void silence(PGconn* connection) {
  libpq().PQsetNoticeReceiver(connection, [](void*, const PGresult*) {}, nullptr);
}

}  // namespace ingot::rt::store::postgres
