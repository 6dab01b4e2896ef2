#include "codegen/targets/sql-migration/postgres_move_sql.h"

#include <algorithm>

#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/sqlite_empty.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr const char* kStamps[] = {"created_at", "updated_at"};

auto At(const char* row, const Column& column) -> Safe<PgText> { return PgText::Of("@.@", Named(row), Named(column.name)); }

// JSON has no equality.
auto Comparable(const Column& column, const Safe<PgText>& value) -> Safe<PgText> {
  return column.type == "json" || column.type.ends_with("[]") ? PgText::Of("@::text", value) : value;
}

auto Differ(const Column& column, const Safe<PgText>& one, const Safe<PgText>& other) -> Safe<PgText> {
  return PgText::Of("@ IS DISTINCT FROM @", Comparable(column, one), Comparable(column, other));
}

auto BlankOf(const MovedColumn& column) -> Safe<PgText> { return column.blank ? PgText::Of("@", LiteralOf(*column.blank)) : PgText::Of("NULL"); }

// What a column that must have a value has where the row that stays has none.
auto Instead(const Table& part, const Column& column, const std::optional<Filling>& filling) -> std::optional<Safe<PgText>> {
  if (!column.required) return std::nullopt;
  if (filling) return PgText::Of("@", LiteralOf(*filling));
  return EmptyValue(column, IsUnique(part, column));
}

// The value of a row that goes, as the row that stays has it.
auto ToOwner(const MovedColumn& column, const char* row) -> Safe<PgText> {
  const auto value = At(row, column.part);
  return column.blank ? PgText::Of("coalesce(@, @)", value, BlankOf(column)) : value;
}

// And the other way round.
auto ToPart(const OpenMove& open, const MovedColumn& column, const char* row) -> Safe<PgText> {
  const auto value = At(row, column.owner);
  const auto instead = Instead(open.move.part, column.part, column.filling);
  return instead ? PgText::Of("coalesce(@, @)", value, *instead) : value;
}

// Has a row another one beside it? `of_part`: it is written as a row that goes.
auto Present(const OpenMove& open, const char* row, bool of_part = false) -> Safe<PgText> {
  PgStatements some;
  PgStatements all;
  for (const MovedColumn& column : open.move.columns) {
    const auto value = of_part ? ToOwner(column, row) : At(row, column.owner);
    some.push_back(column.blank ? Differ(column.owner, value, BlankOf(column)) : PgText::Of("@ IS NOT NULL", value));
    if (column.part.required && !Instead(open.move.part, column.part, column.filling)) all.push_back(PgText::Of("@ IS NOT NULL", value));
  }
  all.insert(all.begin(), PgText::Of("(@)", PgText::Join(" OR ", some)));
  return PgText::Join(" AND ", all);
}

// Must the row that stays be written?
auto OwnerDiffers(const OpenMove& open) -> Safe<PgText> {
  PgStatements terms;
  for (const MovedColumn& column : open.move.columns) terms.push_back(Differ(column.owner, At("owner", column.owner), ToOwner(column, "part")));
  return PgText::Of("(@)", PgText::Join(" OR ", terms));
}

// Must the other one be? Where it has a value instead of null it need not.
auto PartDiffers(const OpenMove& open) -> Safe<PgText> {
  PgStatements terms;
  for (const MovedColumn& column : open.move.columns) {
    const auto there = Differ(column.owner, At("owner", column.owner), ToOwner(column, "part"));
    const auto instead = Instead(open.move.part, column.part, column.filling);
    terms.push_back(instead ? PgText::Of("(@ AND @)", there, Differ(column.part, At("part", column.part), ToPart(open, column, "owner"))) : there);
  }
  return PgText::Of("(@)", PgText::Join(" OR ", terms));
}

// `part`: the row that it comes from; null: there is none any more.
auto SetOwner(const OpenMove& open, const char* part) -> PgStatements {
  PgStatements sets;
  for (const MovedColumn& column : open.move.columns) {
    sets.push_back(PgText::Of("@ = @", Named(column.owner.name), part == nullptr ? BlankOf(column) : ToOwner(column, part)));
  }
  return sets;
}

// Whoever reads the row that stays reads another version of it.
auto ChangeOwner(const OpenMove& open, const char* part) -> Safe<PgText> {
  PgStatements sets = SetOwner(open, part);
  sets.push_back(PgText::Of("row_version = owner.row_version + 1"));
  if (open.times) sets.push_back(PgText::Of("updated_at = clock_timestamp()"));
  return PgText::Join(", ", sets);
}

// The columns of a row that comes, and what each gets.
struct Coming {
  std::vector<std::string> names;
  PgStatements values;

