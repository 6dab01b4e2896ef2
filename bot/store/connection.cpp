#include "bot/store/connection.h"

#include <sys/socket.h>

#include <thread>

#include <ingot/rt/types.hpp>

namespace ingot::bot {
namespace {

auto StartsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings) -> bool {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// The server, or the way to it, may be well again soon: connections, resources, an administrator's stop; conflicts and timeouts.
auto MayPass(const std::string& state) -> bool { return StartsWithAny(state, {"08", "53", "57P0", "57014", "40", "55P03", "25P03", "XX000"}); }

auto FirstLine(std::string_view text) -> std::string {
  text = text.substr(0, text.find('\n'));
  while (text.starts_with("ERROR:") || text.starts_with("FATAL:") || text.starts_with(" ")) text.remove_prefix(text.starts_with(" ") ? 1 : 6);
  return std::string(text.substr(0, 500));
}

// What the library says of an address that it cannot read may show the password in it.
auto ConnectionText(const std::string& text) -> std::string {
  if (text.starts_with("connection to server") || text.starts_with("could not translate") || text.find("server closed the connection") == 0) {
    return FirstLine(text);
  }
  if (text.find("terminating connection") != std::string::npos || text.find("Lost connection") != std::string::npos) return "the connection was lost";
  return "the connection was lost, or its address is not one of PostgreSQL (postgresql://USER:PASSWORD@HOST:PORT/DATABASE)";
}

struct Problem {
  bool passes = false;  // perhaps
  bool broken = true;   // the connection with it
  std::string text;
};

auto ProblemOf(const std::exception_ptr& thrown) -> Problem {
  try {
    std::rethrow_exception(thrown);
  } catch (const pqxx::broken_connection& problem) {
    return {true, true, "the database does not answer: " + ConnectionText(problem.what())};
  } catch (const pqxx::in_doubt_error&) {
    return {true, true, "the database does not answer: the connection was lost"};
  } catch (const pqxx::sql_error& problem) {
    const std::string state = problem.sqlstate();
    if (state.empty()) return {true, true, "the database does not answer: " + ConnectionText(problem.what())};
    const bool passes = MayPass(state);
    return {passes, passes && !state.starts_with("40") && !state.starts_with("55"), "the database refused: " + FirstLine(problem.what())};
  } catch (const pqxx::failure&) {
    return {true, true, "the database does not answer: the connection was lost"};
  } catch (const std::exception& problem) {
    return {false, true, "the database gave what cannot be used: " + FirstLine(problem.what())};
  } catch (...) {
    return {false, true, "the database gave what cannot be used"};
  }
}

// So that a server that does not answer is noticed. What the address says itself stands first.
auto WithLimits(std::string url) -> std::string {
  const bool is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
  for (const auto& [name, value] :
       {std::pair{"connect_timeout", "5"}, {"keepalives_idle", "20"}, {"keepalives_interval", "5"}, {"tcp_user_timeout", "20000"}}) {
    if (url.find(std::string(name) + "=") != std::string::npos) continue;
    url += !is_url ? " " : url.find('?') == std::string::npos ? "?" : "&";
    url += std::string(name) + "=" + value;
  }
  return url;
}

}  // namespace

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
