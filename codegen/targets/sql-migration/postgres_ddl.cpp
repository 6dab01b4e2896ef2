#include "codegen/targets/sql-migration/postgres_ddl.h"

#include <set>

#include <ingot/rt/types.hpp>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/file_triggers.h"
#include "codegen/targets/sql-migration/search.h"
#include "codegen/text/bug.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

// `decimal(10,2)`, as the snapshot has it.
auto NumericOf(const std::string& type) -> Safe<PgText> {
  const int precision = std::stoi(type.substr(type.find('(') + 1));
  const int scale = std::stoi(type.substr(type.find(',') + 1));
  return PgText::Of("numeric(@, @)", SqlLiteral::Integer(precision), SqlLiteral::Integer(scale));
}

// Text that is cast to the column's type where it stands.
auto ScalarLiteral(const ir::ScalarType& type, int64_t value) -> Safe<SqlLiteral> {
  switch (type.kind) {
    case ir::ScalarKind::kDecimal:
      return SqlLiteral::Text(rt::formatDecimal(value, type.scale));
    case ir::ScalarKind::kDate:
      return SqlLiteral::Text(rt::format(rt::Date{static_cast<int32_t>(value)}));
    case ir::ScalarKind::kTime:
      return SqlLiteral::Text(rt::format(rt::TimeOfDay{value}));
    case ir::ScalarKind::kTimestamp:
      return SqlLiteral::Text(rt::format(rt::Timestamp{value}));
    default:
      return SqlLiteral::Integer(value);
  }
}

auto HexOf(const rt::Bytes& bytes) -> std::string {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\x";
  for (const char c : bytes.data) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return text;
}

// `NEW.id, NEW.title`
auto Qualified(const Safe<PgText>& row, const std::vector<std::string>& columns) -> Safe<PgText> {
  PgStatements values;
  for (const std::string& column : columns) values.push_back(PgText::Of("@.@", row, Named(column)));
  return PgText::Join(", ", values);
}

// A function of the trigger's name, and the trigger; `when` is "INSERT ON docs". Sessions of two releases find other tables under a name: the
// function finds those that are there when it is made.
void AddKeeper(const std::string& name, const Safe<PgText>& when, const Safe<PgText>& condition, const Safe<PgText>& then, PgStatements& statements) {
  statements.push_back(
      PgText::Of("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$\n"
                 "BEGIN\n"
                 "  @;\n"
                 "  RETURN NULL;\n"
                 "END\n"
                 "$$",
                 Named(name), then));
  statements.push_back(PgText::Of("CREATE TRIGGER @ AFTER @ FOR EACH ROW\n@EXECUTE FUNCTION @()", Named(name), when, condition, Named(name)));
}


auto FillerName(const std::string& table, const std::string& column) -> Safe<SqlIdentifier> {
  return Named(ir::PhysicalName("ingot_fill_" + table + "_" + column));
}

// The value as a text that the column's type reads.
auto TextOf(const Filling& filling) -> Safe<SqlLiteral> {
  if (const auto* truth = std::get_if<bool>(&filling.value)) return SqlLiteral::Text(*truth ? "true" : "false");
  if (const auto* number = std::get_if<double>(&filling.value)) return SqlLiteral::Text(ShortestDouble(*number));
  const auto* integer = std::get_if<int64_t>(&filling.value);
  if (integer == nullptr || !std::holds_alternative<ir::ScalarType>(filling.type)) return LiteralOf(filling);
  const auto literal = ScalarLiteral(std::get<ir::ScalarType>(filling.type), *integer);
  return literal.View().starts_with('\'') ? literal : SqlLiteral::Text(std::to_string(*integer));
}

}  // namespace

auto TypeOf(const Column& column) -> Safe<PgText> {
  const std::string word = column.type.substr(0, column.type.find('('));
  if (column.type.ends_with("[]")) return PgText::Of("json");
  if (word == "secret") return PgText::Of("bytea");
  if (word == "ref") return PgText::Of("uuid");
  if (word == "enum") return PgText::Of("text COLLATE \"C\"");
  if (word == "decimal") return NumericOf(column.type);
#define INGOT_FIELD_TYPE(Kind, dsl, value, cpp, sqlite, postgres, ...) \
  if (word == dsl) return PgText::Of(postgres);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
  Bug("a column has no type", column.type);
}

auto ColumnText(const Column& column) -> Safe<PgText> {
  const auto text = PgText::Of("@ @", Named(column.name), TypeOf(column));
  return column.required ? PgText::Of("@ NOT NULL", text) : text;
}