  void Add(const std::string& name, Safe<PgText> value) {
    names.push_back(name);
    values.push_back(std::move(value));
  }
  auto Into(const OpenMove& open) const -> Safe<PgText> {
    return PgText::Of("INSERT INTO @ AS part (@)\n  SELECT @", Named(open.move.part.name), Names(names), PgText::Join(", ", values));
  }
};

auto FreeId(const OpenMove& open, const Safe<PgText>& id) -> Safe<PgText> {
  return PgText::Of("CASE WHEN EXISTS (SELECT 1 FROM @ other WHERE other.id = @) THEN gen_random_uuid() ELSE @ END", Named(open.move.part.name), id, id);
}

// A row for one that stays, or its values where there is one.
auto Upsert(const OpenMove& open, const Safe<PgText>& from) -> Safe<PgText> {
  const Move& move = open.move;
  Coming coming;
  coming.Add("id", FreeId(open, PgText::Of("owner.id")));
  coming.Add(move.link.name, PgText::Of("owner.id"));
  for (const auto& [column, filling] : move.others) {
    if (const auto instead = Instead(move.part, column, filling)) coming.Add(column.name, *instead);
  }
  for (const char* each : kStamps) {
    if (move.part.timestamps) coming.Add(each, open.times ? PgText::Of("owner.@", Named(each)) : PgText::Of("clock_timestamp()"));
  }
  PgStatements sets;
  PgStatements apart;
  for (const MovedColumn& column : move.columns) {
    coming.Add(column.part.name, ToPart(open, column, "owner"));
    const auto now = At("excluded", column.part);
    const auto differs = Differ(column.part, ToOwner(column, "part"), now);
    const auto name = Named(column.part.name);
    sets.push_back(column.blank ? PgText::Of("@ = CASE WHEN @ THEN @ ELSE part.@ END", name, differs, now, name) : PgText::Of("@ = @", name, now));
    apart.push_back(differs);
  }
  sets.push_back(PgText::Of("row_version = part.row_version + 1"));
  if (move.part.timestamps) sets.push_back(PgText::Of("updated_at = clock_timestamp()"));
  return PgText::Of("@\n  FROM @ owner WHERE @\n  ON CONFLICT (@) DO UPDATE SET @\n  WHERE @", coming.Into(open), from, Present(open, "owner"), Named(move.link.name),
                    PgText::Join(", ", sets), PgText::Join(" OR ", apart));
}

auto PartTrigger(const OpenMove& open) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName("ingot_merge_" + open.move.part.name)); }
auto OwnerTrigger(const OpenMove& open) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName("ingot_split_" + open.move.part.name)); }

auto SettingOf(const OpenMove& open) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName("move_" + open.move.part.name)); }

// What one of the two writes is not written back by the other one.
auto Function(const OpenMove& open, const Safe<SqlIdentifier>& name, const Safe<PgText>& work) -> Safe<PgText> {
  const auto setting = SqlLiteral::Text("ingot." + std::string(SettingOf(open).View()));
  return PgText::Of(
      "CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$\n"
      "BEGIN\n"
      "  IF current_setting(@, true) = 'on' THEN RETURN NULL; END IF;\n"
      "  PERFORM set_config(@, 'on', true);\n"
      "@"
      "  PERFORM set_config(@, 'off', true);\n"
      "  RETURN NULL;\n"
      "END\n"
      "$$",
      name, setting, setting, work, setting);
}

auto OwnerFunction(const OpenMove& open) -> Safe<PgText> {
  PgStatements changed;
  for (const MovedColumn& column : open.move.columns) changed.push_back(Differ(column.owner, At("new", column.owner), At("old", column.owner)));
  const auto part = Named(open.move.part.name);
  const auto link = Named(open.move.link.name);
  const auto row = PgText::Of("(SELECT * FROM @ WHERE id = NEW.id)", Named(open.move.owner));
  return Function(open, OwnerTrigger(open),
                  PgText::Of("  IF TG_OP = 'INSERT' OR @ THEN\n"
                             "  DELETE FROM @ part USING @ owner WHERE part.@ = owner.id AND NOT (@);\n"
                             "  @;\n"
                             "  END IF;\n",
                             PgText::Join(" OR ", changed), part, row, link, Present(open, "owner"), Upsert(open, row)));
}

auto PartFunction(const OpenMove& open) -> Safe<PgText> {
  const auto owner = Named(open.move.owner);
  const auto part = Named(open.move.part.name);
  const auto link = Named(open.move.link.name);
  return Function(open, PartTrigger(open),
                  PgText::Of("  IF TG_OP <> 'INSERT' THEN\n"
                             "  UPDATE @ owner SET @ WHERE owner.id = OLD.@ AND @\n"
                             "  AND NOT EXISTS (SELECT 1 FROM @ part WHERE part.@ = OLD.@);\n"
                             "  END IF;\n"
                             "  IF TG_OP <> 'DELETE' THEN\n"
                             "  UPDATE @ owner SET @ FROM @ part WHERE part.id = NEW.id AND owner.id = part.@ AND @;\n"
                             "  END IF;\n",
                             owner, ChangeOwner(open, nullptr), link, Present(open, "owner"), part, link, link, owner, ChangeOwner(open, "part"), part, link,
                             OwnerDiffers(open)));
}

