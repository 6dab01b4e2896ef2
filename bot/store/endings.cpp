// How jobs end, and how they begin again.
#include "bot/store/connection.h"

namespace ingot::bot {
namespace {

struct Row {
  std::string status;
  int64_t fence = 0;
  bool cancel_requested = false;
  std::string stage;
  int64_t attempts = 0;
};

auto Locked(pqxx::work& transaction, const std::string& job) -> std::optional<Row> {
  const auto rows =
      transaction.exec_params("SELECT status, fence, cancel_requested, COALESCE(stage, ''), attempts FROM jobs WHERE id = $1 FOR UPDATE", job);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows[0];
  return Row{row[0].as<std::string>(), row[1].as<int64_t>(), row[2].as<bool>(), row[3].as<std::string>(), row[4].as<int64_t>()};
}

// The row of a job at work. Nothing when this very lease ended it before in one of the ways that are told: the answer to that was lost.
auto Ending(pqxx::work& transaction, const Lease& lease, std::initializer_list<std::string_view> told) -> std::optional<Row> {
  auto row = Locked(transaction, lease.job);
  if (!row || row->fence != lease.fence) throw LeaseLost{};
  if (row->status == "processing") return row;
  if (std::find(told.begin(), told.end(), row->status) == told.end()) throw LeaseLost{};
  return std::nullopt;
}

// `delay` is from now, in milliseconds.
void End(pqxx::work& transaction, const std::string& job, const std::string& status, const std::string& verdict, int64_t delay, bool counts) {
  transaction.exec_params(
      "UPDATE jobs SET status = $2, verdict = COALESCE(NULLIF($3, ''), verdict::text)::json, lease_until = NULL,"
      " run_after = CASE WHEN $2 = 'pending' THEN clock_timestamp() + $4 * interval '1 millisecond' ELSE run_after END,"
      " attempts = attempts - $5, updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = $1",
      job, status, verdict, delay, counts ? 0 : 1);
}

void EndAsCancelled(pqxx::work& transaction, const std::string& job, const std::string& stage, const std::string& line) {
  End(transaction, job, "cancelled", R"({"result":"cancelled","message":"it was to be cancelled"})", 0, true);
  AppendEnding(transaction, job, stage, line);
}

auto Delay(const StoreSettings& settings, int64_t attempts) -> int64_t {
  const int64_t most = std::chrono::milliseconds(settings.most_delay).count();
  int64_t delay = std::chrono::milliseconds(settings.first_delay).count();
  for (int64_t i = 1; i < attempts && delay < most; ++i) delay *= 2;
  return std::min(delay, most);
}

auto InsertNext(pqxx::work& transaction, const std::string& job, const std::string& id, const NextJob& next) -> std::string {
  transaction.exec_params(
      "INSERT INTO jobs (id, application_id, type, data, status, previous_id, release_id, attempts, run_after, fence, cancel_requested, created_at, "
      "updated_at)"
      " SELECT $2, application_id, $3, $4, 'pending', id, COALESCE(NULLIF($5, '')::uuid, release_id), 0, clock_timestamp(), 0, false,"
      " clock_timestamp(), clock_timestamp() FROM jobs WHERE id = $1",
      job, id, next.type, next.data, next.release);
  return id;
}

}  // namespace

auto Store::Complete(const Lease& lease, const std::string& verdict, const std::string& line, const std::optional<NextJob>& next)
    -> Result<std::string> {
  const std::string id = NewId();
  return connection_->Do([&](pqxx::work& transaction) -> std::string {
    const auto row = Ending(transaction, lease, {"completed", "cancelled"});
    if (!row) {
      const auto found = transaction.exec_params("SELECT id FROM jobs WHERE previous_id = $1", lease.job);
      return found.empty() ? std::string() : found[0][0].as<std::string>();
    }
    if (next && row->cancel_requested) {
      EndAsCancelled(transaction, lease.job, row->stage, "cancelled: it was to be cancelled, and nothing follows");
      return {};
    }
    End(transaction, lease.job, "completed", verdict, 0, true);
    AppendEnding(transaction, lease.job, row->stage, line);
    return next ? InsertNext(transaction, lease.job, id, *next) : std::string();
  });
}

auto Store::Fail(const Lease& lease, const std::string& verdict, const std::string& line, bool retry) -> Result<bool> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto row = Ending(transaction, lease, {"pending", "failed"});
    if (!row) return Locked(transaction, lease.job)->status == "pending";
    const bool again = retry && row->attempts < connection_->settings().most_attempts;
    const int64_t delay = Delay(connection_->settings(), row->attempts);
    End(transaction, lease.job, again ? "pending" : "failed", verdict, delay, true);
    const std::string rest = again ? "; tried again in " + std::to_string((delay + 999) / 1000) + " s" : retry ? "; it was the last attempt" : "";
    AppendEnding(transaction, lease.job, row->stage, line + rest);
    return again;
  });
}

auto Store::EndCancelled(const Lease& lease, const std::string& line) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto row = Ending(transaction, lease, {"cancelled"});
    if (row) EndAsCancelled(transaction, lease.job, row->stage, line);
  });
}

auto Store::PutBack(const Lease& lease, const std::string& line) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto row = Ending(transaction, lease, {"pending"});
    if (!row) return;
    End(transaction, lease.job, "pending", "", 0, false);
    AppendEnding(transaction, lease.job, row->stage, line);
  });
}

auto Store::Cancel(const std::string& job) -> Result<bool> {
  if (!IsId(job)) return false;
  bool repeated = false;
  return connection_->Do([&](pqxx::work& transaction) {
    const auto row = Locked(transaction, job);
    if (!row) return false;
    if (repeated && row->status == "cancelled") return true;
    repeated = true;
    if (row->status == "pending") {
      EndAsCancelled(transaction, job, row->stage, "cancelled: it was to be cancelled");
      return true;
    }
    if (row->status != "processing") return false;
    transaction.exec_params("UPDATE jobs SET cancel_requested = true, updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = $1",
                            job);
    return true;
  });
}

auto Store::Requeue(const std::string& job) -> Result<bool> {
  if (!IsId(job)) return false;
  bool repeated = false;
  return connection_->Do([&](pqxx::work& transaction) {
    const auto row = Locked(transaction, job);
    if (!row) return false;
    if (repeated && row->status == "pending") return true;
    repeated = true;
    if (row->status != "failed" && row->status != "cancelled") return false;
    transaction.exec_params(
        "UPDATE jobs SET status = 'pending', attempts = 0, cancel_requested = false, owner = NULL, verdict = NULL, run_after = clock_timestamp(),"
        " updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = $1",
        job);
    AppendEnding(transaction, job, row->stage, "begun again by an operator");
    return true;
  });
}

auto Store::Enqueue(const std::string& application, const std::string& data) -> Result<std::string> {
  const std::string id = NewId();
  return connection_->Do([&](pqxx::work& transaction) {
    if (!IsId(application) || transaction.exec_params("SELECT 1 FROM applications WHERE id = $1 FOR KEY SHARE", application).empty()) {
      throw Refused{"there is no application with this id"};
    }
    transaction.exec_params(
        "INSERT INTO jobs (id, application_id, type, data, status, attempts, run_after, fence, cancel_requested, created_at, updated_at)"
        " VALUES ($1, $2, 'generate-code', $3, 'pending', 0, clock_timestamp(), 0, false, clock_timestamp(), clock_timestamp()) ON CONFLICT (id) DO "
        "NOTHING",
        id, application, data);
    return id;
  });
}

}  // namespace ingot::bot
