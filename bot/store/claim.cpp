// Which job comes next, and who has it.
#include "bot/store/connection.h"

namespace ingot::bot {
namespace {

// Where a job is done: where its application is deployed, where its data says, or anywhere. The data was written by whoever; a document with
// escapes could be one that PostgreSQL fails to take apart, and names no machine of ours.
constexpr const char* kHere =
    "COALESCE(d.machine, CASE WHEN j.data::text LIKE '%\"machine\"%' AND strpos(j.data::text, '\\u') = 0 AND"
    " json_typeof(j.data::json -> 'machine') = 'string' THEN j.data::json ->> 'machine' END, $1) = $1";

// One job of an application at a time. Jobs that go on from another one come before those that begin, so that a publish is over before the next
// one begins; then the older ones.
constexpr const char* kBlocked =
    "EXISTS (SELECT 1 FROM jobs o WHERE o.application_id = j.application_id AND o.id <> j.id AND (o.status = 'processing'"
    " OR (j.status = 'pending' AND o.status = 'pending' AND NOT o.cancel_requested"
    " AND (o.previous_id IS NULL, o.created_at, o.id) < (j.previous_id IS NULL, j.created_at, j.id))))";

constexpr const char* kStalled = "(j.status = 'processing' AND COALESCE(j.lease_until <= clock_timestamp(), true))";

void EndAtClaim(pqxx::work& transaction, const std::string& job, const std::string& status, const std::string& stage, const std::string& text) {
  transaction.exec_params(
      "UPDATE jobs SET status = $2, verdict = COALESCE($3, verdict::text)::json, lease_until = NULL, updated_at = clock_timestamp(),"
      " row_version = row_version + 1 WHERE id = $1",
      job, status, "{\"result\":\"" + status + "\",\"message\":\"" + text + "\"}");
  AppendEnding(transaction, job, stage, status + ": " + text);
}

struct State {
  bool cancel = false;
  bool claimable = false;
  bool spent = false;  // it was tried as often as may be, and its last bot never came back
  std::string stage;
};

auto StateOf(pqxx::work& transaction, const std::string& job, const std::string& owner, const std::string& machine, int most_attempts) -> State {
  const auto rows = transaction.exec_params(
      std::string("SELECT j.cancel_requested, COALESCE(j.stage, ''), s.stalled, j.attempts >= $4,"
                  " (j.status = 'processing' AND j.owner = $3), j.status = 'pending', j.run_after <= clock_timestamp(), ") +
          kHere + ", " + kBlocked + " FROM jobs j LEFT JOIN deployments d ON d.application_id = j.application_id CROSS JOIN LATERAL (SELECT " +
          kStalled + " AS stalled) s WHERE j.id = $2 FOR UPDATE OF j",
      machine, job, owner, most_attempts);
  State state;
  if (rows.empty()) return state;
  const auto is = [&](int column) { return rows[0][column].as<bool>(); };
  const bool stalled = is(2);
  const bool own = is(4);  // its claim was written, and the answer was lost
  const bool pending = is(5);
  state.stage = rows[0][1].as<std::string>();
  state.cancel = is(0) && (pending || stalled || own);
  state.spent = stalled && !own && is(3);
  state.claimable = is(7) && !is(8) && (own || stalled || (pending && is(6)));
  return state;
}

}  // namespace

auto Store::Waiting(const std::string& machine, int limit) -> Result<std::vector<std::string>> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto rows =
        transaction.exec_params(std::string("SELECT j.id FROM jobs j LEFT JOIN deployments d ON d.application_id = j.application_id"
                                            " WHERE j.status IN ('pending', 'processing') AND ((j.cancel_requested AND (j.status = 'pending' OR ") +
                                    kStalled + ")) OR (((j.status = 'pending' AND j.run_after <= clock_timestamp()) OR " + kStalled + ") AND " +
                                    kHere + " AND NOT " + kBlocked + ")) ORDER BY j.run_after, j.id LIMIT $2",
                                machine, limit);
    std::vector<std::string> jobs;
    for (const auto& row : rows) jobs.push_back(row[0].as<std::string>());
    return jobs;
  });
}

