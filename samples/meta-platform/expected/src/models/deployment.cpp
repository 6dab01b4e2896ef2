// Deployment. Made by Ingot; changes belong in the definition.
#include "models/deployment.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"release_id", "releaseId", "releases"},
    {"machine", "machine"},
    {"address", "address"},
    {"fence", "fence"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO deployments (id, application_id, release_id, machine, address, fence, created_at, "
    "updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id, application_id, "
    "release_id, machine, address, fence, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kDeploymentTable{
    "deployments",
    "id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kDeploymentRows{
    kDeploymentTable,
    "b1d7b267",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Deployment, &Deployment::applicationId, &Deployment::releaseId>,
};

void readBody(rt::ObjectReader& body, Deployment::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("releaseId", input.releaseId);
  body.field("machine", input.machine);
  body.field("address", input.address);
  body.field("fence", input.fence);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Deployment::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.releaseId.orNull();
  input.fence.orDefault(0);
}

void check(const Deployment::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("machine", input.machine);
  checks.maxLength("machine", input.machine, 200);
  checks.required("address", input.address);
  checks.maxLength("address", input.address, 200);
  checks.required("fence", input.fence);
  checks.min("fence", input.fence, 0);
}

void writeMembers(rt::JsonWriter& json, const Deployment& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("releaseId", item.releaseId);
  json.member("machine", item.machine);
  json.member("address", item.address);
  json.member("fence", item.fence);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Deployment& item) {
  row.read(item.id, item.applicationId, item.releaseId, item.machine, item.address, item.fence, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Deployment::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.releaseId, input.machine, input.address, input.fence, now, now, std::int64_t{1});
}

Deployment insertRow(rt::Session& session, const Deployment::Input& input) {
  return session.first<Deployment>(kInsert, rowValues(session, input), &kDeploymentTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Deployment::Input& input) {
  rt::Update update(kDeploymentTable);
  update.set("application_id", input.applicationId);
  update.set("release_id", input.releaseId);
  update.set("machine", input.machine);
  update.set("address", input.address);
  update.set("fence", input.fence);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
