#include "store/own-table.hpp"

#include <string>

#include "store/write-now.hpp"

namespace ingot::rt::store {
namespace {

// While two releases run, the schema of the newer one comes first: a table of the older one is found, and not made there again.
bool standsAlready(Session& session, std::string_view table) {
  const std::string name(table);
  session.run("SELECT pg_advisory_xact_lock(hashtextextended('" + name + " ' || current_schema(), 0))", Params(), [](const Row&) {});
  bool there = false;
  session.run("SELECT 1 WHERE to_regclass('" + name + "') IS NOT NULL", Params(), [&](const Row&) { there = true; });
  return there;
}

}  // namespace

void makeOwnTable(Database& database, const OwnTable& table) {
  writeNow(database, [&](Session& session) {
    if (session.dialect() == Dialect::postgres && standsAlready(session, table.name)) return;
    session.execute(table.create, Params());
    session.execute(table.index, Params());
  });
}

}  // namespace ingot::rt::store
