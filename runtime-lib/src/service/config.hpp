// The configuration of a service: one table of environment variables, read and checked in one go.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/auth.hpp>
#include <ingot/rt/context.hpp>
#include <ingot/rt/outbox.hpp>
#include <ingot/rt/secret.hpp>

namespace ingot::rt::service {

// The values of the table in variables.cpp; times in milliseconds, sizes in bytes.
struct Config {
  std::string host = "127.0.0.1";
  std::int64_t port = 4000;  // 0: any free port
  std::string databaseUrl = "sqlite:data/app.db";
  bool databaseSyncFull = true;
  std::int64_t databaseConnections = 32;
  bool databasePooled = false;
  std::int64_t threads = 0;  // 0: one per core
  std::int64_t maxBodyBytes = 1 << 20;
  std::int64_t maxHeaderBytes = 16 << 10;
  std::int64_t maxUriBytes = 8 << 10;
  std::int64_t maxAnswerBytes = 16 << 20;
  std::int64_t maxConnections = 20'000;
  std::int64_t maxInFlight = 1'000;
  std::int64_t maxQueuedWrites = 10'000;
  std::int64_t maxPendingBytes = 64 << 20;
  std::int64_t maxWaitingBodies = 4'000;
  std::int64_t fiberStackBytes = 128 << 10;
  std::int64_t headerTimeoutMs = 10'000;
  std::int64_t bodyTimeoutMs = 30'000;
  std::int64_t idleTimeoutMs = 75'000;
  std::int64_t requestTimeoutMs = 30'000;
  std::int64_t statementTimeoutMs = 5'000;
  std::int64_t drainTimeoutMs = 20'000;
  std::int64_t drainIdleMs = 0;
  bool apiDocs = true;
  LogLevel logLevel = LogLevel::info;
  // "*" alone allows every name; empty: those of this machine when `host` is of loopback, every name
  // otherwise.
  std::vector<std::string> allowedHosts;
  std::vector<std::string> corsOrigins;  // "*" alone allows every origin
  std::string jwtSecret;          // empty: none was given
  std::string jwtSecretPrevious;  // empty: none
  std::string jwtIssuer;          // empty: any
  std::string jwtAudience;        // empty: only tokens that are for no audience
  std::int64_t jwtLeewaySeconds = 30;
  std::shared_ptr<const SecretKeys> secretKeys;  // null: none were given
  std::vector<OutboxTarget> outbox;              // where effects go, with their tokens
  std::string filesDir = "data/files";
  std::string filesUrl;  // empty: files lie in `filesDir`
  std::string awsAccessKeyId;
  std::string awsSecretAccessKey;
  std::int64_t maxFileBytes = std::int64_t{5} << 30;
  int passwordCost = 12;                         // of bcrypt; no variable lowers it
};

// Finds the value of a variable; null when it is not set.
using Environment = const char* (*)(const char* name);

// What of the app decides which variables it has.
struct AppNeeds {
  AppNeeds(const AuthSettings& callers = {}, bool keepsSecrets = false) : auth(callers), secrets(keepsSecrets) {}  // NOLINT: one of them is enough
  AuthSettings auth;
  bool secrets;
  bool outbox = false;
  std::span<const std::string_view> calls = {};  // what has to have an address
  bool files = false;
};

// Fills `config` and returns one line for every value that cannot be used; empty when all is well. The variables of tokens
// and secrets are those of an app that has them.
[[nodiscard]] std::vector<std::string> readConfig(Environment environment, Config& config, const AppNeeds& app = {});
// The same for what has to be set before the service can serve.
[[nodiscard]] std::vector<std::string> missingConfig(const Config& config, const AppNeeds& app);

// One line per variable: name, default, what it does. For --help.
[[nodiscard]] std::string describeConfig(const AppNeeds& app = {});
// `NAME=value` lines of what is in force. For --print-config; of a secret it says only that it is set.
[[nodiscard]] std::string printConfig(const Config& config, const AppNeeds& app = {});

}  // namespace ingot::rt::service