auto KeyName(const std::string& table) -> std::string { return ir::PhysicalName(table + "_pkey"); }

auto ReferenceName(const std::string& table, const std::string& column) -> std::string { return ir::PhysicalName(table + "_" + column + "_fkey"); }

auto ConstraintText(const std::string& table, const Column& column) -> Safe<PgText> {
  return PgText::Of("CONSTRAINT @ FOREIGN KEY (@) @", Named(ReferenceName(table, column.name)), Named(column.name), ReferenceText(*column.reference, SqlText::Of("RESTRICT")));
}

auto CheckText(const CheckConstraint& check) -> Safe<PgText> {
  return PgText::Of("CONSTRAINT @ CHECK (@)", Named(check.name), PgText::Expression(check.postgres));
}

auto LiteralOf(const Filling& filling) -> Safe<SqlLiteral> {
  return std::visit(Match{
                        [](bool truth) { return SqlLiteral::Boolean(truth); },
                        [&](int64_t number) {
                          const auto scalar = std::get_if<ir::ScalarType>(&filling.type);
                          return scalar == nullptr ? SqlLiteral::Text(filling.text) : ScalarLiteral(*scalar, number);
                        },
                        [](double number) { return SqlLiteral::Double(number); },
                        [&](const std::string& text) {
                          const auto scalar = std::get_if<ir::ScalarType>(&filling.type);
                          const bool bytes = scalar != nullptr && scalar->kind == ir::ScalarKind::kBytes;
                          return SqlLiteral::Text(bytes ? HexOf(rt::bytesOf(text)) : text);
                        },
                        [](const std::array<uint8_t, 16>& bytes) {
                          rt::Uuid id;
                          id.bytes = bytes;
                          return SqlLiteral::Text(rt::format(id));
                        },
                    },
                    filling.value);
}

auto EmptyValue(const Column& column, bool unique) -> std::optional<Safe<PgText>> {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug"};
  static const std::set<std::string> kNumbers{"int", "bigint", "float", "duration"};
  const std::string word = column.type.substr(0, column.type.find('('));
  if (unique) return kTexts.contains(word) ? std::optional(PgText::Of("id::text")) : std::nullopt;
  if (word == "enum" && !column.values.empty()) return PgText::Of("@", SqlLiteral::Text(column.values.front()));
  if (word.ends_with("[]")) return PgText::Of("'[]'");
  if (kTexts.contains(word) || word == "bytes") return PgText::Of("''");
  if (kNumbers.contains(word) || word == "decimal") return PgText::Of("0");
  if (word == "bool") return PgText::Of("false");
  if (word == "uuid") return PgText::Of("id");
  if (word == "date" || word == "timestamp") return PgText::Of("'epoch'");
  if (word == "time") return PgText::Of("'00:00'");
  if (word == "json") return PgText::Of("'null'");
  return std::nullopt;
}

// A change through the service counts the version itself.
void CreateTrigger(const Table& table, const Trigger& trigger, PgStatements& statements) {
  const auto name = Named(trigger.name);
  const auto column = Named(trigger.column);
  const auto times = table.timestamps ? PgText::Of("  NEW.updated_at := clock_timestamp();\n") : PgText::Of("");
  statements.push_back(
      PgText::Of("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                 "BEGIN\n"
                 "  NEW.row_version := OLD.row_version + 1;\n"
                 "@"
                 "  RETURN NEW;\n"
                 "END\n"
                 "$$",
                 name, times));
  statements.push_back(
      PgText::Of("CREATE TRIGGER @ BEFORE UPDATE OF @ ON @ FOR EACH ROW\n"
                 "WHEN (NEW.@ IS NULL AND OLD.@ IS NOT NULL AND NEW.row_version = OLD.row_version)\n"
                 "EXECUTE FUNCTION @()",
                 name, column, Named(table.name), column, column, name));
}

void CreateTriggers(const Table& table, PgStatements& statements) { CreateTriggers(table, table, table, statements); }

