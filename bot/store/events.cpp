// The log of a job.
#include <nlohmann/json.hpp>

#include "bot/store/connection.h"
#include "bot/store/lines.h"

namespace ingot::bot {

auto Records(const std::vector<Line>& lines) -> std::string {
  auto records = nlohmann::json::array();
  for (const Line& line : lines) {
    records.push_back(
        {{"at", records.size()}, {"id", NewId()}, {"stage", CleanLine(line.stage, 40)}, {"text", CleanLine(line.text, Store::kMostLineBytes)}});
  }
  return records.dump();
}

void Append(pqxx::work& transaction, const std::string& job, const std::string& records, int64_t most) {
  // A record whose id is there was written before; the answer to that was lost.
  transaction.exec_params(
      "INSERT INTO job_events (id, job_id, number, stage, text, created_at, updated_at)"
      " SELECT n.id, $1, n.number, n.stage, n.text, clock_timestamp(), clock_timestamp() FROM"
      " (SELECT r.*, (SELECT COALESCE(max(e.number), 0) FROM job_events e WHERE e.job_id = $1) + row_number() OVER (ORDER BY r.at) AS number"
      " FROM json_to_recordset($2::json) AS r(at int, id uuid, stage text, text text)) n WHERE n.number <= $3 ON CONFLICT (id) DO NOTHING",
      job, records, most);
}

void AppendEnding(pqxx::work& transaction, const std::string& job, const std::string& stage, const std::string& text) {
  Append(transaction, job, Records({{stage, text}}), INT64_MAX);
}

auto Store::Log(const Lease& lease, const std::vector<Line>& lines) -> Result<void> {
  if (lines.empty()) return {};
  const std::string records = Records(lines);
  const std::string last =
      Records({{lines.back().stage, "the log is full: " + std::to_string(kMostLines) + " lines of a job are kept, and later ones are not"}});
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    const auto count = [&] {
      return transaction.exec_params("SELECT COALESCE(max(number), 0) FROM job_events WHERE job_id = $1", lease.job)[0][0].as<int64_t>();
    };
    const int64_t before = count();
    if (before > kMostLines) return;
    Append(transaction, lease.job, records, kMostLines);
    if (before + static_cast<int64_t>(lines.size()) > kMostLines) Append(transaction, lease.job, last, kMostLines + 1);
  });
}

auto Store::Events(const std::string& job, int64_t after, int limit) -> Result<std::vector<Event>> {
  if (!IsId(job)) return std::vector<Event>();
  return connection_->Do([&](pqxx::work& transaction) {
    const auto rows = transaction.exec_params(
        "SELECT number, stage, text, " + TimeText("created_at") + " FROM job_events WHERE job_id = $1 AND number > $2 ORDER BY number LIMIT $3", job,
        after, std::clamp(limit, 1, 1000));
    std::vector<Event> events;
    for (const auto& row : rows)
      events.push_back({row[0].as<int64_t>(), row[1].as<std::string>(), row[2].as<std::string>(), row[3].as<std::string>()});
    return events;
  });
}

}  // namespace ingot::bot
