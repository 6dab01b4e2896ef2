#include "codegen/targets/sql-migration/postgres.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <ingot/rt/types.hpp>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/search.h"
#include "codegen/text/bug.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

using Statements = std::vector<Safe<PgText>>;

// `decimal(10,2)`, as the snapshot has it.
auto NumericOf(const std::string& type) -> Safe<PgText> {
  const int precision = std::stoi(type.substr(type.find('(') + 1));
  const int scale = std::stoi(type.substr(type.find(',') + 1));
  return PgText::Of("numeric(@, @)", SqlLiteral::Integer(precision), SqlLiteral::Integer(scale));
}

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

auto TypedText(const Column& column) -> Safe<PgText> { return PgText::Of("@ @", Named(column.name), TypeOf(column)); }

auto ColumnText(const Column& column) -> Safe<PgText> {
  return column.required ? PgText::Of("@ NOT NULL", TypedText(column)) : TypedText(column);
}

// The names that constraints have are ours, so that the driver can tell which field one means and a rename can find it.
auto KeyName(const std::string& table) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName(table + "_pkey")); }

auto ReferenceName(const std::string& table, const std::string& column) -> Safe<SqlIdentifier> {
  return Named(ir::PhysicalName(table + "_" + column + "_fkey"));
}

auto ConstraintText(const std::string& table, const Column& column) -> Safe<PgText> {
  return PgText::Of("CONSTRAINT @ FOREIGN KEY (@) @", ReferenceName(table, column.name), Named(column.name), ReferenceText(*column.reference, SqlText::Of("RESTRICT")));
}

// Its name needs no table: no two rules of one table have the same.
auto CheckText(const CheckConstraint& check) -> Safe<PgText> {
  return PgText::Of("CONSTRAINT @ CHECK (@)", Named(check.name), PgText::Expression(check.postgres));
}

