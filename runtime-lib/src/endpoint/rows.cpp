// Rows that a request names.
#include <ingot/rt/endpoint.hpp>

namespace ingot::rt {
namespace {

bool isThere(Session& session, const Table& table, const Uuid& id) {
  bool found = false;
  session.run("SELECT 1 FROM " + std::string(table.name) + " WHERE id = $1", Params(id), [&](const Row&) { found = true; });
  return found;
}

}  // namespace

void requireRow(Session& session, const Table& table, std::string_view model, const Uuid& id) {
  if (!isThere(session, table, id)) throw notFound(model);
}

void requireReference(Session& session, const Table& table, std::string_view path, const Input<Uuid>& id) {
  if (!id.hasValue() || isThere(session, table, *id)) return;
  throw invalid({{std::string(path), "missing_reference", "refers to a row that does not exist"}});
}

}  // namespace ingot::rt
