#include "codegen/targets/cpp-service/endpoint_sql.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "codegen/expr/sql.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/model_view.h"
#include "codegen/targets/cpp-service/statements.h"
#include "compiler/base/match.h"

namespace ingot::codegen::cpp_service {
namespace {

auto Table(const ir::Model& model) -> Safe<SqlIdentifier> { return SqlIdentifier::Physical(model.table); }

auto Column(const ir::App& app, const ir::RowColumn& column) -> Safe<SqlIdentifier> {
  return std::visit(Match{
                        [&](Id<ir::Field> field) { return SqlIdentifier::Physical(ir::ColumnName(app.fields[field])); },
                        [](ir::SystemColumn system) {
                          switch (system) {
                            case ir::SystemColumn::kId: return SqlIdentifier::Physical("id");
                            case ir::SystemColumn::kCreatedAt: return SqlIdentifier::Physical("created_at");
                            case ir::SystemColumn::kUpdatedAt: break;
                          }
                          return SqlIdentifier::Physical("updated_at");
                        },
                    },
                    column);
}

// Rows are answered in an order that is whole, so that the same request has the same answer.
auto OrderBy(const ir::App& app, const std::vector<ir::Order>& order) -> Safe<SqlText> {
  std::vector<Safe<SqlText>> parts;
  for (const ir::Order& each : order) {
    const auto column = Column(app, each.column);
    parts.push_back(each.descending ? SqlText::Of("@ DESC", column) : SqlText::Of("@", column));
  }
  const bool by_id = std::ranges::any_of(order, [](const ir::Order& each) { return each.column == ir::RowColumn(ir::SystemColumn::kId); });
  if (!by_id) parts.push_back(SqlText::Of("id"));
  return SqlText::Join(", ", parts);
}

// A part of a statement in both dialects.
struct Piece {
  Safe<SqliteText> sqlite;
  Safe<PgText> postgres;
};

auto Printed(const ir::App& app, Id<ir::Expression> id, SqlForm form, const EndpointNames& names, std::vector<Safe<CppExpr>>& values) -> Piece {
  SqlPlace place;
  place.first_parameter = static_cast<int64_t>(values.size()) + 1;
  place.names = [&](const ir::ValueAccess& access) { return names.Access(access); };
  const auto sqlite = PrintSqlite(app, id, place, form);
  const auto postgres = PrintPostgres(app, id, place, form);
  for (const SqlBinding& binding : sqlite.bindings) values.push_back(binding.cpp);
  return {sqlite.text, postgres.text};
}

// A condition with placeholders after those of `values`, to which it adds its own.
auto Where(const ir::App& app, const std::optional<Id<ir::Expression>>& where, const EndpointNames& names, std::vector<Safe<CppExpr>>& values)
    -> Piece {
  if (!where) return {SqliteText::Of(""), PgText::Of("")};
  return Printed(app, *where, SqlForm::kPredicate, names, values);
}

// A table, and the rows of it that a condition holds for.
template <typename Text>
auto RowsOf(const ir::Model& model, const Safe<Text>& condition) -> Safe<Text> {
  const auto table = Table(model);
  return condition.View().empty() ? Text::Of("@", table) : Text::Of("@ WHERE @", table, condition);
}

// The same statement around a part of each dialect.
template <typename Build>
auto InBoth(const Piece& piece, std::vector<Safe<CppExpr>> values, Build build) -> BoundSql {
  return {build(std::type_identity<SqliteText>(), piece.sqlite), build(std::type_identity<PgText>(), piece.postgres), std::move(values)};
}

// The computed fields that are stored and follow from what is set.
auto KeptBy(const ir::App& app, Id<ir::Model> model, const std::vector<ir::Assignment>& set) -> std::vector<const ir::Field*> {
  std::vector<const ir::Field*> kept;
  for (const Id<ir::Field> id : app.models[model].fields) {
    const ir::Field& field = app.fields[id];
    if (!field.kept_computed) continue;
    const auto source = SourceOf(app, field);
    if (std::ranges::any_of(set, [&](const ir::Assignment& each) { return each.field == source; })) kept.push_back(&field);
  }
  return kept;
}

// Does the condition hold for one row at most: does it ask for one value of what is unique?
auto PinsOneRow(const ir::App& app, Id<ir::Expression> id) -> bool {
  const auto* call = std::get_if<ir::Call>(&app.expressions[id].node);
  if (call == nullptr) return false;
  if (call->function == ir::Function::kAnd)
    return std::ranges::any_of(call->arguments, [&](auto argument) { return PinsOneRow(app, argument); });
  if (call->function != ir::Function::kEqual) return false;
  const auto is_key = [&](Id<ir::Expression> side) {
    const auto& node = app.expressions[side].node;
    if (const auto* system = std::get_if<ir::SystemAccess>(&node)) return system->row == 0 && system->column == ir::SystemColumn::kId;
    const auto* field = std::get_if<ir::FieldAccess>(&node);
    return field != nullptr && field->row == 0 && app.fields[field->field].unique;
  };
  const Id<ir::Expression> left = call->arguments[0];
  const Id<ir::Expression> right = call->arguments[1];
  return (is_key(left) && !ir::ReadsRows(app, right)) || (is_key(right) && !ir::ReadsRows(app, left));
}

}  // namespace

auto SelectFirst(const ir::App& app, const ir::LetFirst& let, const EndpointNames& names) -> BoundSql {
  const ir::Model& model = app.models[let.model];
  std::vector<Safe<CppExpr>> values;
  const Piece where = Where(app, let.where, names, values);
  const bool pinned = let.where && PinsOneRow(app, *let.where);
  return InBoth(where, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& condition) {
    const auto select = Text::Of("SELECT @ FROM @", ColumnList(app, model), RowsOf(model, condition));
    return pinned ? select : Text::Of("@ ORDER BY @ LIMIT 1", select, OrderBy(app, let.order));
  });
}

