#include "service/service-front.hpp"

#include <sys/random.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>

#include "service/docs.hpp"
#include "service/error-body.hpp"
#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

enum BuiltIn : std::size_t { kHealth, kReady, kMetrics, kBuiltIns };

// Found by the router like the others; they need no context, so `builtIn` answers in their place.
Response noHandler(Context&, Request&) { return Response(500); }
constexpr Route kBuiltInRoutes[kBuiltIns] = {
    {Method::get, "/healthz", noHandler, Access::anyone},
    {Method::get, "/readyz", noHandler, Access::anyone},
    {Method::get, "/metrics", noHandler, Access::anyone},
};

std::vector<Route> allRoutes(const Application& application, const Config& config) {
  std::vector<Route> routes(application.routes.begin(), application.routes.end());
  routes.insert(routes.end(), std::begin(kBuiltInRoutes), std::end(kBuiltInRoutes));
  if (!config.apiDocs || application.apiDocument.empty()) return routes;
  for (const std::string_view path : kDocsPaths) routes.push_back({Method::get, path, noHandler, Access::anyone});
  return routes;
}

// An id that a client or a proxy gave is kept when it can do no harm in a log or a header.
bool isSaneId(std::string_view id) {
  return !id.empty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](char c) {
    return isAlpha(c) || isDigit(c) || c == '-' || c == '_' || c == '.';
  });
}

bool isLowerHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

// The trace id of a W3C traceparent, or empty.
std::string_view traceIdOf(std::string_view header) {
  if (header.size() < 55 || header[2] != '-' || header[35] != '-' || header[52] != '-') return {};
  const std::string_view version = header.substr(0, 2);
  const std::string_view trace = header.substr(3, 32);
  const std::string_view parent = header.substr(36, 16);
  if (version == "ff" || (version == "00" && header.size() != 55) ||
      (header.size() > 55 && header[55] != '-'))
    return {};
  if (!isLowerHex(version) || !isLowerHex(trace) || !isLowerHex(parent) || !isLowerHex(header.substr(53, 2)))
    return {};
  if (trace.find_first_not_of('0') == std::string_view::npos ||
      parent.find_first_not_of('0') == std::string_view::npos)
    return {};
  return trace;
}

auth::TokenRules tokenRules(const JwtSettings& jwt, const Config& config) {
  return {jwt.issuer.empty() ? config.jwtIssuer : std::string(jwt.issuer),
          jwt.audience.empty() ? config.jwtAudience : std::string(jwt.audience), jwt.type, config.jwtLeewaySeconds};
}

std::vector<std::string> tokenSecrets(const Config& config) {
  std::vector<std::string> secrets{config.jwtSecret};
  if (!config.jwtSecretPrevious.empty()) secrets.push_back(config.jwtSecretPrevious);
  return secrets;
}

// Half of the processor at most burns, and what waits is soon of no use to whoever asked.
constexpr std::size_t kMostQueuedWork = 100;
std::size_t poolThreads() { return std::max(1U, std::thread::hardware_concurrency() / 2); }

// Each request waits for one piece of work at most, and their number is bounded elsewhere.
constexpr std::size_t kMostFileWork = 1'000'000;

std::unique_ptr<file::Store> openFiles(const Application& application, const Config& config) {
  const FileSupport* support = application.files.support;
  return support != nullptr ? support->open({config.filesDir, config.filesUrl, config.awsAccessKeyId, config.awsSecretAccessKey}) : nullptr;
}

}  // namespace

Site::Site(const Application& app, const Config& settings, store::Database& store)
    : application(app),
      config(settings),
      database(store),
      log(settings.logLevel, 2),
      hosts(settings),
      routes(allRoutes(app, settings)),
      router(routes),
      pool(poolThreads(), kMostQueuedWork),
      files(openFiles(app, settings)),
      fileWork(files ? files->callsAtOnce() : 0, kMostFileWork),
      parts{database, log, application.api, config.requestTimeoutMs,
            static_cast<std::size_t>(config.maxAnswerBytes), shared, pool, files.get(), fileWork, config.passwordCost} {
  labels.push_back({"", ""});
  for (const Route& route : routes) labels.push_back({methodName(route.method), route.path});
}