// `owner.id, owner.street`: what is read of a row that stays, when nobody else may change it.
auto OwnerColumns(const OpenMove& open) -> Safe<PgText> {
  PgStatements columns{PgText::Of("owner.id")};
  for (const MovedColumn& column : open.move.columns) columns.push_back(At("owner", column.owner));
  for (const char* each : kStamps) {
    if (open.times) columns.push_back(PgText::Of("owner.@", Named(each)));
  }
  return PgText::Join(", ", columns);
}

auto Seen(const Safe<SqlIdentifier>& key, const Safe<SqlIdentifier>& table) -> Safe<PgText> {
  return PgText::Of("WITH seen AS (SELECT @ AS id FROM @ WHERE $1::text IS NULL OR @ > $1::text::uuid ORDER BY @ LIMIT $2),\n", key, table, key, key);
}

// Triggers leave alone what the statement writes: it is the same in both places.
auto Counts(const OpenMove& open) -> Safe<PgText> {
  return PgText::Of("SELECT (SELECT id::text FROM seen ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM wanting), (SELECT count(*) FROM done)\n"
                    "FROM set_config(@, 'on', true)",
                    SqlLiteral::Text("ingot." + std::string(SettingOf(open).View())));
}

auto Refers(const Column& column) -> Safe<PgText> {
  return PgText::Of("EXISTS (SELECT 1 FROM @ target WHERE target.id = kept.@)", Named(column.reference->table), Named(column.name));
}

}  // namespace

void CreateMoveTriggers(const OpenMove& open, PgStatements& statements) {
  std::vector<Safe<SqlIdentifier>> of_owner;
  std::vector<Safe<SqlIdentifier>> of_part{Named(open.move.link.name)};
  for (const MovedColumn& column : open.move.columns) {
    of_owner.push_back(Named(column.owner.name));
    of_part.push_back(Named(column.part.name));
  }
  statements.push_back(OwnerFunction(open));
  statements.push_back(PartFunction(open));
  statements.push_back(PgText::Of("CREATE TRIGGER @ AFTER INSERT OR UPDATE OF @ ON @ FOR EACH ROW\nEXECUTE FUNCTION @()", OwnerTrigger(open),
                                  PgText::Join(", ", of_owner), Named(open.move.owner), OwnerTrigger(open)));
  statements.push_back(PgText::Of("CREATE TRIGGER @ AFTER INSERT OR DELETE OR UPDATE OF @ ON @ FOR EACH ROW\nEXECUTE FUNCTION @()", PartTrigger(open),
                                  PgText::Join(", ", of_part), Named(open.move.part.name), PartTrigger(open)));
}

void DropMoveTriggers(const OpenMove& open, PgStatements& statements) {
  statements.push_back(PgText::Of("DROP TRIGGER @ ON @", PartTrigger(open), Named(open.move.part.name)));
  statements.push_back(PgText::Of("DROP TRIGGER @ ON @", OwnerTrigger(open), Named(open.move.owner)));
  for (const auto& name : {PartTrigger(open), OwnerTrigger(open)}) statements.push_back(PgText::Of("DROP FUNCTION @()", name));
}

auto WritePart(const OpenMove& open) -> Safe<PgText> {
  const auto owner = Named(open.move.owner);
  const auto part = Named(open.move.part.name);
  const auto link = Named(open.move.link.name);
  return PgText::Of(
      "@wanting AS (SELECT owner.id FROM @ owner JOIN seen USING (id) LEFT JOIN @ part ON part.@ = owner.id WHERE @ AND (part.id IS NULL OR @)),\n"
      "locked AS (SELECT @ FROM @ owner JOIN wanting ON wanting.id = owner.id FOR UPDATE OF owner SKIP LOCKED),\n"
      "done AS (@ RETURNING 1)\n@",
      Seen(Named("id"), owner), owner, part, link, Present(open, "owner"), PartDiffers(open), OwnerColumns(open), owner, Upsert(open, PgText::Of("locked")),
      Counts(open));
}

