#include "store/postgres/connect.hpp"

#include <algorithm>
#include <stdexcept>

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
  if (libpq().PQstatus(connection.get()) != CONNECTION_OK)
    throw std::runtime_error("cannot reach the database: " + lastError(connection.get()));
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
