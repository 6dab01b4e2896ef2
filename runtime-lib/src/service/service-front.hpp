// Answers requests: finds the route, runs its handler, turns what was thrown into an answer, counts and logs.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/service.hpp>

#include "auth/guard.hpp"
#include "file/store.hpp"
#include "net/front.hpp"
#include "net/loop.hpp"
#include "service/allowed-hosts.hpp"
#include "service/config.hpp"
#include "service/log.hpp"
#include "service/metrics.hpp"
#include "service/request-context.hpp"
#include "service/router.hpp"
#include "service/work-pool.hpp"
#include "store/database.hpp"

namespace ingot::rt::service {

// What the fronts of all loops share; nothing in it changes while they run but what is atomic.
struct Site {
  Site(const Application& app, const Config& settings, store::Database& store);

  const Application application;
  const Config config;
  store::Database& database;
  Log log;
  const AllowedHosts hosts;
  std::vector<Route> routes;  // the application's, then the built-in ones
  Router router;
  std::vector<RouteLabel> labels;  // labels[0] is "no route", labels[i + 1] is routes[i]
  net::Shared shared;
  WorkPool pool;  // ends after the loops, which wait for it
  std::unique_ptr<file::Store> files;  // null in an app without
  WorkPool fileWork;                   // for what waits for the store of files
  std::atomic<bool> databaseAnswers{true};  // when it was asked last
  std::vector<const LoopMetrics*> metrics;
  ContextParts parts;
};

class ServiceFront final : public net::Front {
 public:
  // Throws std::runtime_error when the app has callers and there is no secret to know them by.
  explicit ServiceFront(Site& site);

  void begin(net::Call& call) noexcept override;
  [[nodiscard]] bool isForOperators(const net::Call& call) noexcept override;
  [[nodiscard]] std::size_t bodyLimit(const net::Call& call) noexcept override;
  [[nodiscard]] Response answer(net::Call& call) noexcept override;
  [[nodiscard]] Response refuse(net::Call& call, const net::Refusal& refusal) noexcept override;
  void broken(net::Call& call, std::string_view text) noexcept override;
  void finished(net::Call& call) noexcept override;
  void ended() noexcept override { store_.reset(); }

  // Before the loop runs.
  void attach(net::Host& host) { store_ = site_.database.attach(host); }

  [[nodiscard]] const LoopMetrics& metrics() const { return metrics_; }

 private:
  [[nodiscard]] Response route(net::Call& call);
  [[nodiscard]] std::size_t limitOf(const Route& route) const;
  void checkHost(const Request& request) const;
  [[nodiscard]] std::shared_ptr<const Caller> callerOf(const net::Call& call, Access access);
  [[nodiscard]] Response options(net::Call& call, const Router::Match& match);
  [[nodiscard]] Response builtIn(std::size_t index, const Request& request);
  [[nodiscard]] bool databaseAnswers();
  [[nodiscard]] Response errorResponse(const net::Call& call, const Failure& failure);
  [[nodiscard]] Response internalError(net::Call& call, std::string_view text);
  void addCors(const net::Call& call, Response& response);
  void logError(LogLevel level, const net::Call& call, std::string_view message, std::string_view text);
  [[nodiscard]] std::string newId();

  Site& site_;
  LoopMetrics metrics_;
  std::unique_ptr<store::LoopStore> store_;  // null: the loops share the database
  std::optional<auth::Guard> guard_;  // none: every caller is anonymous
  std::uint64_t idState_[2];
};

}  // namespace ingot::rt::service