// Those of `these` that are not among `those`.
auto OnlyIn(const std::vector<CheckConstraint>& these, const std::vector<CheckConstraint>& those) -> std::vector<CheckConstraint> {
  std::vector<CheckConstraint> only;
  std::copy_if(these.begin(), these.end(), std::back_inserter(only),
               [&](const CheckConstraint& check) { return std::find(those.begin(), those.end(), check) == those.end(); });
  return only;
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

class Printer {
 public:
  explicit Printer(const Difference& difference) : difference_(difference) {
    for (const Change& change : difference.changes) {
      if (const auto* created = std::get_if<TableCreated>(&change.step)) awaited_.insert(created->table.name);
      if (const auto* renamed = std::get_if<TableRenamed>(&change.step)) awaited_.insert(renamed->to);
      if (const auto* dropped = std::get_if<TableDropped>(&change.step)) doomed_.push_back(&dropped->table);
    }
  }

  auto Run() -> Statements {
    const KeptTables kept = KeptTablesOf(difference_);
    for (const Table& table : kept.before) DropKeepers(table);
    for (const Change& change : difference_.changes) {
      if (std::holds_alternative<TableDropped>(change.step)) Finish();
      std::visit(Match{[&](const TableCreated& step) { Create(step.table); }, [&](const TableDropped& step) { Drop(step.table); },
                       [&](const TableRenamed& step) { Rename(step); }, [&](const TableAltered& step) { Alter(step); }},
                 change.step);
    }
    Finish();
    for (const Table& table : kept.begun) Add("@", FirstVersions(table));
    for (const Table& table : kept.orphaned) Add("@", EndOfOrphans(table));
    for (const Table& table : kept.after) AddKeepers(table);
    return std::move(statements_);
  }

 private:
  template <typename... Parts>
  void Add(std::type_identity_t<Shape<sizeof...(Parts)>> shape, const Safe<Parts>&... parts) {
    statements_.push_back(PgText::Of(shape, parts...));
  }

  void Create(const Table& table) {
    const bool history = !table.history_of.empty();
    Statements lines{history ? PgText::Of("  id uuid NOT NULL") : PgText::Of("  id uuid NOT NULL CONSTRAINT @ PRIMARY KEY", KeyName(table.name))};
    for (const Column& column : table.columns) lines.push_back(PgText::Of("  @", ColumnText(column)));
    if (table.timestamps) {
      lines.push_back(PgText::Of("  created_at timestamptz NOT NULL"));
      lines.push_back(PgText::Of("  updated_at timestamptz NOT NULL"));
    }
    lines.push_back(history ? PgText::Of("  row_version bigint NOT NULL") : PgText::Of("  row_version bigint NOT NULL DEFAULT 1"));
    if (!table.deleted_of.empty()) lines.push_back(PgText::Of("  deleted_at timestamptz NOT NULL"));
    if (history) lines.push_back(PgText::Of("  CONSTRAINT @ PRIMARY KEY (id, row_version)", KeyName(table.name)));
    if (!table.search.empty()) lines.push_back(PgText::Of("  @", SearchColumn(table)));
    for (const CheckConstraint& check : table.checks) lines.push_back(PgText::Of("  @", CheckText(check)));
    awaited_.erase(table.name);
    for (const Column& column : table.columns) {
      if (!column.reference) continue;
      if (awaited_.contains(column.reference->table)) {
        Refer(table, column);
      } else {
        lines.push_back(PgText::Of("  @", ConstraintText(table.name, column)));
      }
    }
    Add("CREATE TABLE @ (\n@\n)", Named(table.name), PgText::Join(",\n", lines));
    for (const Index& index : table.indexes) Add("@", CreateIndex(table.name, index));
    if (!table.search.empty()) Add("@", CreateSearchIndex(table));
    for (const Trigger& trigger : TriggersOf(table)) AddTrigger(table, trigger);
  }

  // A table goes after those that refer to it; those in a ring let go of each other first.
  void Drop(const Table& table) {
    doomed_.erase(doomed_.begin());
    for (const Table* other : doomed_) {
      for (const Column& column : other->columns) {
        const bool refers = column.reference && column.reference->table == table.name;
        if (refers) Add("ALTER TABLE @ DROP CONSTRAINT @", Named(other->name), ReferenceName(other->name, column.name));
      }
    }
    Add("@", DropTable(table.name));
    for (const Trigger& trigger : TriggersOf(table)) Add("DROP FUNCTION @()", Named(trigger.name));
  }

  void Rename(const TableRenamed& step) {
    awaited_.erase(step.to);
    Add("@", RenameTable(step.from.name, step.to));
    Add("ALTER TABLE @ RENAME CONSTRAINT @ TO @", Named(step.to), KeyName(step.from.name), KeyName(step.to));
    if (!step.from.search.empty()) Add("ALTER INDEX @ RENAME TO @", SearchIndexName(step.from.name), SearchIndexName(step.to));
    for (const Column& column : step.from.columns) {
      if (!column.reference) continue;
      Add("ALTER TABLE @ RENAME CONSTRAINT @ TO @", Named(step.to), ReferenceName(step.from.name, column.name), ReferenceName(step.to, column.name));
    }
  }

  void Alter(const TableAltered& step) {
    const auto table = Named(step.to.name);
    DropObjects(step);
    const bool searches = step.SearchesAnew();
    if (searches && !step.from.search.empty()) Add("ALTER TABLE @ DROP COLUMN @", table, Named(ir::kSearchColumn));
    for (const Column& column : step.dropped) Add("ALTER TABLE @ DROP COLUMN @", table, Named(column.name));
    RenameColumns(step);
    for (const Column& column : step.to.columns) {
      if (step.Added(column)) {
        AddColumn(step, column);
      } else {
        Require(step, column);
      }
      if (column.reference && NewReference(step, column)) Refer(step.to, column);
    }
    if (step.from.timestamps != step.to.timestamps) Stamp(step.to);
    for (const CheckConstraint& check : OnlyIn(step.to.checks, step.from.checks)) Add("ALTER TABLE @ ADD @", table, CheckText(check));
    if (searches && !step.to.search.empty()) {
      Add("ALTER TABLE @ ADD COLUMN @", table, SearchColumn(step.to));
      Add("@", CreateSearchIndex(step.to));
    }
    for (const Index& index : NewIndexes(step)) Add("@", CreateIndex(step.to.name, index));
    for (const Trigger& trigger : NewTriggers(step)) AddTrigger(step.to, trigger);
  }

  static auto NewReference(const TableAltered& step, const Column& column) -> bool {
    return step.Added(column) || step.OriginOf(column).from->reference != column.reference;
  }

  void DropObjects(const TableAltered& step) {
    const auto table = Named(step.to.name);
    for (const Trigger& trigger : OldTriggers(step)) {
      Add("DROP TRIGGER @ ON @", Named(trigger.name), table);
      Add("DROP FUNCTION @()", Named(trigger.name));
    }
    for (const Index& index : OldIndexes(step)) Add("@", DropIndex(index));
    for (const CheckConstraint& check : OnlyIn(step.from.checks, step.to.checks)) Add("ALTER TABLE @ DROP CONSTRAINT @", table, Named(check.name));
    for (const Column& column : step.to.columns) {
      if (step.Added(column) || !step.OriginOf(column).from->reference || !NewReference(step, column)) continue;
      Add("ALTER TABLE @ DROP CONSTRAINT @", table, ReferenceName(step.to.name, step.OriginOf(column).from->name));
    }
  }

  void RenameColumns(const TableAltered& step) {
    const std::string& table = step.to.name;
    const bool trades = step.Trades();
    int moving = 0;
    for (const Column& column : step.to.columns) {
      if (!step.Renamed(column)) continue;
      const std::string& from = step.OriginOf(column).from->name;
      Add("@", RenameColumn(table, from, trades ? "ingot_moving_" + std::to_string(++moving) : column.name));
      if (!column.reference || NewReference(step, column)) continue;
      Add("ALTER TABLE @ RENAME CONSTRAINT @ TO @", Named(table), ReferenceName(table, from),
          trades ? Named("ingot_moving_" + std::to_string(moving)) : ReferenceName(table, column.name));
    }
    moving = 0;
    for (const Column& column : step.to.columns) {
      if (!trades || !step.Renamed(column)) continue;
      const std::string from = "ingot_moving_" + std::to_string(++moving);
      Add("@", RenameColumn(table, from, column.name));
      if (!column.reference || NewReference(step, column)) continue;
      Add("ALTER TABLE @ RENAME CONSTRAINT @ TO @", Named(table), Named(from), ReferenceName(table, column.name));
    }
  }

  void AddColumn(const TableAltered& step, const Column& column) {
    const auto table = Named(step.to.name);
    const auto& filling = step.OriginOf(column).filling;
    if (!column.required || !filling) return Add("ALTER TABLE @ ADD COLUMN @", table, ColumnText(column));
    Add("ALTER TABLE @ ADD COLUMN @ DEFAULT @", table, ColumnText(column), LiteralOf(*filling));
    Add("ALTER TABLE @ ALTER COLUMN @ DROP DEFAULT", table, Named(column.name));
  }

  void Require(const TableAltered& step, const Column& column) {
    const auto table = Named(step.to.name);
    const auto name = Named(column.name);
    const Origin& origin = step.OriginOf(column);
    if (origin.from->required == column.required) return;
    if (!column.required) return Add("ALTER TABLE @ ALTER COLUMN @ DROP NOT NULL", table, name);
    if (origin.filling) Add("UPDATE @ SET @ = @ WHERE @ IS NULL", table, name, LiteralOf(*origin.filling), name);
    Add("ALTER TABLE @ ALTER COLUMN @ SET NOT NULL", table, name);
  }

  void Stamp(const Table& table) {
    for (const char* each : {"created_at", "updated_at"}) {
      const auto name = Named(each);
      if (!table.timestamps) {
        Add("ALTER TABLE @ DROP COLUMN @", Named(table.name), name);
        continue;
      }
      Add("ALTER TABLE @ ADD COLUMN @ timestamptz NOT NULL DEFAULT now()", Named(table.name), name);
      Add("ALTER TABLE @ ALTER COLUMN @ DROP DEFAULT", Named(table.name), name);
    }
  }

  // Now, or when the table that it refers to is there.
  void Refer(const Table& table, const Column& column) {
    auto text = PgText::Of("ALTER TABLE @ ADD @", Named(table.name), ConstraintText(table.name, column));
    (awaited_.contains(column.reference->table) ? late_ : statements_).push_back(std::move(text));
  }

  void Finish() {
    statements_.insert(statements_.end(), late_.begin(), late_.end());
    late_.clear();
  }

  // A function of the trigger's name, and the trigger; `when` is "INSERT ON docs".
  void AddKeeper(const std::string& name, const Safe<PgText>& when, const Safe<PgText>& condition, const Safe<PgText>& then) {
    Add("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN\n"
        "  @;\n"
        "  RETURN NULL;\n"
        "END\n"
        "$$",
        Named(name), then);
    Add("CREATE TRIGGER @ AFTER @ FOR EACH ROW\n@EXECUTE FUNCTION @()", Named(name), when, condition, Named(name));
  }

  // `NEW.id, NEW.title`
  static auto Qualified(const Safe<PgText>& row, const std::vector<std::string>& columns) -> Safe<PgText> {
    Statements values;
    for (const std::string& column : columns) values.push_back(PgText::Of("@.@", row, Named(column)));
    return PgText::Join(", ", values);
  }

  // Whoever writes a row: every version that it gets is written down, and the row itself when it is deleted.
  void AddKeepers(const Table& table) {
    const auto name = Named(table.name);
    const auto always = PgText::Of("");
    const Keepers keepers = KeepersOf(table);
    if (!keepers.created.empty()) {
      const auto columns = HistoryColumns(table);
      const auto keep = PgText::Of("INSERT INTO @ (@) VALUES (@)", Named(table.history), Names(columns), Qualified(PgText::Of("NEW"), columns));
      AddKeeper(keepers.created, PgText::Of("INSERT ON @", name), always, keep);
      AddKeeper(keepers.changed, PgText::Of("UPDATE ON @", name), PgText::Of("WHEN (NEW.row_version <> OLD.row_version)\n"), keep);
    }
    const auto deletion = PgText::Of("DELETE ON @", name);
    if (!keepers.ended.empty()) AddKeeper(keepers.ended, PgText::Of("DELETE ON @", Named(keepers.ended_on)), always, PgText::Of("@", EndOfVersions(table)));
    if (keepers.deleted.empty()) return;
    const auto columns = DeletedColumns(table);
    AddKeeper(keepers.deleted, deletion, always,
              PgText::Of("INSERT INTO @ (@, deleted_at) VALUES (@, clock_timestamp())", Named(table.deleted), Names(columns),
                         Qualified(PgText::Of("OLD"), columns)));
  }

  void DropKeepers(const Table& table) {
    const Keepers keepers = KeepersOf(table);
    for (const std::string& each : {keepers.created, keepers.changed, keepers.ended, keepers.deleted}) {
      if (each.empty()) continue;
      Add("DROP TRIGGER @ ON @", Named(each), Named(each == keepers.ended ? keepers.ended_on : table.name));
      Add("DROP FUNCTION @()", Named(each));
    }
  }

  // A change through the service counts the version itself.
  void AddTrigger(const Table& table, const Trigger& trigger) {
    const auto name = Named(trigger.name);
    const auto column = Named(trigger.column);
    const auto times = table.timestamps ? PgText::Of("  NEW.updated_at := clock_timestamp();\n") : PgText::Of("");
    Add("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN\n"
        "  NEW.row_version := OLD.row_version + 1;\n"
        "@"
        "  RETURN NEW;\n"
        "END\n"
        "$$",
        name, times);
    Add("CREATE TRIGGER @ BEFORE UPDATE OF @ ON @ FOR EACH ROW\n"
        "WHEN (NEW.@ IS NULL AND OLD.@ IS NOT NULL AND NEW.row_version = OLD.row_version)\n"
        "EXECUTE FUNCTION @()",
        name, column, Named(table.name), column, column, name);
  }

  const Difference& difference_;
  std::set<std::string> awaited_;        // names that tables get further on
  std::vector<const Table*> doomed_;     // tables that go further on
  Statements statements_;
  Statements late_;                      // references that wait for their table
};

}  // namespace

auto PostgresStatements(const Difference& difference) -> Statements { return Printer(difference).Run(); }

}  // namespace ingot::codegen::sql_migration
