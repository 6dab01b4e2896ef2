#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>

#include "compiler/base/match.h"
#include "tests/expressions/sql_database.h"

namespace ingot::testing {
namespace {

class Sqlite : public SqlDatabase {
 public:
  Sqlite() {
    sqlite3_open(":memory:", &db_);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  }
  ~Sqlite() override { sqlite3_close(db_); }
  Sqlite(const Sqlite&) = delete;
  auto operator=(const Sqlite&) -> Sqlite& = delete;

  auto Name() const -> std::string_view override { return "SQLite"; }
  auto Print(const ir::App& app, Id<ir::Expression> id, codegen::SqlForm form) const -> Query override {
    auto printed = codegen::PrintSqlite(app, id, {}, form);
    return {std::string(printed.text.View()), std::move(printed.bindings)};
  }
  void Run(const std::string& statements) override {
    char* error = nullptr;
    if (sqlite3_exec(db_, statements.c_str(), nullptr, nullptr, &error) != SQLITE_OK) throw std::runtime_error(error);
  }
  auto ValuesOf(std::string_view table, const ir::App& app, const Query& query, const ir::ExpressionType& type) -> Answer override {
    return Ask(app, fmt::format("SELECT {} FROM {} ORDER BY n", query.text, table), query, &type);
  }
  auto Matching(const ir::App& app, const Query& query) -> Answer override {
    return Ask(app, fmt::format("SELECT n FROM rows WHERE {} ORDER BY n", query.text), query, nullptr);
  }
  auto Explain(const ir::App& app, const Query& statement) -> std::string override {
    sqlite3_stmt* prepared = Prepare(app, "EXPLAIN QUERY PLAN " + statement.text, statement);
    std::string plan;
    while (prepared != nullptr && sqlite3_step(prepared) == SQLITE_ROW)
      plan += fmt::format("{}\n", reinterpret_cast<const char*>(sqlite3_column_text(prepared, 3)));
    sqlite3_finalize(prepared);
    return plan;
  }

  void Insert(const ir::App& app, const std::vector<RowValues>& rows) {
    for (size_t n = 0; n < rows.size(); ++n) {
      std::string names = "n";
      std::string marks = std::to_string(n);
      for (const auto& [field, value] : rows[n].fields) {
        names += fmt::format(", {}", codegen::SqlIdentifier::Physical(ir::ColumnName(app.fields[field])).View());
        marks += ", ?";
      }
      sqlite3_stmt* statement = nullptr;
      const std::string text = fmt::format("INSERT INTO rows ({}) VALUES ({})", names, marks);
      sqlite3_prepare_v2(db_, text.c_str(), -1, &statement, nullptr);
      int at = 1;
      for (const auto& [field, value] : rows[n].fields) Bind(statement, at++, app, TypeOf(app.fields[field]), value);
      if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
      sqlite3_finalize(statement);
    }
  }

 private:
  static auto TypeOf(const ir::Field& field) -> ir::ExpressionType {
    if (const auto* closed = std::get_if<ir::EnumType>(&field.type)) return *closed;
    return std::get<ir::ScalarType>(field.type);
  }

  static void Bind(sqlite3_stmt* statement, int at, const ir::App& app, const ir::ExpressionType& type, const MaybeValue& value) {
    if (!value) return;
    const auto text = [&](const std::string& utf8) {
      sqlite3_bind_text(statement, at, utf8.data(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    };
    std::visit(Match{[&](bool truth) { sqlite3_bind_int64(statement, at, truth ? 1 : 0); },
                     [&](int64_t number) {
                       const auto* closed = std::get_if<ir::EnumType>(&type);
                       if (closed != nullptr) return text(app.enums[closed->id].values[static_cast<size_t>(number)]);
                       sqlite3_bind_int64(statement, at, number);
                     },
                     [&](double number) { sqlite3_bind_double(statement, at, number); }, text,
                     [&](const std::array<uint8_t, 16>& bytes) {
                       sqlite3_bind_blob(statement, at, bytes.data(), 16, SQLITE_TRANSIENT);
                     }},
               *value);
  }

  auto Prepare(const ir::App& app, const std::string& text, const Query& query) -> sqlite3_stmt* {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, text.c_str(), -1, &statement, nullptr) != SQLITE_OK) return nullptr;
    RowValues nothing;
    nothing.now = 1700000000123456;
    for (size_t i = 0; i < query.bindings.size(); ++i) {
      // `$1` is a name to SQLite; that names first appear in their order is what the store relies on.
      const std::string name = fmt::format("${}", i + 1);
      EXPECT_EQ(sqlite3_bind_parameter_index(statement, name.c_str()), static_cast<int>(i + 1)) << text;
      const auto& binding = query.bindings[i];
      Bind(statement, static_cast<int>(i + 1), app, binding.type, ir::Evaluate(app, binding.value, nothing));
    }
    return statement;
  }

  auto Ask(const ir::App& app, const std::string& text, const Query& query, const ir::ExpressionType* type) -> Answer {
    sqlite3_stmt* statement = Prepare(app, text, query);
    if (statement == nullptr) return {{}, fmt::format("{}: {}", sqlite3_errmsg(db_), text)};
    Answer answer;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) answer.values.push_back(Read(app, statement, type));
    if (code != SQLITE_DONE) answer.error = fmt::format("{}: {}", sqlite3_errmsg(db_), text);
    sqlite3_finalize(statement);
    return answer;
  }

  // As it is stored, so that a result of another class than the column's shows.
  static auto Read(const ir::App& app, sqlite3_stmt* statement, const ir::ExpressionType* type) -> MaybeValue {
    const auto* scalar = type != nullptr ? std::get_if<ir::ScalarType>(type) : nullptr;
    const auto* closed = type != nullptr ? std::get_if<ir::EnumType>(type) : nullptr;
    switch (sqlite3_column_type(statement, 0)) {
      case SQLITE_NULL: return std::nullopt;
      case SQLITE_FLOAT: return ir::Value(sqlite3_column_double(statement, 0));
      case SQLITE_INTEGER: {
        const int64_t number = sqlite3_column_int64(statement, 0);
        if (scalar != nullptr && scalar->kind == ir::ScalarKind::kBool) return ir::Value(number != 0);
        return ir::Value(number);
      }
      default: break;
    }
    const std::string text(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)),
                           static_cast<size_t>(sqlite3_column_bytes(statement, 0)));
    if (closed == nullptr) return ir::Value(text);
    const auto& values = app.enums[closed->id].values;
    return ir::Value(static_cast<int64_t>(std::ranges::find(values, text) - values.begin()));
  }

  sqlite3* db_ = nullptr;
};

}  // namespace

auto OpenSqlite(const ir::App& app, const std::vector<RowValues>& rows) -> std::unique_ptr<SqlDatabase> {
  auto database = std::make_unique<Sqlite>();
  database->Run(Tables(app, false));
  database->Insert(app, rows);
  return database;
}

}  // namespace ingot::testing
