#include "codegen/targets/sql-migration/sqlite_move.h"

#include <algorithm>

#include "codegen/targets/sql-migration/kept.h"
#include "codegen/targets/sql-migration/sqlite_empty.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr const char* kStamps[] = {"created_at", "updated_at"};

auto BlankOf(const MovedColumn& column) -> Safe<SqliteText> { return column.blank ? SqliteLiteralOf(*column.blank) : SqliteText::Of("NULL"); }

// What a column that must have a value has where the row that stays has none.
auto Instead(const Table& part, const Column& column, const std::optional<Filling>& filling) -> std::optional<Safe<SqliteText>> {
  if (!column.required) return std::nullopt;
  return filling ? SqliteLiteralOf(*filling) : SqliteEmptyValue(column, IsUnique(part, column));
}

// Has a row that stays another one beside it? `name` says what a column is called there.
template <typename NameOf>
auto Present(const Move& move, const NameOf& name) -> Safe<SqliteText> {
  SqliteStatements some;
  SqliteStatements all;
  for (const MovedColumn& column : move.columns) {
    some.push_back(SqliteText::Of("@ IS NOT @", name(column), BlankOf(column)));
    if (column.part.required && !Instead(move.part, column.part, column.filling)) all.push_back(SqliteText::Of("@ IS NOT NULL", name(column)));
  }
  const auto any = SqliteText::Of("(@)", SqliteText::Join(" OR ", some));
  all.insert(all.begin(), any);
  return SqliteText::Join(" AND ", all);
}

auto PartName(const MovedColumn& column) -> Safe<SqlIdentifier> { return Named(column.part.name); }

auto OutName(const Move& move) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName("ingot_parted_" + move.part.name)); }

// What the rows that go have that no row which stays can tell.
auto Aside(const Move& move, int number) -> Safe<SqliteText> {
  SqliteStatements columns;
  for (const std::string& each : KeptOfPart(move)) columns.push_back(SqliteText::Of("@", Named(each)));
  return SqliteText::Of("CREATE TABLE @ AS SELECT @, NOT (@) AS ingot_blank FROM @", Named(KeptPartName(number, move)), SqliteText::Join(", ", columns),
                        Present(move, PartName), Named(move.part.name));
}

auto TakenOut(const Move& move, bool timestamps) -> Safe<SqliteText> {
  SqliteStatements columns{SqliteText::Of("id")};
  for (const MovedColumn& column : move.columns) columns.push_back(SqliteText::Of("@ AS @", Named(column.owner.name), Named(column.part.name)));
  const auto now = SqliteText::Of("CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)");
  for (const char* each : kStamps) columns.push_back(timestamps ? SqliteText::Of("@", Named(each)) : SqliteText::Of("@ AS @", now, Named(each)));
  return SqliteText::Of("CREATE TABLE @ AS SELECT @ FROM @", OutName(move), SqliteText::Join(", ", columns), Named(move.owner_was));
}

// The columns of a row that comes, and what each gets.
struct Coming {
  std::vector<std::string> names;
  SqliteStatements values;

  void Add(const std::string& name, Safe<SqliteText> value) {
    names.push_back(name);
    values.push_back(std::move(value));
  }
  void AddMoved(const Move& move) {
    for (const MovedColumn& column : move.columns) {
      const auto instead = Instead(move.part, column.part, column.filling);
      const auto name = PartName(column);
      Add(column.part.name, instead ? SqliteText::Of("coalesce(@, @)", name, *instead) : SqliteText::Of("@", name));
    }
  }
  auto Into(const Move& move) const -> Safe<SqliteText> {
    return SqliteText::Of("INSERT INTO @ (@) SELECT @", Named(move.part.name), Names(names), SqliteText::Join(", ", values));
  }
};

auto Refers(const Column& column) -> Safe<SqliteText> {
  return SqliteText::Of("EXISTS (SELECT 1 FROM @ target WHERE target.id = kept.@)", Named(column.reference->table), Named(column.name));
}

// Rows that went before come as they were, but for what moved: that is as it is now.
auto ComeBack(const Move& move, int number) -> SqlitePart {
  Coming coming;
  coming.Add("id", SqliteText::Of("kept_id"));
  coming.Add(move.link.name, SqliteText::Of("kept.@", Named(move.link.name)));
  SqliteStatements terms{SqliteText::Of("(ingot_blank OR @)", Present(move, PartName))};
  for (const auto& [column, filling] : move.others) {
    const auto value = SqliteText::Of("kept.@", Named(column.name));
    if (column.reference && column.required) terms.push_back(Refers(column));
    coming.Add(column.name, column.reference && !column.required ? SqliteText::Of("CASE WHEN @ THEN @ END", Refers(column), value) : value);
  }
  for (const char* each : kStamps) {
    if (move.part.timestamps) coming.Add(each, SqliteText::Of("kept.@", Named(each)));
  }
  coming.Add("row_version", SqliteText::Of("kept.row_version"));
  coming.AddMoved(move);
  SqliteStatements kept{SqliteText::Of("id AS kept_id, ingot_blank")};
  for (const std::string& each : KeptOfPart(move)) {
    if (each != "id") kept.push_back(SqliteText::Of("@", Named(each)));
  }
  const std::string name = KeptPartName(number, move);
  return {SqlNote::Of("brings rows of @ back", Named(move.part.name)),
          {SqliteText::Of("@ FROM @ parted JOIN (SELECT @ FROM @) kept ON kept.@ = parted.id WHERE @", coming.Into(move), OutName(move), SqliteText::Join(", ", kept),
                          Named(name), Named(move.link.name), SqliteText::Join(" AND ", terms))},
          name};
}

