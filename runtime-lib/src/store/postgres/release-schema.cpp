#include "store/postgres/release-schema.hpp"

namespace ingot::rt::store::postgres {
namespace {

// Its schema's name, cut so that names stay within 63 bytes.
std::string rawNameOf(int release) { return "left(current_schema(), 50) || '_v" + std::to_string(release) + "'"; }
std::string nameOf(int release) { return "quote_ident(" + rawNameOf(release) + ")"; }

// The columns of a view as the server writes it: `SELECT docs.title AS heading, ... FROM docs`, with or without the table's name.
constexpr std::string_view kColumnsOfViews =
    "SELECT t.name, trim('\"' FROM c.names[1]), trim('\"' FROM c.names[2]) FROM pg_views v,"
    " LATERAL (SELECT trim('\"' FROM substring(v.definition FROM 'FROM (?:[^\\s.]+\\.)?(\"[^\"]+\"|\\w+)')) AS name) t,"
    " LATERAL regexp_matches(v.definition, '(\"[^\"]+\"|\\w+) AS (\"[^\"]+\"|\\w+)', 'g') AS c(names) WHERE v.schemaname = ";

}  // namespace

std::string releaseSchema(Session& session, int release) {
  std::string name;
  session.run("SELECT " + nameOf(release), Params(), [&](const Row& row) { row.read(name); });
  return name;
}

// A schema that does not exist is passed over.
std::string releasePath(int release) { return nameOf(release) + " || ', ' || current_setting('search_path')"; }

std::string_view ReleaseView::nameOf(const std::string& table, std::string_view column) const {
  const auto found = columns.find(std::pair(table, std::string(column)));
  return found == columns.end() ? column : std::string_view(found->second);
}

ReleaseView readReleaseView(Session& session, int release) {
  ReleaseView view;
  if (release == 0) return view;
  session.run("SELECT 'SELECT set_config(''search_path'', ' || quote_literal(" + releasePath(release) +
                  ") || ', true)' FROM pg_namespace WHERE nspname = " + rawNameOf(release),
              Params(), [&](const Row& row) { row.read(view.path); });
  if (view.path.empty()) return view;
  session.run(std::string(kColumnsOfViews) + rawNameOf(release), Params(), [&](const Row& row) {
    std::pair<std::string, std::string> column;
    std::string name;
    row.read(column.first, column.second, name);
    view.columns[std::move(column)] = std::move(name);
  });
  return view;
}

}  // namespace ingot::rt::store::postgres
