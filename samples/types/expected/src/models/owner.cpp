// Owner. Made by Ingot; changes belong in the definition.
#include "models/owner.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"name", "name"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kFind{
    "SELECT id, name, row_version FROM owners WHERE id = $1"};

constexpr rt::Statement kInsert{
    "INSERT INTO owners (id, name, row_version) VALUES ($1, $2, $3) RETURNING id, name, row_version"};

}  // namespace

constexpr rt::Table kOwnerTable{"owners", kColumns};

void readOwner(rt::ObjectReader& body, Owner::Input& input) {
  body.field("name", input.name);
  body.readOnly("id");
  body.finish();
}

void fillOwner([[maybe_unused]] Owner::Input& input, [[maybe_unused]] rt::Timestamp now) {
}

void checkOwner(const Owner::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 80);
}

void writeOwner(rt::JsonWriter& json, const Owner& item) {
  json.member("id", item.id);
  json.member("name", item.name);
}

void readRow(const rt::Row& row, Owner& item) {
  row.read(item.id, item.name, item.rowVersion);
}

std::optional<Owner> findOwner(rt::Session& session, const rt::Uuid& id) {
  return session.first<Owner>(kFind, rt::Params(id));
}

Owner insertOwner(rt::Session& session, const Owner::Input& input, [[maybe_unused]] rt::Timestamp now) {
  const rt::Params values(rt::newUuid(), input.name, std::int64_t{1});
  return session.first<Owner>(kInsert, values, &kOwnerTable).value();
}

rt::Update updateOwner(const Owner::Input& input, [[maybe_unused]] rt::Timestamp now) {
  rt::Update update(kOwnerTable);
  update.set("name", input.name);
  return update;
}

}  // namespace app