ServiceFront::ServiceFront(Site& site) : site_(site), metrics_(site.labels.size()) {
  if (const JwtSettings* jwt = site.application.auth.jwt) guard_.emplace(tokenRules(*jwt, site.config), tokenSecrets(site.config));
  if (::getrandom(idState_, sizeof idState_, 0) != sizeof idState_) {
    idState_[0] = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
    idState_[1] = reinterpret_cast<std::uintptr_t>(this);
  }
}

// 64 bits that tell the process and the loop apart, and 64 that count in a scattered order. Not a secret.
std::string ServiceFront::newId() {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  idState_[1] += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = idState_[1];
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  mixed ^= mixed >> 31U;
  std::string id(32, '0');
  for (std::size_t i = 0; i < 16; ++i) {
    id[i] = kDigits[(idState_[0] >> (60 - 4 * i)) & 15U];
    id[16 + i] = kDigits[(mixed >> (60 - 4 * i)) & 15U];
  }
  return id;
}

void ServiceFront::begin(net::Call& call) noexcept {
  const std::string_view given = call.request.header("X-Request-Id");
  if (isSaneId(given)) {
    call.requestId = given;
  } else {
    call.requestId = newId();
  }
  call.traceId = traceIdOf(call.request.header("traceparent"));
}

bool ServiceFront::isForOperators(const net::Call& call) noexcept {
  if (call.request.method != Method::get && call.request.method != Method::head) return false;
  return std::any_of(std::begin(kBuiltInRoutes), std::end(kBuiltInRoutes),
                     [&](const Route& route) { return route.path == call.request.path; });
}

std::size_t ServiceFront::limitOf(const Route& route) const {
  if (route.maxBodyBytes == 0) return static_cast<std::size_t>(site_.config.maxBodyBytes);
  return static_cast<std::size_t>(std::min(route.maxBodyBytes, site_.config.maxFileBytes));
}

std::size_t ServiceFront::bodyLimit(const net::Call& call) noexcept {
  try {
    const Router::Match match = site_.router.match(call.request.method, call.request.path);
    if (match.outcome == Router::Outcome::found) return limitOf(site_.routes[match.route]);
  } catch (const std::exception&) {  // no memory for the parts of a path
  }
  return call.request.bodyLimit;
}

Response ServiceFront::answer(net::Call& call) noexcept {
  try {
    Response response = route(call);
    if (!site_.config.corsOrigins.empty()) addCors(call, response);
    return response;
  } catch (const std::exception&) {
    return Response(500);  // no memory even for an error
  }
}

Response ServiceFront::route(net::Call& call) {
  try {
    checkHost(call.request);
    Router::Match match = site_.router.match(call.request.method, call.request.path);
    if (match.outcome == Router::Outcome::found) {
      call.route = match.route + 1;
      const std::size_t own = site_.application.routes.size();
      if (match.route >= own) return builtIn(match.route - own, call.request);
      call.request.pathParameters = std::move(match.parameters);
      const Route& route = site_.routes[match.route];
      call.request.bodyLimit = limitOf(route);
      if (call.head->contentLength.value_or(0) > call.request.bodyLimit) throw Failure(413, "body_too_large", "the body is too large");
      RequestContext context(site_.parts, call, store_.get(), callerOf(call, route.access));
      return route.handler(context, call.request);
    }
    if (call.request.method == Method::options) return options(call, match);
    if (match.outcome == Router::Outcome::notFound) throw notFound("page");
    if (match.outcome == Router::Outcome::badPath)
      throw Failure(400, "bad_request", "the path is no valid UTF-8 text, or has dot segments");
    throw std::move(Failure(405, "method_not_allowed", "the method is not allowed here")
                        .header("Allow", std::string(match.allow)));
  } catch (const Failure& failure) {
    if (!failure.cause().empty()) {
      logError(failure.status() >= 500 ? LogLevel::error : LogLevel::debug, call, failure.message(),
               failure.cause());
    }
    return errorResponse(call, failure);
  } catch (const std::exception& error) {
    return internalError(call, error.what());
  } catch (...) {
    return internalError(call, "something that is no std::exception was thrown");
  }
}

