#include "codegen/targets/sql-migration/postgres_mirror.h"

#include <algorithm>

#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

auto MirrorName(const WindowTable& table, const Mirror& mirror) -> Safe<SqlIdentifier> {
  return Named(ir::PhysicalName("ingot_mirror_" + table.open.name + "_" + mirror.forth.to.name));
}

// A list is JSON, of which PostgreSQL does not know when two are the same.
auto Compared(const Column& column, const Safe<PgText>& value) -> Safe<PgText> {
  return column.type.ends_with("[]") ? PgText::Of("(@)::jsonb", value) : value;
}

auto Differ(const Column& column, const Safe<PgText>& one, const Safe<PgText>& other) -> Safe<PgText> {
  return PgText::Of("@ IS DISTINCT FROM @", Compared(column, one), Compared(column, other));
}

// What the new column makes of a value of the former one. One that must have a value takes the first one of an enum, when there is no other,
// for what programs of the release before write.
auto Forth(const Mirror& mirror, const Safe<PgText>& value) -> Safe<PgText> {
  const auto converted = PostgresValue(mirror.forth, value);
  if (!mirror.forth.to.required || !mirror.filling) return converted;
  return PgText::Of("coalesce(@, @)", converted, QuotedInBody(*mirror.filling));
}

auto ForthOrFirst(const Mirror& mirror, const Safe<PgText>& value) -> Safe<PgText> {
  const Column& to = mirror.forth.to;
  const bool first = to.required && !mirror.filling && to.type == "enum" && !to.values.empty();
  return first ? PgText::Of("coalesce(@, @)", Forth(mirror, value), TextInBody(to.values.front())) : Forth(mirror, value);
}

auto Back(const Mirror& mirror, const Safe<PgText>& value) -> Safe<PgText> { return PostgresValue(mirror.back, value); }

// Rows whose column `to` is null and need not be.
auto FillFrom(const Table& table, const Column& to, const Safe<PgText>& value) -> PgHalf {
  const auto wanted = PgText::Of("@.@ IS NULL AND @ IS NOT NULL", Named(table.name), Named(to.name), value);
  return {{SqlNote::Of("in batches"), SqlNote::Of("converts into @", ColumnNote(table.name, to.name)), Writes(table.name)}, {FillInBatches(table, to.name, value, wanted)}};
}

// The values of `from` that `to` does not lead back to, each with what `to` has instead; and back where `to` still has that.
struct Aside {
  Safe<SqlIdentifier> name;
  PgHalf going;
  PgHalf coming;
};

auto AsideOf(int number, const Table& table, const Column& from, const Column& to, const Safe<PgText>& returning, const Safe<PgText>& instead) -> Aside {
  const auto name = Named(KeptName(number, table.name + "_" + from.name));
  const auto rows = Named(table.name);
  const auto kept = Named(from.name);
  const auto what = ColumnNote(table.name, from.name);
  const auto lost = PgText::Of("@ IS NOT NULL AND @", kept, Differ(from, PgText::Of("@", kept), returning));
  PgStatements same;
  for (const std::string& key : KeyOf(table)) same.push_back(PgText::Of("@.@ = @.@", name, Named(key), rows, Named(key)));
  const auto now = Compared(to, PgText::Of("@.@", rows, Named(to.name)));
  same.push_back(PgText::Of("@ IS NOT DISTINCT FROM @.ingot_instead", now, name));
  return {name,
          {{SqlNote::Of("sets aside what cannot be converted of @", what), Reads(table.name)},
           {PgText::Of("CREATE TABLE @ AS SELECT @, @, @ AS ingot_instead FROM @ WHERE @", name, Names(KeyOf(table)), kept, Compared(to, instead), rows, lost)},
           {AskConverted(name, table.name, from.name)}},
          {{SqlNote::Of("if @ exists", name), SqlNote::Of("brings @ back", what), Writes(table.name)},
           {PgText::Of("UPDATE @ SET @ = @.@ FROM @ WHERE @", rows, kept, name, kept, name, PgText::Join(" AND ", same)), PgText::Of("@", DropTable(name.View()))}}};
}

}  // namespace

auto MirrorsOf(const WindowTable& table) -> std::vector<Mirror> {
  std::vector<Mirror> mirrors;
  if (table.change == nullptr) return mirrors;
  for (const Column& column : table.to.columns) {
    const Origin& origin = table.change->OriginOf(column);
    if (!origin.converted) continue;
    Conversion forth = *origin.converted;
    forth.to = *FindColumn(table.open, table.columns.at(column.name));
    const Column& was = forth.from;
    const bool unique = std::ranges::any_of(table.change->was.indexes, [&](const Index& index) { return index.unique && std::ranges::count(index.columns, was.name) > 0; });
    std::optional<Safe<PgText>> empty;
    if (was.required && !unique) empty = EmptyValue(was, false);
    mirrors.push_back({forth, Inverse(forth), origin.filling, std::move(empty)});
  }
  return mirrors;
}

