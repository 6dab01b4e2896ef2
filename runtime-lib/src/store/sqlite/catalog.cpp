#include "store/sqlite/catalog.hpp"

#include <algorithm>
#include <utility>

namespace ingot::rt::store::sqlite {
namespace {

constexpr std::string_view kOurs =
    " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND (s.name NOT LIKE 'ingot\\_%' ESCAPE '\\' OR s.name LIKE 'ingot\\_searched\\_%' ESCAPE '\\') ";

// SELECT `what` of each table s, joined with `more`.
std::string select(std::string_view what, std::string_view more, std::string_view rest) {
  return "SELECT lower(s.name), " + std::string(what) + " FROM sqlite_schema s " + std::string(more) + std::string(kOurs) + std::string(rest);
}

void readColumns(Connection& connection, Schema& schema) {
  const std::string sql = select("lower(c.name), upper(c.type), c.\"notnull\", c.dflt_value IS NOT NULL, c.hidden, c.pk",
                                 "JOIN pragma_table_xinfo(s.name) c", "ORDER BY lower(s.name), c.cid");
  std::vector<std::pair<std::int64_t, std::string>> key;
  connection.run(sql, Params(), [&](const Row& row) {
    SchemaTable& table = tableOf(row.text(0), schema);
    SchemaColumn column;
    column.name = row.text(1);
    column.type = row.text(2);
    column.notNull = row.integer(3) != 0;
    const bool generated = row.integer(5) > 1;
    column.hasDefault = row.integer(4) != 0 || generated;
    if (generated) column.type += " GENERATED ALWAYS";
    const auto place = static_cast<std::size_t>(row.integer(6));
    if (place > table.primaryKey.columns.size()) table.primaryKey.columns.resize(place);
    if (place > 0) table.primaryKey.columns[place - 1] = column.name;
    table.columns.push_back(std::move(column));
  });
  for (SchemaTable& table : schema) {
    for (SchemaColumn& column : table.columns) {
      const std::string collation = connection.collationOf(table.name, column.name);
      if (collation != "BINARY") column.type += " COLLATE " + collation;  // other texts are equal
    }
  }
}

void readIndexes(Connection& connection, Schema& schema) {
  const std::string sql = select(
      "i.name, i.\"unique\", coalesce(lower(x.name), 'an expression') || iif(x.coll <> 'BINARY', ' COLLATE ' || x.coll, ''), "
      "iif(i.partial, coalesce((SELECT substr(sql, instr(upper(sql), 'WHERE')) FROM sqlite_schema WHERE name = i.name), 'WHERE'), '')",
      "JOIN pragma_index_list(s.name) i JOIN pragma_index_xinfo(i.name) x", "AND x.key AND i.origin <> 'pk' ORDER BY lower(s.name), i.name, x.seqno");
  connection.run(sql, Params(), [&](const Row& row) {
    SchemaTable& table = tableOf(row.text(0), schema);
    auto& all = row.integer(2) != 0 ? table.uniqueSets : table.indexes;
    if (all.empty() || all.back().name != row.text(1)) all.push_back({std::string(row.text(1)), {}, std::string(row.text(4))});
    all.back().columns.emplace_back(row.text(3));
  });
}

void readReferences(Connection& connection, Schema& schema) {
  const std::string sql = select(
      "f.id, lower(f.\"from\"), lower(f.\"table\"), f.on_delete, "
      "lower(coalesce(f.\"to\", (SELECT name FROM pragma_table_info(f.\"table\") WHERE pk = f.seq + 1), ''))",
      "JOIN pragma_foreign_key_list(s.name) f", "ORDER BY lower(s.name), f.id, f.seq");
  std::string last;
  connection.run(sql, Params(), [&](const Row& row) {
    SchemaTable& table = tableOf(row.text(0), schema);
    const std::string id = table.name + " " + std::to_string(row.integer(1));
    if (id != last) {
      table.references.push_back({"", {}, std::string(row.text(3)) + " ()", std::string(row.text(4))});
      last = id;
    }
    SchemaReference& reference = table.references.back();
    reference.columns.emplace_back(row.text(2));
    std::string& target = reference.target;
    target.insert(target.size() - 1, (target.ends_with("()") ? "" : ", ") + std::string(row.text(5)));
  });
}

void readTriggers(Connection& connection, Schema& schema) {
  const std::string sql = select("t.name, t.sql", "JOIN sqlite_schema t ON t.type = 'trigger' AND lower(t.tbl_name) = lower(s.name)",
                                 "ORDER BY lower(s.name), t.name");
  connection.run(sql, Params(), [&](const Row& row) {
    tableOf(row.text(0), schema).triggers.push_back({std::string(row.text(1)), "", std::string(row.text(2))});
  });
}

// What SQLite makes of a declared type: https://www.sqlite.org/datatype3.html#determination_of_column_affinity
std::string_view affinityOf(std::string_view type) {
  const auto has = [&](std::string_view word) { return type.find(word) != std::string_view::npos; };
  if (has("INT")) return "INTEGER";
  if (has("CHAR") || has("CLOB") || has("TEXT")) return "TEXT";
  if (has("BLOB") || type.empty()) return "BLOB";
  if (has("REAL") || has("FLOA") || has("DOUB")) return "REAL";
  return "NUMERIC";
}

void strangeValues(Connection& connection, const SchemaTable& wanted, const SchemaTable& found, std::vector<Difference>& strange) {
  for (const SchemaColumn& column : wanted.columns) {
    const auto same = [&](const SchemaColumn& each) { return each.name == column.name && fitOf(column.type, each.type).fits; };
    if (std::none_of(found.columns.begin(), found.columns.end(), same)) continue;  // said already
    const std::string name = quotedName(column.name);
    const std::string type = column.type == "INT" ? "INTEGER" : column.type;
    connection.run("SELECT typeof(" + name + ") FROM " + quotedName(wanted.name) + " WHERE typeof(" + name + ") NOT IN ('null', lower($1)) LIMIT 1",
                   Params(type), [&](const Row& row) {
                     strange.push_back({wanted.name, column.name, column.type, "a row with a value of type " + std::string(row.text(0))});
                   });
  }
}

}  // namespace

Schema readSchema(Connection& connection) {
  Schema schema;
  readColumns(connection, schema);
  readIndexes(connection, schema);
  readReferences(connection, schema);
  readTriggers(connection, schema);
  return schema;
}

TypeFit fitOf(std::string_view wanted, std::string_view found) {
  const auto special = [](std::string_view type) {
    return type.find(" COLLATE ") != std::string_view::npos || type.ends_with(" GENERATED ALWAYS");
  };
  if (special(wanted) || special(found)) return {};
  const std::string_view affinity = affinityOf(found);
  return {affinityOf(wanted) == affinity || (wanted == "INTEGER" && affinity == "NUMERIC")};
}

std::vector<Difference> strangeRows(Connection& connection, const Schema& wanted, const Schema& found) {
  std::vector<Difference> strange;
  for (const SchemaTable& table : wanted) {
    const SchemaTable* there = tableNamed(table.name, found);
    if (there != nullptr) strangeValues(connection, table, *there, strange);
  }
  connection.run("SELECT lower(\"table\"), lower(\"parent\"), count(*) FROM pragma_foreign_key_check GROUP BY 1, 2", Params(), [&](const Row& row) {
    strange.push_back({std::string(row.text(0)), "", "references to rows that are there",
                       std::to_string(row.integer(2)) + " to rows of " + std::string(row.text(1)) + " that do not exist"});
  });
  return strange;
}

}  // namespace ingot::rt::store::sqlite
