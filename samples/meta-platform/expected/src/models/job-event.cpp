// JobEvent. Made by Ingot; changes belong in the definition.
#include "models/job-event.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"job_id", "jobId", "jobs"},
    {"number", "number"},
    {"stage", "stage"},
    {"text", "text"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO job_events (id, job_id, number, stage, text, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, job_id, number, stage, text, created_at, "
    "updated_at, row_version"};

}  // namespace

constexpr rt::Table kJobEventTable{
    "job_events",
    "id, job_id, number, stage, text, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kJobEventRows{
    kJobEventTable,
    "8d4639b3",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<JobEvent, &JobEvent::jobId>,
};

void readBody(rt::ObjectReader& body, JobEvent::Input& input) {
  body.field("jobId", input.jobId);
  body.field("number", input.number);
  body.field("stage", input.stage);
  body.field("text", input.text);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults([[maybe_unused]] JobEvent::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const JobEvent::Input& input, rt::Checks& checks) {
  checks.required("jobId", input.jobId);
  checks.required("number", input.number);
  checks.min("number", input.number, 1);
  checks.required("stage", input.stage);
  checks.maxLength("stage", input.stage, 40);
  checks.required("text", input.text);
}

void writeMembers(rt::JsonWriter& json, const JobEvent& item) {
  json.member("id", item.id);
  json.member("jobId", item.jobId);
  json.member("number", item.number);
  json.member("stage", item.stage);
  json.member("text", item.text);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, JobEvent& item) {
  row.read(item.id, item.jobId, item.number, item.stage, item.text, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const JobEvent::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.jobId, input.number, input.stage, input.text, now, now, std::int64_t{1});
}

JobEvent insertRow(rt::Session& session, const JobEvent::Input& input) {
  return session.first<JobEvent>(kInsert, rowValues(session, input), &kJobEventTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const JobEvent::Input& input) {
  rt::Update update(kJobEventTable);
  update.set("job_id", input.jobId);
  update.set("number", input.number);
  update.set("stage", input.stage);
  update.set("text", input.text);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
