// The fixture: a whole service in the test's process, and its client.
#include <httplib.h>

#include <algorithm>
#include <stdexcept>

#include <ingot/rt/outbox.hpp>
#include <ingot/rt/testing.hpp>

#include "service/error-body.hpp"
#include "service/router.hpp"
#include "service/server.hpp"
#include "store/database.hpp"
#include "store/write-now.hpp"
#include "running.hpp"
#include "test-database.hpp"
#include "tokens.hpp"
#include "types/text.hpp"

namespace ingot::rt::testing {
namespace {

// SECRET_KEYS of the services under test.
constexpr std::string_view kSecretKeys = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

service::Config configFor(const TestDatabase& database) {
  service::Config config;
  config.port = 0;
  config.threads = 1;
  config.databaseUrl = database.url();
  config.databaseConnections = 3;
  config.databaseSyncFull = false;
  config.logLevel = LogLevel::error;
  config.drainTimeoutMs = 2'000;
  config.jwtSecret = kTokenSecret;
  config.secretKeys = SecretKeys::parse(kSecretKeys);
  config.filesDir = database.folder() + "/files";
  config.passwordCost = 4;  // the smallest that bcrypt can do, for tests that are soon done
  return config;
}

std::unique_ptr<store::Database> openFor(const service::Config& config, const Application& application) {
  store::Options options;
  options.url = config.databaseUrl;
  options.syncFull = config.databaseSyncFull;
  options.connections = static_cast<std::size_t>(config.databaseConnections);
  options.readers = static_cast<std::size_t>(config.threads);
  options.secretKeys = config.secretKeys;
  auto database = store::open(options);
  database->migrator(application.migrations, [](const std::string&) {})->up(store::Migrator::Reach::finished);
  if (application.outbox != nullptr) application.outbox->prepare(*database);
  return database;
}

Reply replyFrom(const httplib::Result& result) {
  if (!result) throw std::runtime_error("no answer: " + httplib::to_string(result.error()));
  Reply reply;
  reply.status = result->status;
  reply.body = result->body;
  for (const auto& [name, value] : result->headers) {
    std::string lower = name;
    for (char& c : lower) c = toLower(c);
    reply.headers.emplace(std::move(lower), value);
  }
  return reply;
}

// For a query string: every byte but letters and digits as %XX.
std::string encoded(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (isAlpha(c) || isDigit(c)) {
      result += c;
    } else {
      result.append(1, '%').append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    }
  }
  return result;
}

}  // namespace

ServiceTest::Running::Running(const Application& wanted)
    : application(wanted), config(configFor(place)), database(openFor(config, application)), server(application, config, *database) {
  server.start();
  client = std::make_unique<httplib::Client>(config.host, server.port());
  client->set_keep_alive(true);
  client->set_url_encode(false);  // a path is sent as the test wrote it
  client->set_tcp_nodelay(true);
  client->set_read_timeout(30);
}

ServiceTest::ServiceTest(const Application& application) : running_(std::make_unique<Running>(application)) {}

ServiceTest::~ServiceTest() = default;

Reply ServiceTest::get(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& headers) {
  return send("GET", path, "", headers);
}

Reply ServiceTest::post(const std::string& path, const Body& body) {
  return send("POST", path, body.text(), {});
}

Reply ServiceTest::put(const std::string& path, const Body& body,
                       const std::vector<std::pair<std::string, std::string>>& headers) {
  return send("PUT", path, body.text(), headers);
}

Reply ServiceTest::patch(const std::string& path, const Body& body,
                         const std::vector<std::pair<std::string, std::string>>& headers) {
  return send("PATCH", path, body.text(), headers);
}

Reply ServiceTest::del(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& headers) {
  return send("DELETE", path, "", headers);
}

Reply ServiceTest::send(const std::string& method, const std::string& path, const std::string& body,
                        const std::vector<std::pair<std::string, std::string>>& headers) {
  httplib::Request request;
  request.method = method;
  request.path = path;
  request.body = body;
  if (!body.empty()) request.set_header("Content-Type", "application/json");
  if (running_->application.auth.jwt != nullptr) request.set_header("Authorization", "Bearer " + token());
  for (const auto& [name, value] : headers) {
    request.headers.erase(name);  // a header that the test sets stands alone
    if (!value.empty() || name != "Authorization") request.set_header(name, value);
  }
  return replyFrom(running_->client->send(request));
}

int ServiceTest::invalid() const { return service::statusOf(running_->application.api.errors, rt::invalid({Problem{}})); }

::testing::AssertionResult ServiceTest::refuses(const std::string& path, const Body& valid, const std::string& field,
                                                const std::string& json, std::string_view code) {
  const Body broken = valid.with(field, json);
  if (auto created = hasOnlyProblem(post(path, broken), invalid(), field, code); !created) return created << " (POST)";
  const Reply row = post(path, valid);
  if (row.status != 201) return ::testing::AssertionFailure() << "no row to change: " << row.body;
  const std::string location = row.header("location");
  auto patched = hasOnlyProblem(patch(location, Body{{field, json}}), invalid(), field, code);
  auto replaced = hasOnlyProblem(put(location, broken), invalid(), field, code);
  if (get(location).body != row.body) return ::testing::AssertionFailure() << "the row has changed";
  del(location);
  if (!patched) return patched << " (PATCH)";
  if (!replaced) return replaced << " (PUT)";
  return ::testing::AssertionSuccess();
}

std::int64_t ServiceTest::total(const std::string& path, std::string_view name, const std::string& json) {
  const Reply reply = get(path + "?" + encoded(name) + "=" + encoded(textOf(json)));
  std::int64_t count = 0;
  if (reply.status != 200 || !parse(reply.at("total"), count)) return -reply.status;
  return count;
}

std::string ServiceTest::token(const TokenParts& parts) const {
  const JwtSettings* settings = running_->application.auth.jwt;
  return signedToken(settings != nullptr ? *settings : JwtSettings(), parts);
}

Reply ServiceTest::call(const Route& route, const std::string& authorization) {
  std::string path;
  for (std::string_view rest = route.path; !rest.empty();) {
    const std::size_t brace = std::min(rest.find('{'), rest.size());
    path += rest.substr(0, brace);
    if (brace < rest.size()) path += format(Uuid{});
    rest.remove_prefix(std::min(rest.find('}', brace), rest.size() - 1) + 1);
  }
  return send(std::string(service::methodName(route.method)), path, route.method == Method::get ? "" : "{}",
              {{"Authorization", authorization}});
}

::testing::AssertionResult ServiceTest::everyRouteRefuses(const std::string& authorization) {
  for (const Route& route : running_->application.routes) {
    if (route.access == Access::anyone) continue;
    const Reply reply = call(route, authorization);
    const std::string challenge = authorization.rfind("Bearer ", 0) == 0 ? "Bearer error=\"invalid_token\"" : "Bearer";
    if (reply.status != 401 || reply.header("www-authenticate") != challenge)
      return ::testing::AssertionFailure() << service::methodName(route.method) << " " << route.path << " answers " << reply.status << ": " << reply.body;
  }
  return ::testing::AssertionSuccess();
}

::testing::AssertionResult ServiceTest::noRouteRefuses(const std::string& authorization) {
  for (const Route& route : running_->application.routes) {
    if (call(route, authorization).status == 401)
      return ::testing::AssertionFailure() << service::methodName(route.method) << " " << route.path << " refuses the token";
  }
  return ::testing::AssertionSuccess();
}

void ServiceTest::write(FunctionRef<void(Session&)> work) {
  store::writeNow(*running_->database, work);
}

}  // namespace ingot::rt::testing
