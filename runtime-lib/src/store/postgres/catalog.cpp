#include "store/postgres/catalog.hpp"

#include <optional>

#include <ingot/rt/types.hpp>

namespace ingot::rt::store::postgres {
namespace {

constexpr std::string_view kOurs =
    " c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'ingot\\_%'"
    " AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) ";

// What the service cannot write to, and what changes which texts are equal, makes another type.
constexpr std::string_view kColumns =
    "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) ||"
    " CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS' WHEN a.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END ||"
    " CASE WHEN l.collisdeterministic THEN '' ELSE coalesce(' COLLATE ' || quote_ident(l.collname), '') END,"
    " CASE l.collname WHEN 'POSIX' THEN 'C' ELSE coalesce(l.collname::text, '') END, a.attnotnull, a.atthasdef OR a.attidentity <> ''"
    " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_collation l ON l.oid = a.attcollation WHERE";

constexpr std::string_view kIndexes =
    "SELECT c.relname::text, CASE WHEN k.contype = 'u' THEN 'the constraint ' ELSE '' END || i.relname, x.indisunique, x.indisprimary,"
    " pg_get_indexdef(x.indexrelid, n, true), ltrim(coalesce('WHERE ' || pg_get_expr(x.indpred, x.indrelid, true), '') ||"
    " CASE WHEN x.indimmediate OR NOT x.indisunique THEN '' ELSE ' DEFERRABLE' END ||"
    " CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN ' NULLS NOT DISTINCT' ELSE '' END)"
    " FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid AND x.indisvalid JOIN pg_class i ON i.oid = x.indexrelid"
    " CROSS JOIN LATERAL generate_series(1, x.indnkeyatts::int) n"
    " LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u') WHERE";

constexpr std::string_view kReferences =
    "SELECT c.relname::text, k.conname::text, a.attname::text, CASE WHEN t.relnamespace = c.relnamespace THEN t.relname::text"
    " ELSE t.oid::regclass::text END || (SELECT ' (' || string_agg(f.attname, ', ' ORDER BY o.n) || ')' FROM unnest(k.confkey)"
    " WITH ORDINALITY o (num, n) JOIN pg_attribute f ON f.attrelid = t.oid AND f.attnum = o.num),"
    " CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END ||"
    " CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END"
    " FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' JOIN pg_class t ON t.oid = k.confrelid"
    " CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY u (num, n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num WHERE";

// A function of the schema itself is made without the schema's name, and so is what it searches; one of the server is there.
constexpr std::string_view kTriggers =
    "SELECT c.relname::text, t.tgname::text, CASE WHEN p.pronamespace = c.relnamespace THEN 'CREATE FUNCTION ' || substr("
    "regexp_replace(pg_get_functiondef(p.oid), '\\n SET search_path TO [^\\n]*', E'\\n SET search_path FROM CURRENT'), length('CREATE OR REPLACE FUNCTION ' || quote_ident(current_schema()) || '.') + 1) ELSE '' END,"
    " pg_get_triggerdef(t.oid, true) || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' -- disabled' END"
    " FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal JOIN pg_proc p ON p.oid = t.tgfoid WHERE";

void run(Session& session, std::string_view sql, std::string_view order, RowReader reader) {
  session.run(std::string(sql) + std::string(kOurs) + "ORDER BY c.relname::text COLLATE \"C\", " + std::string(order), Params(), reader);
}

// `text` behind `prefix`.
std::optional<std::string_view> after(std::string_view prefix, std::string_view text) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

struct NumericType {
  std::int64_t digits = 0;
  std::int64_t scale = 0;
};

std::optional<NumericType> numericOf(std::string_view type) {
  const auto inner = after("numeric(", type);
  if (!inner || !inner->ends_with(")")) return std::nullopt;
  const std::size_t comma = inner->find(',');
  NumericType numeric;
  if (comma == std::string_view::npos || !parse(inner->substr(0, comma), numeric.digits) ||
      !parse(inner->substr(comma + 1, inner->size() - comma - 2), numeric.scale))
    return std::nullopt;
  return numeric;
}

TypeFit numericFit(std::string_view wanted, std::string_view found) {
  constexpr std::int64_t kMostDigits = 18;  // that the service can hold
  const auto one = numericOf(wanted);
  const auto other = numericOf(found);
  if (!one || !other || one->scale != other->scale || other->digits > kMostDigits) return {};
  return {true, other->digits < one->digits ? "larger numbers are refused" : ""};
}

bool isShortened(std::string_view type, std::string_view begin, std::string_view end) {
  return type.starts_with(begin) && type.ends_with(end) && type.size() > begin.size() + end.size();
}

}  // namespace

Schema readSchema(Session& session) {
  Schema schema;
  run(session, kColumns, "a.attnum", [&](const Row& row) {
    SchemaColumn column;
    column.name = row.text(1);
    column.type = row.text(2);
    column.collation = row.text(3);
    column.notNull = row.integer(4) != 0;
    column.hasDefault = row.integer(5) != 0;
    tableOf(row.text(0), schema).columns.push_back(std::move(column));
  });
  run(session, kIndexes, "i.relname::text COLLATE \"C\", n", [&](const Row& row) {
    SchemaTable& table = tableOf(row.text(0), schema);
    SchemaIndex index{std::string(row.text(1)), {}, std::string(row.text(5))};
    if (row.integer(3) != 0) {
      if (table.primaryKey.columns.empty()) table.primaryKey = std::move(index);
      table.primaryKey.columns.emplace_back(row.text(4));
      return;
    }
    auto& all = row.integer(2) != 0 ? table.uniqueSets : table.indexes;
    if (all.empty() || all.back().name != index.name) all.push_back(std::move(index));
    all.back().columns.emplace_back(row.text(4));
  });
  run(session, kReferences, "k.conname::text COLLATE \"C\", u.n", [&](const Row& row) {
    auto& all = tableOf(row.text(0), schema).references;
    if (all.empty() || all.back().name != row.text(1))
      all.push_back({std::string(row.text(1)), {}, std::string(row.text(3)), std::string(row.text(4))});
    all.back().columns.emplace_back(row.text(2));
  });
  run(session, kTriggers, "t.tgname::text COLLATE \"C\"", [&](const Row& row) {
    tableOf(row.text(0), schema).triggers.push_back({std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))});
  });
  return schema;
}

TypeFit fitOf(std::string_view wanted, std::string_view found) {
  if (wanted == "bigint" && (found == "integer" || found == "smallint")) return {true, "larger numbers are refused"};
  if (wanted == "text" && found == "character varying") return {true};
  if (wanted == "text" && isShortened(found, "character varying(", ")")) return {true, "longer texts are refused"};
  if (wanted == "timestamp with time zone" && isShortened(found, "timestamp(", ") with time zone")) return {true, "times are rounded"};
  if (wanted == "double precision" && found == "real") return {true, "numbers are rounded"};
  if (wanted == "json" && found == "jsonb") return {true, "it does not keep the order of members"};
  return numericFit(wanted, found);
}

}  // namespace ingot::rt::store::postgres