auto Store::Claim(const std::string& job, const std::string& owner, const std::string& machine, std::chrono::milliseconds lease)
    -> Result<std::optional<Claimed>> {
  return connection_->Do([&](pqxx::work& transaction) -> std::optional<Claimed> {
    if (!IsId(job)) return std::nullopt;
    // Two bots that look at two jobs of one application do so one after the other. Rows that refer to the application may still be written.
    const auto application = transaction.exec_params(
        "SELECT a.id FROM applications a WHERE a.id = (SELECT application_id FROM jobs WHERE id = $1) FOR NO KEY UPDATE", job);
    if (application.empty()) return std::nullopt;
    const State state = StateOf(transaction, job, owner, machine, connection_->settings().most_attempts);
    if (state.cancel) {
      EndAtClaim(transaction, job, "cancelled", state.stage, "it was to be cancelled");
      return std::nullopt;
    }
    if (state.spent) {
      EndAtClaim(transaction, job, "failed", state.stage, "the bot ended in the middle of it each time");
      return std::nullopt;
    }
    if (!state.claimable) return std::nullopt;
    // A fence is higher than any one before of the application, not only of the job: deployers compare those of different jobs. Fronts remember the
    // highest, and may be younger than rows that came from a backup: the time is in it.
    transaction.exec_params(
        "UPDATE jobs SET attempts = attempts + CASE WHEN status = 'processing' AND owner = $2 THEN 0 ELSE 1 END, status = 'processing', owner = $2,"
        " fence = GREATEST(1 + GREATEST((SELECT max(o.fence) FROM jobs o WHERE o.application_id = jobs.application_id),"
        " (SELECT d.fence FROM deployments d WHERE d.application_id = jobs.application_id)), extract(epoch FROM clock_timestamp())::bigint),"
        " lease_until = clock_timestamp() + $3 * interval '1 millisecond', updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = "
        "$1",
        job, owner, lease.count());
    const auto row = transaction.exec_params(SelectJobs() + " WHERE j.id = $1", job);
    Claimed claimed{JobOf(row.at(0)), {}};
    claimed.lease = Lease{claimed.job.id, claimed.job.fence};
    return claimed;
  });
}

auto Store::Renew(const Lease& lease, std::chrono::milliseconds length) -> Result<Renewal> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto rows = transaction.exec_params(
        "UPDATE jobs SET lease_until = clock_timestamp() + $3 * interval '1 millisecond', updated_at = clock_timestamp(), row_version = row_version "
        "+ 1"
        " WHERE id = $1 AND fence = $2 AND status = 'processing' RETURNING cancel_requested",
        lease.job, lease.fence, length.count());
    if (rows.empty()) return Renewal::kLost;
    return rows[0][0].as<bool>() ? Renewal::kCancelled : Renewal::kKept;
  });
}

auto Store::Look(const Lease& lease) -> Result<Renewal> {
  return connection_->Do([&](pqxx::work& transaction) {
    const auto rows =
        transaction.exec_params("SELECT cancel_requested FROM jobs WHERE id = $1 AND fence = $2 AND status = 'processing'", lease.job, lease.fence);
    if (rows.empty()) return Renewal::kLost;
    return rows[0][0].as<bool>() ? Renewal::kCancelled : Renewal::kKept;
  });
}

auto Store::EndLeases(const std::string& machine) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    transaction.exec_params(
        "UPDATE jobs SET lease_until = clock_timestamp(), updated_at = clock_timestamp(), row_version = row_version + 1"
        " WHERE status = 'processing' AND left(owner, length($1)) = $1",
        machine + "/");
  });
}

auto Store::SetStage(const Lease& lease, const std::string& stage) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    transaction.exec_params("UPDATE jobs SET stage = $2, updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = $1", lease.job,
                            stage.substr(0, 40));
  });
}

}  // namespace ingot::bot
