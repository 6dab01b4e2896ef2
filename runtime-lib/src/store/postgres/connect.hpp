// How a connection to PostgreSQL is opened and set up.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "store/postgres/libpq.hpp"

namespace ingot::rt::store::postgres {

struct ConnectOptions {
  std::string url;
  std::int64_t statementTimeoutMs = 5000;
  // A pooler gives each transaction another server: nothing may be set or prepared for a connection.
  bool pooled = false;
  // The number of the last migration that the program knows; 0: it sees the tables as they are.
  int release = 0;
  // The statement that each transaction through a pooler begins with; empty: none.
  std::string pooledPath = {};
  // As long as this, a connection of a thread's own is tried for again while the server has no room for it, or starts.
  std::chrono::seconds patience{0};
};

// Of a service that starts, and of migrations: many may do so at once.
constexpr std::chrono::seconds kPatienceAtStart{60};

// Throws std::runtime_error when the URL cannot be read; the text holds no password.
void checkUrl(const std::string& url);

// The keywords and values of a connection, for PQconnectStartParams; each ends with a null pointer.
class ConnectWords {
 public:
  explicit ConnectWords(const std::string& url);
  [[nodiscard]] const char* const* names() const { return names_.data(); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }

 private:
  std::vector<const char*> names_;
  std::vector<const char*> values_;
};

// The statement that sets a new connection up; its one row means nothing.
[[nodiscard]] std::string setupSql(const ConnectOptions& options);

// A connection of the calling thread's own, which it blocks, as long as its patience lasts. Throws std::runtime_error.
[[nodiscard]] ConnectionHandle connectNow(const ConnectOptions& options);

// What libpq says of a connection's last failure, in one line.
[[nodiscard]] std::string lastError(PGconn* connection);

// The server's notices are dropped: libpq would print them.
void silence(PGconn* connection);

}  // namespace ingot::rt::store::postgres
