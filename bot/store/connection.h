// The connection behind a store, and what its operations share.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <pqxx/pqxx>
#include <string>
#include <type_traits>
#include <utility>

#include "bot/store/store.h"

namespace ingot::bot {

// Thrown inside an operation whose lease is no longer the job's; what it did is rolled back.
struct LeaseLost {};

// Thrown inside an operation that somebody asked for in vain.
struct Refused {
  std::string text;
};

class Store::Connection {
 public:
  explicit Connection(StoreSettings settings) : settings_(std::move(settings)) {}
  auto settings() const -> const StoreSettings& { return settings_; }

  // Runs `operation` in a transaction and commits; again, when the server went away, until patience ends.
  template <typename Operation>
  auto Do(Operation operation) -> Result<std::invoke_result_t<Operation, pqxx::work&>> {
    Attempts attempts(*this);
    while (true) {
      try {
        pqxx::work transaction(Open());
        if constexpr (std::is_void_v<std::invoke_result_t<Operation, pqxx::work&>>) {
          operation(transaction);
          transaction.commit();
          return {};
        } else {
          auto result = operation(transaction);
          transaction.commit();
          return result;
        }
      } catch (const LeaseLost&) {
        return tl::unexpected(Failure{FailureKind::kStopped, "another bot has the job now, or it has ended", ""});
      } catch (const Refused& refused) {
        return tl::unexpected(Failure{FailureKind::kDefinition, refused.text, ""});
      } catch (...) {
        if (auto failure = attempts.After(std::current_exception())) return tl::unexpected(*failure);
      }
    }
  }

  // From any thread: operations fail soon from now on, and one that hangs is cut off.
  void GiveUp();

 private:
  class Attempts {
   public:
    explicit Attempts(Connection& connection) : connection_(connection), until_(std::chrono::steady_clock::now() + connection.settings_.patience) {}
    // Waits, or says why there is no other attempt.
    auto After(const std::exception_ptr& problem) -> std::optional<Failure>;

   private:
    Connection& connection_;
    std::chrono::steady_clock::time_point until_;
    std::chrono::milliseconds pause_{50};
  };

  auto Open() -> pqxx::connection&;
  void Close();

  StoreSettings settings_;
  std::unique_ptr<pqxx::connection> open_;
  std::mutex socket_mutex_;
  int socket_ = -1;
  std::atomic<bool> gave_up_{false};
};

// A time as the API shows it, of a column or an expression.
inline auto TimeText(const std::string& value) -> std::string {
  return "to_char((" + value + ") AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
}

auto NewId() -> std::string;
auto IsId(std::string_view text) -> bool;

// The statement's beginning up to its condition, and the job it gives. The table of jobs is `j`.
auto SelectJobs() -> std::string;
auto JobOf(const pqxx::row& row) -> Job;

// Locks the job's row; throws LeaseLost.
void Guard(pqxx::work& transaction, const Lease& lease);

// Adds lines to the log of a job whose row is locked.
void Append(pqxx::work& transaction, const std::string& job, const std::string& records, int64_t most);
auto Records(const std::vector<Line>& lines) -> std::string;
// Adds the last line, whatever the log holds.
void AppendEnding(pqxx::work& transaction, const std::string& job, const std::string& stage, const std::string& text);

}  // namespace ingot::bot