auto ComeAnew(const Move& move) -> Safe<SqliteText> {
  const auto part = Named(move.part.name);
  Coming coming;
  coming.Add("id", SqliteText::Of("CASE WHEN EXISTS (SELECT 1 FROM @ other WHERE other.id = parted.id) THEN randomblob(16) ELSE parted.id END", part));
  coming.Add(move.link.name, SqliteText::Of("id"));
  for (const auto& [column, filling] : move.others) {
    if (const auto instead = Instead(move.part, column, filling)) coming.Add(column.name, *instead);
  }
  for (const char* each : kStamps) {
    if (move.part.timestamps) coming.Add(each, SqliteText::Of("@", Named(each)));
  }
  coming.Add("row_version", SqliteText::Of("1"));
  coming.AddMoved(move);
  return SqliteText::Of("@ FROM @ parted WHERE @ AND NOT EXISTS (SELECT 1 FROM @ other WHERE other.@ = parted.id)", coming.Into(move), OutName(move),
                        Present(move, PartName), part, Named(move.link.name));
}

// On the way down a row had to have values without having any; that is not undone by taking them for values.
void LeaveEmpty(const Move& move, int number, SqliteStatements& statements) {
  SqliteStatements terms;
  bool demanded = false;
  for (const MovedColumn& column : move.columns) {
    const auto empty = column.owner.required && !column.blank ? SqliteEmptyValue(column.owner, false) : std::nullopt;
    demanded = demanded || empty;
    terms.push_back(empty ? SqliteText::Of("@ IS @", PartName(column), *empty) : SqliteText::Of("@ IS @", PartName(column), BlankOf(column)));
  }
  if (!demanded) return;
  const auto link = Named(move.link.name);
  statements.push_back(SqliteText::Of("DELETE FROM @ WHERE @ IN (SELECT id FROM @ WHERE @) AND @ NOT IN (SELECT @ FROM @)", Named(move.part.name), link, OutName(move),
                                      SqliteText::Join(" AND ", terms), link, link, Named(KeptPartName(number, move))));
}

}  // namespace

auto TakeMovesOut(const Difference& difference, int number) -> std::vector<SqlitePart> {
  std::vector<SqlitePart> parts;
  for (const Move& move : difference.moves) {
    if (move.merges) {
      parts.push_back({SqlNote::Of("sets aside what does not move of @", Named(move.part.name)), {Aside(move, number)}});
      continue;
    }
    for (const Change& change : difference.changes) {
      const auto* altered = std::get_if<TableAltered>(&change.step);
      if (altered != nullptr && altered->to.name == move.owner) parts.push_back({SqlNote::Of("takes what moves out of @", Named(move.owner)), {TakenOut(move, altered->was.timestamps)}});
    }
  }
  return parts;
}

auto TakeMovesIn(const Move& move, TableAltered& change) -> SqliteStatements {
  SqliteStatements statements;
  if (!move.merges || change.to.name != move.owner) return statements;
  const auto table = Named(change.was.name);
  SqliteStatements sets;
  for (const MovedColumn& column : move.columns) {
    const std::string& name = column.owner.name;
    const std::string next = FindColumn(change.was, name) == nullptr ? name : ir::PhysicalName("ingot_next_" + name);
    statements.push_back(SqliteText::Of("ALTER TABLE @ ADD COLUMN @ @", table, Named(next), SqliteTypeOf(column.owner)));
    sets.push_back(SqliteText::Of("@ = part.@", Named(next), Named(column.part.name)));
    Origin& origin = change.origins.at(name);
    origin.from = *FindColumn(change.to, name);
    origin.from->name = next;
    origin.from->required = false;
    origin.from->reference.reset();
  }
  statements.push_back(SqliteText::Of("UPDATE @ SET @ FROM @ part WHERE part.@ = @.id", table, SqliteText::Join(", ", sets), Named(move.part.name),
                                      Named(move.link.name), table));
  return statements;
}

auto SettleMoves(const Difference& difference, int number) -> std::vector<SqlitePart> {
  std::vector<SqlitePart> parts;
  for (const Move& move : difference.moves) {
    if (move.merges) continue;
    const std::string kept = KeptPartName(number, move);
    const auto part = Named(move.part.name);
    parts.push_back(ComeBack(move, number));
    parts.push_back({SqlNote::Of("writes rows of @ from values of @", part, Named(move.owner)), {ComeAnew(move)}});
    SqlitePart last{SqlNote::Of("leaves rows of @ out that were none", part), {}, kept};
    LeaveEmpty(move, number, last.statements);
    last.statements.push_back(SqliteText::Of("@", DropTable(kept)));
    parts.push_back(std::move(last));
    parts.push_back({SqlNote::Of("clears up behind @", part), {SqliteText::Of("DROP TABLE @", OutName(move))}});
  }
  return parts;
}

}  // namespace ingot::codegen::sql_migration
