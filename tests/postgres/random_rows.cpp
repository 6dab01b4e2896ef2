#include "tests/postgres/random_rows.h"

#include <algorithm>
#include <sstream>

namespace ingot::test {
namespace {

// In the order in which rows can be made.
auto InOrder(const Schema& schema) -> std::vector<const Table*> {
  std::vector<const Table*> order;
  std::set<std::string> done;
  const auto visit = [&](const auto& self, const Table& table) -> void {
    if (!done.insert(table.name).second) return;
    for (const Column& column : table.columns) {
      const Table* target = column.reference && column.required ? FindTable(schema, column.reference->table) : nullptr;
      if (target != nullptr) self(self, *target);
    }
    if (table.Followed().empty()) order.push_back(&table);
  };
  for (const Table& table : schema.tables) visit(visit, table);
  return order;
}

auto Quoted(const std::string& text) -> std::string { return "'" + text + "'"; }

auto Named(const std::string& name) -> std::string { return "\"" + name + "\""; }

auto Joined(const std::vector<std::string>& parts) -> std::string {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

}  // namespace

const std::string kNullCell = "4E554C4C";

auto RowId(int number, bool postgres) -> std::string {
  std::string digits = std::to_string(number);
  digits = std::string(12 - digits.size(), '0') + digits;
  return postgres ? "'01900000-0000-7000-8000-" + digits + "'" : "X'01900000000070008000" + digits + "'";
}

auto RowMaker::Instant(int64_t micros) const -> std::string {
  return postgres_ ? "timestamptz 'epoch' + " + std::to_string(micros) + " * interval '1 microsecond'" : std::to_string(micros);
}

auto RowMaker::Literal(const std::string& type, int number) -> std::string {
  const std::string digits = std::to_string(number);
  const auto bytes = [&](const std::string& hex) { return postgres_ ? "'\\x" + hex + "'" : "X'" + hex + "'"; };
  if (type == "int" || type == "bigint" || type == "duration") return digits;
  if (type == "float") return digits + ".25";
  if (type.starts_with("decimal")) return postgres_ ? digits + (type.ends_with(",2)") ? " / 100.0" : " / 10000.0") : digits;
  if (type == "bool") return number % 2 == 0 ? (postgres_ ? "true" : "1") : (postgres_ ? "false" : "0");
  if (type == "date") return postgres_ ? "date '1970-01-01' + " + digits : digits;
  if (type == "time") return postgres_ ? "time '00:00' + " + digits + " * interval '1 microsecond'" : digits;
  if (type == "timestamp") return Instant(1'700'000'000'000'000 + number);
  if (type == "uuid") return RowId(number, postgres_);
  if (type == "bytes") return bytes("00ff" + std::string(digits.size() % 2, '0') + digits);
  if (type == "json") return Quoted("{\"a\":[" + digits + "]}");
  if (type == "int[]") return Quoted("[" + digits + "]");
  if (type.ends_with("[]")) return Quoted("[\"a" + digits + "\"]");
  if (type == "enum") return number % 2 == 0 ? "'it''s red'" : "'blue'";
  return Quoted("word" + digits + " it''s");
}

auto RowMaker::ValueOf(const Column& column, int id) -> std::string {
  if (!column.required && random_.Percent(35)) return "NULL";
  if (!column.reference) return Literal(column.type, id * 10 + static_cast<int>(random_.Below(5)));
  const auto& targets = rows_[column.reference->table];
  if (targets.empty()) return "NULL";
  return RowId(random_.Of(targets), postgres_);
}

auto RowMaker::InsertRow(const Table& table, int id) -> std::string {
  std::vector<std::string> names{"id"};
  std::vector<std::string> values{RowId(id, postgres_)};
  for (const Column& column : table.columns) {
    names.push_back(Named(column.name));
    values.push_back(ValueOf(column, id));
    if (column.required && values.back() == "NULL") return "";  // there is nothing to refer to
  }
  for (const char* stamp : {"created_at", "updated_at"}) {
    if (!table.timestamps) break;
    names.emplace_back(stamp);
    values.push_back(Instant(1'600'000'000'000'000 + id));
  }
  names.emplace_back("row_version");
  values.emplace_back("1");
  return "INSERT INTO " + table.name + " (" + Joined(names) + ") VALUES (" + Joined(values) + ");\n";
}

auto RowMaker::InsertInto(const Table& table) -> std::string {
  const bool pairs = std::ranges::any_of(table.indexes, [&](const auto& index) {
    return index.unique && std::ranges::all_of(index.columns, [&](const std::string& name) { return FindColumn(table, name)->reference.has_value(); });
  });
  std::string sql;
  const size_t count = pairs ? 1 : 1 + random_.Below(4);
  for (size_t i = 0; i < count; ++i) {
    std::string row = InsertRow(table, ++last_);
    if (row.empty()) return sql;
    if (pairs) row.replace(row.size() - 2, 2, " ON CONFLICT DO NOTHING;\n");
    sql += row;
    if (i + 1 < count || count == 1) {
      rows_[table.name].push_back(last_);
    } else {
      loose_[table.name].push_back(last_);
    }
  }
  return sql;
}

auto RowMaker::Insert(const Schema& schema) -> std::string {
  std::string sql;
  loose_.clear();
  for (const Table* table : InOrder(schema)) sql += InsertInto(*table);
  return sql;
}

auto RowMaker::Update(const Schema& schema, const std::map<std::string, std::set<std::string>>& columns) -> std::string {
  std::string sql;
  for (const Table& table : schema.tables) {
    const auto found = columns.find(table.name);
    if (found == columns.end() || !table.Followed().empty()) continue;
    for (const int id : rows_[table.name]) {
      if (random_.Percent(40)) continue;
      std::vector<std::string> sets{"row_version = row_version + 1"};
      for (const Column& column : table.columns) {
        if (!found->second.contains(column.name) || column.reference) continue;
        sets.push_back(Named(column.name) + " = " + ValueOf(column, 1'000'000 + id));
      }
      sql += "UPDATE " + table.name + " SET " + Joined(sets) + " WHERE id = " + RowId(id, postgres_) + ";\n";
    }
  }
  return sql;
}

auto RowMaker::Delete(const Schema& schema) -> std::string {
  std::string sql;
  for (const Table& table : schema.tables) {
    for (const int id : loose_[table.name]) sql += "DELETE FROM " + table.name + " WHERE id = " + RowId(id, postgres_) + ";\n";
  }
  loose_.clear();
  return sql;
}

void RowMaker::Rename(const std::map<std::string, std::string>& tables) {
  std::map<std::string, std::vector<int>> rows;
  for (const auto& [from, to] : tables) rows[to] = rows_[from];
  rows_ = std::move(rows);
  loose_.clear();
}

auto CellsOf(TriedDatabase& database, const Schema& schema, const std::string& before) -> Cells {
  const bool postgres = database.Dialect() == "postgres";
  const auto cell = [&](const std::string& column) {
    return postgres ? "upper(encode(convert_to(coalesce(quote_literal(" + column + "::text), 'NULL'), 'UTF8'), 'hex'))" : "hex(quote(" + column + "))";
  };
  std::string sql;
  std::vector<std::vector<std::string>> columns;
  for (const Table& table : schema.tables) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    if (table.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
    names.emplace_back("row_version");
    if (!table.deleted_of.empty()) names.emplace_back("deleted_at");
    const std::string version = table.history_of.empty() ? "" : " || '/' || row_version";
    sql += "SELECT " + std::to_string(columns.size()) + ", " + (postgres ? "id::text" : "hex(id)") + version;
    for (const std::string& name : names) sql += ", " + cell(Named(name));
    sql += " FROM " + table.name + ";\n";
    columns.push_back(std::move(names));
  }
  Cells cells;
  std::istringstream lines(sql.empty() ? "" : database.Query(before + sql));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream parts(line);
    std::string at;
    std::string row;
    std::getline(parts, at, '|');
    std::getline(parts, row, '|');
    const size_t table = std::stoul(at);
    for (const std::string& name : columns[table]) std::getline(parts, cells[{schema.tables[table].name, name, row}], '|');
  }
  return cells;
}

}  // namespace ingot::test