void CreateTriggers(const Table& table, const Table& versions, const Table& deleted, PgStatements& statements) {
  for (const Trigger& trigger : TriggersOf(table)) CreateTrigger(table, trigger, statements);
  const auto name = Named(table.name);
  const auto always = PgText::Of("");
  const Keepers keepers = KeepersOf(table);
  if (!keepers.created.empty()) {
    const auto columns = HistoryColumns(versions);
    const auto keep = PgText::Of("INSERT INTO @ (@) VALUES (@)", Named(table.history), Names(columns), Qualified(PgText::Of("NEW"), columns));
    AddKeeper(keepers.created, PgText::Of("INSERT ON @", name), always, keep, statements);
    AddKeeper(keepers.changed, PgText::Of("UPDATE ON @", name), PgText::Of("WHEN (NEW.row_version <> OLD.row_version)\n"), keep, statements);
  }
  CreateFileTriggers(table, statements);
  const auto deletion = PgText::Of("DELETE ON @", name);
  if (!keepers.ended.empty()) AddKeeper(keepers.ended, PgText::Of("DELETE ON @", Named(keepers.ended_on)), always, PgText::Of("@", EndOfVersions(table)), statements);
  if (keepers.deleted.empty()) return;
  const auto columns = DeletedColumns(deleted);
  AddKeeper(keepers.deleted, deletion, always,
            PgText::Of("INSERT INTO @ (@, deleted_at) VALUES (@, clock_timestamp())", Named(table.deleted), Names(columns), Qualified(PgText::Of("OLD"), columns)),
            statements);
}

void DropTriggers(const Table& table, PgStatements& statements) {
  const auto drop = [&](const std::string& name, const std::string& on) {
    statements.push_back(PgText::Of("DROP TRIGGER @ ON @", Named(name), Named(on)));
    statements.push_back(PgText::Of("DROP FUNCTION @()", Named(name)));
  };
  const Keepers keepers = KeepersOf(table);
  for (const std::string& each : {keepers.created, keepers.changed, keepers.ended, keepers.deleted}) {
    if (!each.empty()) drop(each, each == keepers.ended ? keepers.ended_on : table.name);
  }
  for (const Trigger& trigger : TriggersOf(table)) drop(trigger.name, table.name);
  DropFileTriggers(table, statements);
}

void DropFunctions(const Table& table, PgStatements& statements) {
  const Keepers keepers = KeepersOf(table);
  std::vector<std::string> names{keepers.created, keepers.changed, keepers.ended, keepers.deleted};
  for (const Trigger& trigger : TriggersOf(table)) names.push_back(trigger.name);
  for (const std::string& each : names) {
    if (!each.empty()) statements.push_back(PgText::Of("DROP FUNCTION @()", Named(each)));
  }
  DropFileFunctions(table, statements);
}

namespace {

auto CreateTable(const Table& table, const std::set<std::string>& awaited) -> Safe<PgText> {
  const bool history = !table.history_of.empty();
  PgStatements lines{history ? PgText::Of("  id uuid NOT NULL") : PgText::Of("  id uuid NOT NULL CONSTRAINT @ PRIMARY KEY", Named(KeyName(table.name)))};
  for (const Column& column : table.columns) lines.push_back(PgText::Of("  @", ColumnText(column)));
  if (table.timestamps) {
    lines.push_back(PgText::Of("  created_at timestamptz NOT NULL"));
    lines.push_back(PgText::Of("  updated_at timestamptz NOT NULL"));
  }
  lines.push_back(history ? PgText::Of("  row_version bigint NOT NULL") : PgText::Of("  row_version bigint NOT NULL DEFAULT 1"));
  if (!table.deleted_of.empty()) lines.push_back(PgText::Of("  deleted_at timestamptz NOT NULL"));
  if (history) lines.push_back(PgText::Of("  CONSTRAINT @ PRIMARY KEY (id, row_version)", Named(KeyName(table.name))));
  if (!table.search.empty()) lines.push_back(PgText::Of("  @", SearchColumn(table)));
  for (const CheckConstraint& check : table.checks) lines.push_back(PgText::Of("  @", CheckText(check)));
  for (const Column& column : table.columns) {
    if (column.reference && !awaited.contains(column.reference->table)) lines.push_back(PgText::Of("  @", ConstraintText(table.name, column)));
  }
  return PgText::Of("CREATE TABLE @ (\n@\n)", Named(table.name), PgText::Join(",\n", lines));
}

}  // namespace

auto MakeTables(const std::vector<const Table*>& tables) -> PgStatements {
  PgStatements statements;
  std::set<std::string> awaited;
  for (const Table* table : tables) awaited.insert(table->name);
  PgStatements late;
  for (const Table* table : tables) {
    awaited.erase(table->name);
    statements.push_back(CreateTable(*table, awaited));
    for (const Column& column : table->columns) {
      const bool waits = column.reference && awaited.contains(column.reference->table);
      if (waits) late.push_back(PgText::Of("ALTER TABLE @ ADD @", Named(table->name), ConstraintText(table->name, column)));
    }
    for (const Index& index : table->indexes) statements.push_back(PgText::Of("@", CreateIndex(table->name, index)));
    if (!table->search.empty()) statements.push_back(CreateSearchIndex(*table));
  }
  statements.insert(statements.end(), late.begin(), late.end());
  for (const Table* table : tables) CreateTriggers(*table, statements);
  return statements;
}

