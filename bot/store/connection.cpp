#include "bot/store/connection.h"

#include <sys/socket.h>

#include <thread>

#include <ingot/rt/types.hpp>

#include "bot/store/problem.h"

namespace ingot::bot {
auto Store::Connection::Attempts::After(const std::exception_ptr& thrown) -> std::optional<Failure> {
  const Problem problem = ProblemOf(thrown);
  if (problem.broken) connection_.Close();
  const auto now = std::chrono::steady_clock::now();
  if (!problem.passes || connection_.gave_up_ || now + pause_ > until_) return Failure{FailureKind::kEnvironment, problem.text, ""};
  std::this_thread::sleep_for(pause_);
  pause_ = std::min(pause_ * 2, std::chrono::milliseconds(1000));
  return std::nullopt;
}

auto Store::Connection::Open() -> pqxx::connection& {
  if (gave_up_) throw pqxx::broken_connection("connection to server is not wanted any more: the bot ends");
  if (open_) return *open_;
  auto made = std::make_unique<pqxx::connection>(WithLimits(settings_.url));
  // The library would connect again by itself, unseen.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  made->inhibit_reactivation(true);
#pragma GCC diagnostic pop
  made->set_variable("statement_timeout", "'10s'");
  made->set_variable("lock_timeout", "'5s'");
  made->set_variable("idle_in_transaction_session_timeout", "'30s'");
  made->set_variable("application_name", "'ingot-bot'");
  made->set_client_encoding("UTF8");
  const std::lock_guard lock(socket_mutex_);
  open_ = std::move(made);
  socket_ = open_->sock();
  return *open_;
}

void Store::Connection::Close() {
  const std::lock_guard lock(socket_mutex_);
  socket_ = -1;
  open_.reset();
}

void Store::Connection::GiveUp() {
  gave_up_ = true;
  const std::lock_guard lock(socket_mutex_);
  if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

Store::Store(StoreSettings settings) : connection_(std::make_unique<Connection>(std::move(settings))) {}
Store::~Store() = default;

void Store::GiveUp() { connection_->GiveUp(); }

auto NewId() -> std::string { return rt::format(rt::newUuid()); }

auto IsId(std::string_view text) -> bool {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !digit) return false;
  }
  return true;
}

void Guard(pqxx::work& transaction, const Lease& lease) {
  const auto held =
      transaction.exec_params("SELECT 1 FROM jobs WHERE id = $1 AND fence = $2 AND status = 'processing' FOR UPDATE", lease.job, lease.fence);
  if (held.empty()) throw LeaseLost{};
}

}  // namespace ingot::bot