auto WriteOwner(const OpenMove& open) -> Safe<PgText> {
  const auto owner = Named(open.move.owner);
  const auto part = Named(open.move.part.name);
  const auto link = Named(open.move.link.name);
  PgStatements columns{PgText::Of("part.@", link)};
  for (const MovedColumn& column : open.move.columns) columns.push_back(At("part", column.part));
  return PgText::Of(
      "@wanting AS (SELECT part.id FROM @ part JOIN seen USING (id) JOIN @ owner ON owner.id = part.@ WHERE @),\n"
      "locked AS (SELECT @ FROM @ part JOIN wanting ON wanting.id = part.id JOIN @ owner ON owner.id = part.@ FOR UPDATE OF part, owner SKIP LOCKED),\n"
      "done AS (UPDATE @ owner SET @ FROM locked part WHERE owner.id = part.@ RETURNING 1)\n@",
      Seen(Named("id"), part), part, owner, link, OwnerDiffers(open), PgText::Join(", ", columns), part, owner, link, owner,
      PgText::Join(", ", SetOwner(open, "part")), link,
      Counts(open));
}

auto BringBack(const OpenMove& open) -> Safe<PgText> {
  const Move& move = open.move;
  const auto link = Named(move.link.name);
  Coming coming;
  coming.Add("id", FreeId(open, PgText::Of("kept.kept_id")));
  coming.Add(move.link.name, PgText::Of("kept.@", link));
  PgStatements terms{PgText::Of("(kept.ingot_blank OR @)", Present(open, "owner"))};
  PgStatements stay{PgText::Of("id AS kept_id, ingot_blank")};
  for (const std::string& each : KeptOfPart(move)) {
    if (each != "id") stay.push_back(PgText::Of("@", Named(each)));
  }
  for (const auto& [column, filling] : move.others) {
    const auto value = At("kept", column);
    if (column.reference && column.required) terms.push_back(Refers(column));
    coming.Add(column.name, column.reference && !column.required ? PgText::Of("CASE WHEN @ THEN @ END", Refers(column), value) : value);
  }
  for (const char* each : kStamps) {
    if (move.part.timestamps) coming.Add(each, PgText::Of("kept.@", Named(each)));
  }
  coming.Add("row_version", PgText::Of("kept.row_version"));
  for (const MovedColumn& column : move.columns) coming.Add(column.part.name, ToPart(open, column, "owner"));
  const auto owner = Named(move.owner);
  const auto kept = PgText::Of("(SELECT @ FROM @) kept", PgText::Join(", ", stay), Named(open.kept));
  const auto condition = PgText::Join(" AND ", terms);
  return PgText::Of(
      "@wanting AS (SELECT owner.id FROM @ JOIN seen ON seen.id = kept.@ JOIN @ owner ON owner.id = kept.@\n"
      "  WHERE NOT EXISTS (SELECT 1 FROM @ part WHERE part.@ = owner.id) AND @),\n"
      "locked AS (SELECT @ FROM @ owner JOIN wanting ON wanting.id = owner.id FOR UPDATE OF owner SKIP LOCKED),\n"
      "done AS (@ FROM locked owner JOIN @ ON kept.@ = owner.id WHERE @ ON CONFLICT (@) DO NOTHING RETURNING 1)\n@",
      Seen(link, Named(open.kept)), kept, link, owner, link, Named(move.part.name), link, condition, OwnerColumns(open), owner, coming.Into(open), kept, link, condition,
      link, Counts(open));
}

auto SetPartAside(const OpenMove& open) -> Safe<PgText> {
  PgStatements columns;
  for (const std::string& each : KeptOfPart(open.move)) columns.push_back(PgText::Of("part.@", Named(each)));
  return PgText::Of("CREATE TABLE @ AS SELECT @, NOT (@) AS ingot_blank FROM @ part", Named(open.kept), PgText::Join(", ", columns), Present(open, "part", true),
                    Named(open.move.part.name));
}

auto LeaveEmpty(const OpenMove& open) -> PgStatements {
  const Move& move = open.move;
  PgStatements terms;
  bool demanded = false;
  for (const MovedColumn& column : move.columns) {
    const auto empty = column.owner.required && !column.blank ? EmptyValue(column.owner, false) : std::nullopt;
    demanded = demanded || empty;
    const auto value = Comparable(column.owner, At("owner", column.owner));
    terms.push_back(PgText::Of("@ IS NOT DISTINCT FROM @", value, empty ? *empty : BlankOf(column)));
  }
  if (!demanded) return {};
  const auto link = Named(move.link.name);
  const auto gone = PgText::Of("DELETE FROM @ WHERE @ IN (SELECT id FROM @ owner WHERE @) AND @ NOT IN (SELECT @ FROM @)", Named(move.part.name), link, Named(move.owner),
                               PgText::Join(" AND ", terms), link, link, Named(open.kept));
  return {PgText::Of("SET LOCAL ingot.@ = 'on'", SettingOf(open)), gone};
}

}  // namespace ingot::codegen::sql_migration