auto UnmakeTables(const std::vector<const Table*>& tables) -> PgStatements {
  std::vector<Safe<SqlIdentifier>> names;
  for (const Table* table : tables) names.push_back(Named(table->name));
  PgStatements statements;
  if (names.empty()) return statements;
  statements.push_back(PgText::Of("DROP TABLE @", PgText::Join(", ", names)));
  for (const Table* table : tables) DropFunctions(*table, statements);
  return statements;
}

auto CreateIndexConcurrently(std::string_view table, const Index& index) -> Safe<PgText> {
  const auto name = Named(index.name);
  const auto columns = Names(index.columns);
  if (index.unique) return PgText::Of("CREATE UNIQUE INDEX CONCURRENTLY @ ON @ (@)", name, Named(table), columns);
  return PgText::Of("CREATE INDEX CONCURRENTLY @ ON @ (@)", name, Named(table), columns);
}

void CreateFiller(const std::string& table, const std::string& column, const Filling& filling, PgStatements& statements) {
  const auto name = FillerName(table, column);
  const auto filled = Named(column);
  statements.push_back(
      PgText::Of("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                 "BEGIN\n"
                 "  NEW.@ := TG_ARGV[0];\n"
                 "  RETURN NEW;\n"
                 "END\n"
                 "$$",
                 name, filled));
  statements.push_back(PgText::Of("CREATE TRIGGER @ BEFORE INSERT OR UPDATE ON @ FOR EACH ROW\nWHEN (NEW.@ IS NULL)\nEXECUTE FUNCTION @(@)", name, Named(table), filled,
                                  name, TextOf(filling)));
}

void DropFiller(const std::string& table, const std::string& column, PgStatements& statements) {
  statements.push_back(PgText::Of("DROP TRIGGER @ ON @", FillerName(table, column), Named(table)));
  statements.push_back(PgText::Of("DROP FUNCTION @()", FillerName(table, column)));
}

auto TextInBody(const std::string& text) -> Safe<PgText> {
  std::vector<Safe<SqlLiteral>> parts;
  size_t begin = 0;
  for (size_t at = text.find('$'); at != std::string::npos; at = text.find('$', begin)) {
    parts.push_back(SqlLiteral::Text(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  parts.push_back(SqlLiteral::Text(text.substr(begin)));
  return parts.size() == 1 ? PgText::Of("@", parts.front()) : PgText::Of("(@)", PgText::Join(" || chr(36) || ", parts));
}

auto QuotedInBody(const Filling& filling) -> Safe<PgText> {
  const auto* text = std::get_if<std::string>(&filling.value);
  if (!filling.text.empty()) return TextInBody(filling.text);
  const auto scalar = std::get_if<ir::ScalarType>(&filling.type);
  const bool plain = text != nullptr && (scalar == nullptr || scalar->kind != ir::ScalarKind::kBytes);
  if (!plain) return PgText::Of("@", LiteralOf(filling));
  return scalar == nullptr ? PgText::Of("@::json", TextInBody(*text)) : TextInBody(*text);
}

auto FillInBatches(const Table& table, const std::string& column, const Filling& filling) -> Safe<PgText> {
  return FillInBatches(table, column, PgText::Of("@", LiteralOf(filling)), PgText::Of("@.@ IS NULL", Named(table.name), Named(column)));
}

auto FillInBatches(const Table& table, const std::string& column, const Safe<PgText>& value, const Safe<PgText>& wanted) -> Safe<PgText> {
  const auto rows = Named(table.name);
  const auto filled = Named(column);
  return PgText::Of(
      "WITH seen AS (SELECT DISTINCT id FROM @ WHERE $1::text IS NULL OR id > $1::text::uuid ORDER BY id LIMIT $2),\n"
      "locked AS (SELECT @.ctid FROM @ JOIN seen USING (id) WHERE @ FOR UPDATE OF @ SKIP LOCKED),\n"
      "done AS (UPDATE @ SET @ = @ FROM locked WHERE @.ctid = locked.ctid RETURNING 1)\n"
      "SELECT (SELECT id::text FROM seen ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM @ JOIN seen USING (id) WHERE @), (SELECT count(*) FROM done)",
      rows, rows, rows, wanted, rows, rows, filled, value, rows, rows, wanted);
}

}  // namespace ingot::codegen::sql_migration
