// Releases, and which of them serves.
#include "bot/store/connection.h"

namespace ingot::bot {
namespace {

constexpr std::pair<ReleaseStatus, std::string_view> kStatuses[] = {{ReleaseStatus::kGenerated, "generated"},
                                                                    {ReleaseStatus::kBuilt, "built"},
                                                                    {ReleaseStatus::kActive, "active"},
                                                                    {ReleaseStatus::kSuperseded, "superseded"},
                                                                    {ReleaseStatus::kFailed, "failed"}};

auto StatusOf(const std::string& name) -> ReleaseStatus {
  for (const auto& [value, text] : kStatuses) {
    if (text == name) return value;
  }
  throw std::runtime_error("a release has the status " + name + ", which is none");
}

auto SelectReleases() -> std::string {
  return "SELECT id, application_id, number, status, definition_hash, definition::text, schema_snapshot::text, migrations::text,"
         " COALESCE(artifact::text, ''), COALESCE(address, ''), " +
         TimeText("created_at") + " FROM releases";
}

auto ReleaseOf(const pqxx::row& row) -> Release {
  const auto text = [&](int column) { return row[column].as<std::string>(); };
  return {text(0), text(1), row[2].as<int64_t>(), StatusOf(text(3)), text(4), text(5), text(6), text(7), text(8), text(9), text(10)};
}

auto FirstOf(const pqxx::result& rows) -> std::optional<Release> { return rows.empty() ? std::nullopt : std::optional(ReleaseOf(rows[0])); }

// The release must be one of the job's application, whatever a job's data said.
void DemandOne(const pqxx::result& rows) {
  if (rows.empty()) throw Refused{"there is no such release of the application"};
}

// The release that an earlier attempt of the job made, if it may be made anew: nothing came of it, and none came after it.
auto Remade(pqxx::work& transaction, const Lease& lease, const NewRelease& release) -> std::string {
  const auto rows = transaction.exec_params(
      "UPDATE releases SET definition_hash = $2, definition = $3, schema_snapshot = $4, migrations = $5, updated_at = clock_timestamp(),"
      " row_version = row_version + 1 WHERE id = (SELECT release_id FROM jobs WHERE id = $1) AND application_id = $6 AND status = 'generated'"
      " AND number = (SELECT max(o.number) FROM releases o WHERE o.application_id = $6) RETURNING id",
      lease.job, release.definition_hash, release.definition, release.schema_snapshot, release.migrations, release.application);
  return rows.empty() ? std::string() : rows[0][0].as<std::string>();
}

auto Made(pqxx::work& transaction, const Lease& lease, const NewRelease& release, const std::string& id) -> std::string {
  transaction.exec_params(
      "INSERT INTO releases (id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, created_at, updated_at)"
      " SELECT $2, j.application_id, 1 + COALESCE((SELECT max(o.number) FROM releases o WHERE o.application_id = j.application_id), 0), 'generated',"
      " $3, $4, $5, $6, clock_timestamp(), clock_timestamp() FROM jobs j WHERE j.id = $1",
      lease.job, id, release.definition_hash, release.definition, release.schema_snapshot, release.migrations);
  transaction.exec_params("UPDATE jobs SET release_id = $2, updated_at = clock_timestamp(), row_version = row_version + 1 WHERE id = $1", lease.job,
                          id);
  return id;
}

}  // namespace

auto NameOf(ReleaseStatus status) -> std::string_view {
  for (const auto& [value, name] : kStatuses) {
    if (value == status) return name;
  }
  return {};
}

auto Store::LatestReleases(const std::string& application) -> Result<Latest> {
  if (!IsId(application)) return Latest{};
  return connection_->Do([&](pqxx::work& transaction) {
    const std::string select = SelectReleases() + " WHERE application_id = $1 AND status ";
    return Latest{FirstOf(transaction.exec_params(select + "<> 'failed' ORDER BY number DESC LIMIT 1", application)),
                  FirstOf(transaction.exec_params(select + "= 'active' ORDER BY number DESC LIMIT 1", application))};
  });
}

auto Store::FindRelease(const std::string& id) -> Result<std::optional<Release>> {
  if (!IsId(id)) return std::nullopt;
  return connection_->Do([&](pqxx::work& transaction) { return FirstOf(transaction.exec_params(SelectReleases() + " WHERE id = $1", id)); });
}

auto Store::FindDeployment(const std::string& application) -> Result<std::optional<Deployment>> {
  if (!IsId(application)) return std::nullopt;
  return connection_->Do([&](pqxx::work& transaction) -> std::optional<Deployment> {
    const auto rows = transaction.exec_params(
        "SELECT COALESCE(release_id::text, ''), machine, address, fence FROM deployments WHERE application_id = $1", application);
    if (rows.empty()) return std::nullopt;
    return Deployment{rows[0][0].as<std::string>(), rows[0][1].as<std::string>(), rows[0][2].as<std::string>(), rows[0][3].as<int64_t>()};
  });
}

auto Store::CreateRelease(const Lease& lease, const NewRelease& release) -> Result<Release> {
  const std::string id = NewId();
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    if (transaction.exec_params("SELECT 1 FROM jobs WHERE id = $1 AND application_id = $2", lease.job, release.application).empty()) {
      throw Refused{"the job is not one of this application"};
    }
    std::string made = Remade(transaction, lease, release);
    if (made.empty()) made = Made(transaction, lease, release, id);
    return ReleaseOf(transaction.exec_params(SelectReleases() + " WHERE id = $1", made).at(0));
  });
}