auto SelectAll(const ir::App& app, const ir::LetAll& let, const EndpointNames& names) -> BoundSql {
  const ir::Model& model = app.models[let.model];
  std::vector<Safe<CppExpr>> values;
  const Piece where = Where(app, let.where, names, values);
  return InBoth(where, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& condition) {
    return Text::Of("SELECT @ FROM @ ORDER BY @ LIMIT @", ColumnList(app, model), RowsOf(model, condition), OrderBy(app, let.order),
                    SqlLiteral::Integer(let.limit));
  });
}

auto SelectValue(const ir::App& app, Id<ir::Expression> id, const EndpointNames& names) -> BoundSql {
  std::vector<Safe<CppExpr>> values;
  const Piece value = Printed(app, id, SqlForm::kValue, names, values);
  return InBoth(value, std::move(values), []<typename Text>(std::type_identity<Text>, const Safe<Text>& text) { return Text::Of("SELECT @", text); });
}

auto ChangedColumns(const ir::App& app, const ir::Update& update) -> std::vector<std::string> {
  std::vector<std::string> columns;
  for (const ir::Assignment& each : update.set) columns.push_back(ir::ColumnName(app.fields[each.field]));
  for (const ir::Field* kept : KeptBy(app, update.model, update.set)) columns.push_back(ir::ColumnName(*kept));
  if (app.models[update.model].timestamps) columns.emplace_back("updated_at");
  return columns;
}

