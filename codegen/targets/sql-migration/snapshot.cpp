#include <algorithm>
#include <nlohmann/json.hpp>

#include "codegen/targets/sql-migration/snapshot.h"
#include "codegen/targets/sql-migration/snapshot_faults.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr int kVersion = 2;
constexpr int kFirstVersion = 1;  // it says nothing of the values of enums, and the service made the triggers of files
using Parsed = nlohmann::json;

auto ColumnFrom(const Parsed& json) -> Column {
  Column column{json.at("name"), json.at("field"), json.value("id", ""), json.at("type"), json.at("required"), std::nullopt};
  if (json.contains("references")) {
    column.reference = Reference{json.at("references").at("table"), json.at("references").at("onDelete")};
  }
  column.values = json.value("values", std::vector<std::string>());
  return column;
}

auto TableFrom(const Parsed& json, int version) -> Table {
  Table table{json.at("name"), json.at("model"), json.value("id", ""), {}, json.at("timestamps"), {}, json.value("history", ""),
              json.value("deleted", ""), json.value("historyOf", ""), json.value("deletedOf", ""),
              json.value("search", std::vector<std::string>())};
  for (const Parsed& column : json.at("columns")) table.columns.push_back(ColumnFrom(column));
  const bool follows = !table.Followed().empty();
  table.files = version > kFirstVersion && !follows && std::ranges::any_of(table.columns, [](const Column& column) { return column.type == "file"; });
  for (const Parsed& index : json.at("indexes")) table.indexes.push_back({index.at("name"), index.at("unique"), index.at("columns")});
  for (const Parsed& check : json.value("checks", Parsed::array())) table.checks.push_back({check.at("name"), check.at("sqlite"), check.at("postgres")});
  return table;
}

auto Quoted(const std::vector<std::string>& texts) -> Safe<JsonText> {
  std::vector<Safe<JsonString>> quoted;
  for (const std::string& text : texts) quoted.push_back(JsonString::Quote(text));
  return JsonText::Join(", ", quoted);
}

auto MakeColumnView(const Column& column) -> ColumnView {
  auto text = JsonText::Of("\"name\": @, \"field\": @, \"type\": @, \"required\": @", JsonString::Quote(column.name),
                           JsonString::Quote(column.field), JsonString::Quote(column.type), JsonLiteral::Boolean(column.required));
  if (!column.id.empty()) text = JsonText::Of("@, \"id\": @", text, JsonString::Quote(column.id));
  if (column.reference) {
    text = JsonText::Of("@, \"references\": { \"table\": @, \"onDelete\": @ }", text, JsonString::Quote(column.reference->table),
                        JsonString::Quote(column.reference->on_delete));
  }
  if (!column.values.empty()) text = JsonText::Of("@, \"values\": [@]", text, Quoted(column.values));
  return {text};
}

auto MakeIndexView(const Index& index) -> IndexView {
  return {JsonString::Quote(index.name), JsonLiteral::Boolean(index.unique), Quoted(index.columns)};
}

}  // namespace

auto MakeSnapshotView(const Schema& schema) -> SnapshotView {
  SnapshotView view{kVersion, schema.migration, {}};
  for (const Table& table : schema.tables) {
    TableView row{JsonString::Quote(table.name), JsonString::Quote(table.model), !table.id.empty(), JsonString::Quote(table.id),
                  JsonLiteral::Boolean(table.timestamps), !table.history.empty(), JsonString::Quote(table.history), !table.deleted.empty(),
                  JsonString::Quote(table.deleted), !table.history_of.empty(), JsonString::Quote(table.history_of), !table.deleted_of.empty(),
                  JsonString::Quote(table.deleted_of), !table.search.empty(), Quoted(table.search), {}, {}, false, {}};
    for (const Column& column : table.columns) row.columns.push_back(MakeColumnView(column));
    for (const Index& index : table.indexes) row.indexes.push_back(MakeIndexView(index));
    row.has_checks = !table.checks.empty();
    for (const CheckConstraint& check : table.checks) {
      row.checks.push_back({JsonText::Of("\"name\": @, \"sqlite\": @, \"postgres\": @", JsonString::Quote(check.name), JsonString::Quote(check.sqlite),
                                         JsonString::Quote(check.postgres))});
    }
    view.tables.push_back(std::move(row));
  }
  return view;
}

// The library reports by exceptions; they end here.
auto ReadSnapshot(std::string_view text) -> tl::expected<Schema, std::string> {
  try {
    const Parsed json = Parsed::parse(text);
    const int version = json.at("version");
    if (version < kFirstVersion || version > kVersion) return tl::unexpected(std::string("it was written by another release of Ingot"));
    Schema schema{json.at("migration"), {}};
    if (schema.migration < 1 || schema.migration > 9999) return tl::unexpected(std::string("the number of its migration is out of range"));
    for (const Parsed& table : json.at("tables")) schema.tables.push_back(TableFrom(table, version));
    if (auto fault = FaultOf(schema); !fault.empty()) return tl::unexpected(std::move(fault));
    return schema;
  } catch (const Parsed::exception& error) {
    return tl::unexpected(std::string(error.what()));
  }
}

}  // namespace ingot::codegen::sql_migration