auto Store::SetArtifact(const Lease& lease, const std::string& release, const std::string& artifact) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    DemandOne(transaction.exec_params(
        "UPDATE releases SET artifact = $3, status = CASE WHEN status IN ('generated', 'failed') THEN 'built' ELSE status END,"
        " updated_at = clock_timestamp(), row_version = row_version + 1"
        " WHERE id = $2 AND application_id = (SELECT application_id FROM jobs WHERE id = $1) RETURNING id",
        lease.job, release, artifact));
  });
}

auto Store::SetStatus(const Lease& lease, const std::string& release, ReleaseStatus status) -> Result<void> {
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    DemandOne(
        transaction.exec_params("UPDATE releases SET status = $3, updated_at = clock_timestamp(), row_version = row_version + 1"
                                " WHERE id = $2 AND application_id = (SELECT application_id FROM jobs WHERE id = $1)"
                                " AND NOT (status = 'active' AND $3 = 'failed') RETURNING id",
                                lease.job, release, std::string(NameOf(status))));
  });
}

auto Store::Activate(const Lease& lease, const std::string& release, const std::string& machine, const std::string& address) -> Result<void> {
  const std::string id = NewId();
  return connection_->Do([&](pqxx::work& transaction) {
    Guard(transaction, lease);
    const auto rows = transaction.exec_params(
        "UPDATE releases SET status = 'active', address = $3, updated_at = clock_timestamp(), row_version = row_version + 1"
        " WHERE id = $2 AND application_id = (SELECT application_id FROM jobs WHERE id = $1) RETURNING application_id",
        lease.job, release, address);
    DemandOne(rows);
    const auto application = rows[0][0].as<std::string>();
    transaction.exec_params(
        "UPDATE releases SET status = 'superseded', updated_at = clock_timestamp(), row_version = row_version + 1"
        " WHERE application_id = $1 AND status = 'active' AND id <> $2",
        application, release);
    const auto deployed = transaction.exec_params(
        "INSERT INTO deployments (id, application_id, release_id, machine, address, fence, created_at, updated_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), clock_timestamp()) ON CONFLICT (application_id) DO UPDATE"
        " SET release_id = excluded.release_id, machine = excluded.machine, address = excluded.address, fence = excluded.fence,"
        " updated_at = clock_timestamp(), row_version = deployments.row_version + 1 WHERE deployments.fence <= excluded.fence RETURNING id",
        id, application, release, machine, address, lease.fence);
    if (deployed.empty()) throw LeaseLost{};
  });
}

}  // namespace ingot::bot
