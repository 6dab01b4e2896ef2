// Job. Made by Ingot; changes belong in the definition.
#include "models/job.hpp"

#include <ingot/rt/expr.hpp>

namespace app {
namespace {

namespace expr = ingot::rt::expr;

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"type", "type"},
    {"data", "data"},
    {"status", "status"},
    {"previous_id", "previousId", "jobs"},
    {"release_id", "releaseId", "releases"},
    {"stage", "stage"},
    {"attempts", "attempts"},
    {"run_after", "runAfter"},
    {"owner", "owner"},
    {"lease_until", "leaseUntil"},
    {"fence", "fence"},
    {"cancel_requested", "cancelRequested"},
    {"verdict", "verdict"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO jobs (id, application_id, type, data, status, previous_id, release_id, stage, "
    "attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, "
    "updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16, $17, $18) RETURNING id, application_id, type, data, status, previous_id, "
    "release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, "
    "created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kJobTable{
    "jobs",
    "id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, "
    "owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kJobRows{
    kJobTable,
    "e7f1bebd",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Job, &Job::applicationId, &Job::previousId, &Job::releaseId>,
};

void readBody(rt::ObjectReader& body, Job::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("type", input.type);
  body.field("data", input.data);
  body.field("status", input.status);
  body.field("previousId", input.previousId);
  body.field("releaseId", input.releaseId);
  body.field("stage", input.stage);
  body.field("attempts", input.attempts);
  body.field("runAfter", input.runAfter);
  body.field("owner", input.owner);
  body.field("leaseUntil", input.leaseUntil);
  body.field("fence", input.fence);
  body.field("cancelRequested", input.cancelRequested);
  body.field("verdict", input.verdict);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Job::Input& input, rt::Write write, rt::Timestamp now) {
  input.data.orDefault(rt::Json{"{}"});
  input.status.orDefault(JobStatus{0});
  input.previousId.orNull();
  input.releaseId.orNull();
  input.stage.orNull();
  input.attempts.orDefault(0);
  input.owner.orNull();
  input.leaseUntil.orNull();
  input.fence.orDefault(0);
  input.cancelRequested.orDefault(false);
  input.verdict.orNull();
  if (write != rt::Write::create) return;  // a row that is replaced keeps what an expression once gave it
  input.runAfter.orDefault(now);
}

void check(const Job::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("type", input.type);
  checks.required("data", input.data);
  checks.required("status", input.status);
  checks.maxLength("stage", input.stage, 40);
  checks.required("attempts", input.attempts);
  checks.min("attempts", input.attempts, 0);
  checks.notNull("runAfter", input.runAfter);
  checks.maxLength("owner", input.owner, 200);
  checks.required("fence", input.fence);
  checks.min("fence", input.fence, 0);
  checks.required("cancelRequested", input.cancelRequested);
}

void writeMembers(rt::JsonWriter& json, const Job& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("type", item.type);
  json.member("data", item.data);
  json.member("status", item.status);
  json.member("previousId", item.previousId);
  json.member("releaseId", item.releaseId);
  json.member("stage", item.stage);
  json.member("attempts", item.attempts);
  json.member("runAfter", item.runAfter);
  json.member("owner", item.owner);
  json.member("leaseUntil", item.leaseUntil);
  json.member("fence", item.fence);
  json.member("cancelRequested", item.cancelRequested);
  json.member("verdict", item.verdict);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Job& item) {
  row.read(item.id, item.applicationId, item.type, item.data, item.status, item.previousId, item.releaseId, item.stage, item.attempts, item.runAfter, item.owner, item.leaseUntil, item.fence, item.cancelRequested, item.verdict, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Job::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.type, input.data, input.status, input.previousId, input.releaseId, input.stage, input.attempts, input.runAfter, input.owner, input.leaseUntil, input.fence, input.cancelRequested, input.verdict, now, now, std::int64_t{1});
}

Job insertRow(rt::Session& session, const Job::Input& input) {
  return session.first<Job>(kInsert, rowValues(session, input), &kJobTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Job::Input& input) {
  rt::Update update(kJobTable);
  update.set("application_id", input.applicationId);
  update.set("type", input.type);
  update.set("data", input.data);
  update.set("status", input.status);
  update.set("previous_id", input.previousId);
  update.set("release_id", input.releaseId);
  update.set("stage", input.stage);
  update.set("attempts", input.attempts);
  update.set("run_after", input.runAfter);
  update.set("owner", input.owner);
  update.set("lease_until", input.leaseUntil);
  update.set("fence", input.fence);
  update.set("cancel_requested", input.cancelRequested);
  update.set("verdict", input.verdict);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