// Probes call by address; they are told nothing that anybody may not know.
void ServiceFront::checkHost(const Request& request) const {
  if (site_.hosts.allow(request)) return;
  if (request.path == kBuiltInRoutes[kHealth].path || request.path == kBuiltInRoutes[kReady].path) return;
  throw std::move(Failure(421, "misdirected", "the service does not answer to this host name")
                      .cause("ALLOWED_HOSTS has no " + shown(request.header("Host"))));
}

// Before anything is read of a body. A path that the service does not have is told so without: it is no secret.
std::shared_ptr<const Caller> ServiceFront::callerOf(const net::Call& call, Access access) {
  if (!guard_ || access == Access::anyone) return nullptr;
  return guard_->callerOf(call.request, currentTime());
}

Response ServiceFront::options(net::Call& call, const Router::Match& match) {
  if (match.outcome == Router::Outcome::notFound) throw notFound("page");
  const bool everything = call.request.path == "*";
  if (match.outcome == Router::Outcome::badPath && !everything)
    throw Failure(400, "bad_request", "the path is not understood");
  const std::string allow =
      everything ? "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" : std::string(match.allow);
  Response response(204);
  response.header("Allow", allow);
  const bool preflight = !call.request.header("Access-Control-Request-Method").empty();
  if (preflight && !site_.config.corsOrigins.empty()) {
    response.header("Access-Control-Allow-Methods", allow);
    response.header("Access-Control-Allow-Headers",
                    "Content-Type, Content-Disposition, If-Match, If-None-Match, Range, If-Range, Authorization, X-Request-Id, traceparent");
    response.header("Access-Control-Max-Age", "600");
  }
  return response;
}

void ServiceFront::addCors(const net::Call& call, Response& response) {
  const auto& origins = site_.config.corsOrigins;
  if (origins.front() == "*") {
    response.header("Access-Control-Allow-Origin", "*");
  } else {
    response.header("Vary", "Origin");
    const std::string_view origin = call.request.header("Origin");
    if (std::find(origins.begin(), origins.end(), origin) == origins.end()) return;
    response.header("Access-Control-Allow-Origin", std::string(origin));
  }
  response.header("Access-Control-Expose-Headers", "ETag, Location, Content-Disposition, Content-Range, Accept-Ranges, Retry-After, WWW-Authenticate, X-Request-Id");
}

// Why it does not answer names paths and statements: that is for the log, and once, not for each probe.
bool ServiceFront::databaseAnswers() {
  std::string why;
  const bool answers = store_ != nullptr ? store_->ready(why) : site_.database.ready(why);
  if (site_.databaseAnswers.exchange(answers) == answers) return answers;
  const LogLevel level = answers ? LogLevel::info : LogLevel::warn;
  if (!site_.log.wants(level)) return answers;
  JsonWriter line = Log::begin(level, answers ? "ready again" : "not ready");
  if (!answers) line.member("reason", why.substr(0, 4096));
  site_.log.write(std::move(line));
  return answers;
}

