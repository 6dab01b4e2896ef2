// What is there: jobs and applications, as rows say it.
#include "bot/store/connection.h"

namespace ingot::bot {
namespace {

constexpr std::pair<JobStatus, std::string_view> kStatuses[] = {{JobStatus::kPending, "pending"},
                                                                {JobStatus::kProcessing, "processing"},
                                                                {JobStatus::kCompleted, "completed"},
                                                                {JobStatus::kFailed, "failed"},
                                                                {JobStatus::kCancelled, "cancelled"}};

}  // namespace

auto NameOf(JobStatus status) -> std::string_view {
  for (const auto& [value, name] : kStatuses) {
    if (value == status) return name;
  }
  return {};
}

auto JobStatusOf(std::string_view name) -> std::optional<JobStatus> {
  for (const auto& [value, text] : kStatuses) {
    if (text == name) return value;
  }
  return std::nullopt;
}

auto SelectJobs() -> std::string {
  return "SELECT j.id, j.application_id, j.type, j.data::text, j.status, COALESCE(j.previous_id::text, ''), COALESCE(j.release_id::text, ''),"
         " COALESCE(r.number, 0), COALESCE(j.stage, ''), j.attempts, COALESCE(j.owner, ''), j.fence, j.cancel_requested, COALESCE(j.verdict::text, "
         "''), " +
         TimeText("j.run_after") + ", " + TimeText("j.created_at") + ", " + TimeText("j.updated_at") +
         ", COALESCE(u.name || '/' || a.name, '') FROM jobs j LEFT JOIN releases r ON r.id = j.release_id"
         " JOIN applications a ON a.id = j.application_id LEFT JOIN users u ON u.id = a.user_id";
}

auto JobOf(const pqxx::row& row) -> Job {
  const auto text = [&](int column) { return row[column].as<std::string>(); };
  Job job;
  job.id = text(0);
  job.application = text(1);
  job.type = text(2);
  job.data = text(3);
  const auto status = JobStatusOf(text(4));
  if (!status) throw std::runtime_error("a job has the status " + text(4) + ", which is none");
  job.status = *status;
  job.previous = text(5);
  job.release = text(6);
  job.release_number = row[7].as<int64_t>();
  job.stage = text(8);
  job.attempts = row[9].as<int64_t>();
  job.owner = text(10);
  job.fence = row[11].as<int64_t>();
  job.cancel_requested = row[12].as<bool>();
  job.verdict = text(13);
  job.run_after = text(14);
  job.created_at = text(15);
  job.updated_at = text(16);
  job.application_name = text(17);
  return job;
}

auto Store::FindJob(const std::string& id) -> Result<std::optional<Job>> {
  if (!IsId(id)) return std::nullopt;
  return connection_->Do([&](pqxx::work& transaction) -> std::optional<Job> {
    const auto rows = transaction.exec_params(SelectJobs() + " WHERE j.id = $1", id);
    if (rows.empty()) return std::nullopt;
    return JobOf(rows[0]);
  });
}

auto Store::FindNext(const std::string& job) -> Result<std::optional<Job>> {
  if (!IsId(job)) return std::nullopt;
  return connection_->Do([&](pqxx::work& transaction) -> std::optional<Job> {
    const auto rows = transaction.exec_params(SelectJobs() + " WHERE j.previous_id = $1", job);
    if (rows.empty()) return std::nullopt;
    return JobOf(rows[0]);
  });
}

auto Store::Jobs(const JobFilter& filter) -> Result<std::vector<Job>> {
  if (!filter.application.empty() && !IsId(filter.application)) return std::vector<Job>();
  return connection_->Do([&](pqxx::work& transaction) {
    const std::string status(filter.status ? NameOf(*filter.status) : std::string_view());
    const auto rows = transaction.exec_params(SelectJobs() +
                                                  " WHERE ($1 = '' OR j.application_id = NULLIF($1, '')::uuid) AND ($2 = '' OR j.status = $2)"
                                                  " ORDER BY j.created_at DESC, j.id DESC LIMIT $3",
                                              filter.application, status, std::clamp(filter.limit, 1, 200));
    std::vector<Job> jobs;
    for (const auto& row : rows) jobs.push_back(JobOf(row));
    return jobs;
  });
}

auto Store::FindApplication(const std::string& name) -> Result<std::optional<Application>> {
  const size_t slash = name.find('/');
  const bool id = IsId(name);
  if (!id && slash == std::string::npos) return std::nullopt;
  return connection_->Do([&](pqxx::work& transaction) -> std::optional<Application> {
    const std::string select = "SELECT a.id, u.name, a.name FROM applications a JOIN users u ON u.id = a.user_id WHERE ";
    const auto rows = id ? transaction.exec_params(select + "a.id = $1", name)
                         : transaction.exec_params(select + "u.name = $1 AND a.name = $2", name.substr(0, slash), name.substr(slash + 1));
    if (rows.empty()) return std::nullopt;
    return Application{rows[0][0].as<std::string>(), rows[0][1].as<std::string>(), rows[0][2].as<std::string>()};
  });
}

}  // namespace ingot::bot