auto UpdateRows(const ir::App& app, const ir::Update& update, const Safe<CppIdentifier>& changed, const EndpointNames& names) -> BoundSql {
  const ir::Model& model = app.models[update.model];
  std::vector<Safe<CppExpr>> values;
  std::vector<Safe<SqlText>> assignments;
  for (const std::string& column : ChangedColumns(app, update))
    assignments.push_back(SqlText::Of("@ = $@", SqlIdentifier::Physical(column), SqlLiteral::Integer(static_cast<int64_t>(assignments.size()) + 1)));
  assignments.push_back(SqlText::Of("row_version = row_version + 1"));
  for (const ir::Assignment& each : update.set) values.push_back(CppExpr::Of("@.@", changed, MemberName(app.fields[each.field])));
  for (const ir::Field* kept : KeptBy(app, update.model, update.set)) values.push_back(KeptValue(app, *kept, CppExpr::Of("@", changed)));
  if (model.timestamps) values.push_back(CppExpr::Of("session.now()"));
  const auto set = SqlText::Of("UPDATE @ SET @", Table(model), SqlText::Join(", ", assignments));
  const Piece where = Where(app, update.where, names, values);
  const bool pinned = update.where && PinsOneRow(app, *update.where);
  return InBoth(where, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& condition) {
    if (update.all) return Text::Of("@ WHERE @", set, condition);
    const auto one = pinned ? condition : Text::Of("id = (SELECT id FROM @ ORDER BY id LIMIT 1)", RowsOf(model, condition));
    return Text::Of("@ WHERE @ RETURNING @", set, one, ColumnList(app, model));
  });
}

auto RowsToChange(const ir::App& app, Id<ir::Model> model, const std::optional<Id<ir::Expression>>& where, bool all, const EndpointNames& names)
    -> BoundSql {
  constexpr int64_t kMostRows = 10'000;  // rt::kMostHookedRows
  std::vector<Safe<CppExpr>> values;
  const Piece condition = Where(app, where, names, values);
  return InBoth(condition, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& text) {
    const auto select = Text::Of("SELECT @ FROM @ ORDER BY id LIMIT @", ColumnList(app, app.models[model]), RowsOf(app.models[model], text),
                                 SqlLiteral::Integer(all ? kMostRows + 1 : 1));
    return std::is_same_v<Text, PgText> ? Text::Of("@ FOR UPDATE", select) : select;
  });
}

auto DeleteRows(const ir::App& app, const ir::Remove& remove, const EndpointNames& names) -> BoundSql {
  std::vector<Safe<CppExpr>> values;
  const Piece where = Where(app, remove.where, names, values);
  return InBoth(where, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& condition) {
    return Text::Of("DELETE FROM @", RowsOf(app.models[remove.model], condition));
  });
}

auto CountRows(const ir::App& app, const ir::Remove& remove, const EndpointNames& names) -> BoundSql {
  std::vector<Safe<CppExpr>> values;
  const Piece where = Where(app, remove.where, names, values);
  return InBoth(where, std::move(values), [&]<typename Text>(std::type_identity<Text>, const Safe<Text>& condition) {
    return Text::Of("SELECT count(*) FROM @", RowsOf(app.models[remove.model], condition));
  });
}

auto UpsertRow(const ir::App& app, const ir::Upsert& upsert) -> BoundSql {
  const ir::Model& model = app.models[upsert.model];
  std::vector<Safe<SqlIdentifier>> by;
  for (const Id<ir::Field> field : upsert.by) by.push_back(SqlIdentifier::Physical(ir::ColumnName(app.fields[field])));
  std::vector<Safe<SqlText>> changes;
  const auto take = [&](std::string_view name) {
    const auto column = SqlIdentifier::Physical(name);
    changes.push_back(SqlText::Of("@ = excluded.@", column, column));
  };
  for (const ir::Assignment& each : upsert.set) {
    if (std::ranges::find(upsert.by, each.field) == upsert.by.end()) take(ir::ColumnName(app.fields[each.field]));
  }
  for (const ir::Field* kept : KeptBy(app, upsert.model, upsert.set)) take(ir::ColumnName(*kept));
  if (model.timestamps) take("updated_at");
  changes.push_back(SqlText::Of("row_version = @.row_version + 1", Table(model)));
  const auto text = SqlText::Of("@ ON CONFLICT (@) DO UPDATE SET @ RETURNING @", InsertInto(app, model), SqlText::Join(", ", by),
                                SqlText::Join(", ", changes), ColumnList(app, model));
  return {SqliteText::Of("@", text), PgText::Of("@", text), {}};
}

}  // namespace ingot::codegen::cpp_service