Response ServiceFront::builtIn(std::size_t index, const Request& request) {
  if (index >= kBuiltIns) return answerDocs(index - kBuiltIns, request, site_.application.apiDocument);
  const bool draining = site_.shared.draining.load(std::memory_order_relaxed);
  if (index == kHealth) return {200, "application/json", R"({"status":"ok"})"};
  const bool ready = !draining && databaseAnswers();
  if (index == kReady) {
    JsonWriter json;
    json.beginObject();
    json.member("status", ready ? "ready" : "unavailable");
    if (!ready) json.member("reason", draining ? "the service is stopping" : "the database does not answer");
    json.endObject();
    return {ready ? 200 : 503, "application/json", json.take()};
  }
  Gauges gauges;
  gauges.inFlight = site_.shared.inFlight.load(std::memory_order_relaxed);
  gauges.waitingBodies = site_.shared.waitingBodies.load(std::memory_order_relaxed);
  gauges.connections = site_.shared.connections.load(std::memory_order_relaxed);
  gauges.queuedWrites = site_.database.queuedWrites();
  gauges.ready = ready;
  gauges.name = site_.application.name;
  gauges.version = site_.application.version;
  return {200, "text/plain; version=0.0.4; charset=utf-8",
          renderMetrics(site_.labels, site_.metrics, gauges)};
}

Response ServiceFront::errorResponse(const net::Call& call, const Failure& failure) {
  const ErrorShape shape = site_.application.api.errors;
  ErrorView view;
  view.status = statusOf(shape, failure);
  view.code = failure.code();
  view.message = failure.message();
  view.problems = failure.problems();
  view.requestId = call.requestId;
  view.now = currentTime();
  Response response(view.status, errorContentType(shape), renderError(shape, view));
  bool retryAfter = false;
  for (const auto& [name, value] : failure.headers()) {
    response.header(name, value);
    retryAfter = retryAfter || name == "Retry-After";
  }
  if (failure.status() == 503 && !retryAfter) response.header("Retry-After", "1");
  return response;
}

// Nothing of `text` leaves the process but into the log.
Response ServiceFront::internalError(net::Call& call, std::string_view text) {
  logError(LogLevel::error, call, "a handler failed", text);
  return errorResponse(
      call, Failure(500, "internal", "the service failed; its log tells more under the request id"));
}

Response ServiceFront::refuse(net::Call& call, const net::Refusal& refusal) noexcept {
  try {
    return errorResponse(call,
                         Failure(refusal.status, std::string(refusal.code), std::string(refusal.message)));
  } catch (const std::exception&) {
    return Response(refusal.status);
  }
}

void ServiceFront::broken(net::Call& call, std::string_view text) noexcept {
  try {
    logError(LogLevel::error, call, "an answer broke off", text);
  } catch (const std::exception&) {  // no memory for a line
  }
}

void ServiceFront::logError(LogLevel level, const net::Call& call, std::string_view message,
                            std::string_view text) {
  if (!site_.log.wants(level)) return;
  JsonWriter line = Log::begin(level, message);
  line.member("error", text.substr(0, 4096));
  line.member("requestId", call.requestId);
  if (!call.traceId.empty()) line.member("traceId", call.traceId);
  if (call.route > 0) line.member("route", site_.labels[call.route].route);
  site_.log.write(std::move(line));
}

void ServiceFront::finished(net::Call& call) noexcept {
  const auto elapsed = std::chrono::steady_clock::now() - call.started;
  const std::int64_t micros = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
  metrics_[call.route].count(call.status, micros);
  const bool quiet = call.route > site_.application.routes.size() && call.status < 500;
  const bool failed = call.status >= 500 && call.status != 501;  // a method that nobody knows is the client's fault
  const LogLevel level = failed ? LogLevel::error : quiet ? LogLevel::debug : LogLevel::info;
  if (!site_.log.wants(level)) return;
  try {
    JsonWriter line = Log::begin(level, "request");
    line.member("requestId", call.requestId);
    if (!call.traceId.empty()) line.member("traceId", call.traceId);
    line.member("method", call.head->method ? methodName(*call.head->method) : std::string_view("other"));
    if (call.route > 0) line.member("route", site_.labels[call.route].route);
    line.member("path", call.request.path.substr(0, 512));
    line.member("status", static_cast<std::int64_t>(call.status));
    line.member("durationMs", static_cast<double>(micros) / 1000);
    line.member("bytes", static_cast<std::int64_t>(call.bytesSent));
    site_.log.write(std::move(line));
  } catch (const std::exception&) {  // no memory for a line
  }
}

}  // namespace ingot::rt::service