void CreateMirrors(const WindowTable& table, PgStatements& statements) {
  if (!table.open.Followed().empty()) return;  // they are written with their rows
  for (const Mirror& mirror : MirrorsOf(table)) {
    const Column& was = mirror.forth.from;
    const Column& now = mirror.forth.to;
    const auto name = MirrorName(table, mirror);
    const auto old_was = PgText::Of("OLD.@", Named(was.name));
    const auto old_now = PgText::Of("OLD.@", Named(now.name));
    const auto new_was = PgText::Of("NEW.@", Named(was.name));
    const auto new_now = PgText::Of("NEW.@", Named(now.name));
    const auto forth = ForthOrFirst(mirror, new_was);
    const auto back = Back(mirror, new_now);
    statements.push_back(PgText::Of(
        "CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN\n"
        "  IF TG_OP = 'INSERT' THEN\n"
        "    IF @ IS NULL THEN\n"
        "      @ := @;\n"
        "    ELSIF @ IS NULL THEN\n"
        "      @ := @;\n"
        "    END IF;\n"
        "  ELSIF @ THEN\n"
        "    IF (@) THEN\n"
        "      @ := @;\n"
        "    END IF;\n"
        "  ELSIF @ AND (@) THEN\n"
        "    @ := @;\n"
        "  END IF;\n"
        "  RETURN NEW;\n"
        "END\n"
        "$$",
        name, new_now, new_now, forth, new_was, new_was, back, Differ(was, new_was, old_was), Differ(was, new_was, back), new_now, forth, Differ(now, new_now, old_now),
        Differ(now, new_now, forth), new_was, back));
    statements.push_back(PgText::Of("CREATE TRIGGER @ BEFORE INSERT OR UPDATE ON @ FOR EACH ROW\nEXECUTE FUNCTION @()", name, Named(table.open.name), name));
  }
}

void DropMirrors(const WindowTable& table, PgStatements& statements) {
  if (!table.open.Followed().empty()) return;
  for (const Mirror& mirror : MirrorsOf(table)) {
    statements.push_back(PgText::Of("DROP TRIGGER @ ON @", MirrorName(table, mirror), Named(table.open.name)));
    statements.push_back(PgText::Of("DROP FUNCTION @()", MirrorName(table, mirror)));
  }
}

void FillMirrors(const WindowTable& table, PgSteps& steps) {
  for (const Mirror& mirror : MirrorsOf(table)) {
    const auto was = PgText::Of("@.@", Named(table.open.name), Named(mirror.forth.from.name));
    steps.Add(FillFrom(table.open, mirror.forth.to, Forth(mirror, was)), {});
  }
}

void TakeBackMirrored(const WindowTable& table, PgSteps& steps) {
  for (const Mirror& mirror : MirrorsOf(table)) {
    if (mirror.back.whole) continue;
    const Column& was = mirror.forth.from;
    const auto value = PgText::Of("@", Named(was.name));
    const auto instead = mirror.empty ? PgText::Of("coalesce(@, @)", value, *mirror.empty) : value;
    Aside aside = AsideOf(steps.number(), table.open, mirror.forth.to, was, ForthOrFirst(mirror, value), instead);
    steps.Add(std::move(aside.coming), std::move(aside.going));
  }
}

void KeepMirrored(const WindowTable& table, PgSteps& steps) {
  for (const Mirror& mirror : MirrorsOf(table)) {
    const Column& now = mirror.forth.to;
    const auto value = PgText::Of("@", Named(now.name));
    if (!mirror.forth.whole) {
      Aside aside = AsideOf(steps.number(), table.open, mirror.forth.from, now, Back(mirror, value), value);
      steps.Add(std::move(aside.going), std::move(aside.coming));
    }
    const auto rows = Named(table.open.name);
    // What is read from now on is known to the planner.
    steps.Add({{SqlNote::Of("samples @", rows)}, {PgText::Of("ANALYZE @ (@)", rows, Named(now.name))}},
              FillFrom(table.open, mirror.forth.from, Back(mirror, PgText::Of("@.@", rows, Named(now.name)))));
  }
}

}  // namespace ingot::codegen::sql_migration
