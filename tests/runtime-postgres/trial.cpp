#include "tests/runtime-postgres/trial.h"

#include <atomic>
#include <map>
#include <mutex>

#include "tests/runtime-http/raw-client.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt::test {
namespace {

// Work on its way to the handler, which is a plain function.
class Registry {
 public:
  int add(const Work& work) {
    const std::lock_guard lock(mutex_);
    works_[++last_] = &work;
    return last_;
  }
  const Work& take(int number) {
    const std::lock_guard lock(mutex_);
    const Work& work = *works_.at(number);
    works_.erase(number);
    return work;
  }

 private:
  std::mutex mutex_;
  std::map<int, const Work*> works_;
  int last_ = 0;
};

Registry& registry() {
  static Registry instance;
  return instance;
}

Response runWork(Context& context, Request& request) {
  return {200, "text/plain", registry().take(std::stoi(request.query().at(0).value))(context)};
}

constexpr Route kRoutes[] = {{Method::get, "/run", runWork}};
const Migration kMigrations[] = {{"0001_initial", {}, {kTrialSchema, "DROP TABLE entries; DROP TABLE accounts;"}}};
const Application kTrial{"trial", "1.0.0", {}, kRoutes, kMigrations};

}  // namespace

void Trial::SetUp() {
  const std::string missing = ingot::test::Postgres::Missing();
  if (!missing.empty()) GTEST_SKIP() << missing;
  config_.port = 0;
  config_.threads = 2;
  config_.logLevel = LogLevel::off;
  config_.drainTimeoutMs = 2'000;
  config_.allowedHosts = {"*"};
  options_.connections = 24;
  options_.readers = 2;
}

void Trial::start() {
  if (ownServer_) own_ = std::make_unique<ingot::test::Postgres>(serverOptions_);
  name_ = server().NewDatabase();
  options_.url = url();
  database_ = store::open(options_);
  test::migrateUp(*database_, kMigrations);
  service_ = std::make_unique<service::Server>(kTrial, config_, *database_);
  service_->start();
}

void Trial::TearDown() {
  service_.reset();
  database_.reset();
}

Answer Trial::run(const Work& work) {
  RawClient client(service_->port());
  const RawReply reply =
      client.ask("GET /run?work=" + std::to_string(registry().add(work)) + " HTTP/1.1\r\nHost: x\r\n\r\n");
  return {reply.status, reply.body};
}

}  // namespace ingot::rt::test
