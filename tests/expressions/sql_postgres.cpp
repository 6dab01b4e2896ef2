#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>

#include "compiler/base/match.h"
#include "tests/expressions/sql_database.h"
#include "tests/support/postgres.h"

namespace ingot::testing {
namespace {

using ir::ScalarKind;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr int64_t kMicros = 1'000'000;
constexpr int64_t kDaySeconds = 86'400;

auto KindOf(const ir::ExpressionType& type) -> std::optional<ScalarKind> {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr ? std::optional(scalar->kind) : std::nullopt;
}

auto DecimalText(int64_t unscaled, int scale) -> std::string {
  std::string digits = fmt::format("{:0{}}", unscaled < 0 ? -unscaled : unscaled, scale + 1);
  digits.insert(digits.size() - static_cast<size_t>(scale), ".");
  return (unscaled < 0 ? "-" : "") + digits;
}

auto MomentText(int64_t micros, bool day) -> std::string {
  const int64_t fraction = (micros % kMicros + kMicros) % kMicros;
  const time_t seconds = (micros - fraction) / kMicros;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::string text = fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  if (day) return text;
  return text + fmt::format(" {:02}:{:02}:{:02}.{:06}+00", parts.tm_hour, parts.tm_min, parts.tm_sec, fraction);
}

auto IntegerText(const ir::App& app, const ir::ExpressionType& type, int64_t number) -> std::string {
  if (const auto* closed = std::get_if<ir::EnumType>(&type)) return app.enums[closed->id].values[static_cast<size_t>(number)];
  const auto& scalar = std::get<ir::ScalarType>(type);
  if (scalar.kind == ScalarKind::kDecimal) return DecimalText(number, scalar.scale);
  if (scalar.kind == ScalarKind::kDate) return MomentText(number * kDaySeconds * kMicros, true);
  if (scalar.kind == ScalarKind::kTimestamp) return MomentText(number, false);
  return std::to_string(number);
}

auto UuidText(const std::array<uint8_t, 16>& bytes) -> std::string {
  std::string text;
  for (const uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

auto TextOf(const ir::App& app, const ir::ExpressionType& type, const ir::Value& value) -> std::string {
  return std::visit(Match{[](bool truth) { return std::string(truth ? "t" : "f"); },
                          [&](int64_t number) { return IntegerText(app, type, number); },
                          [](double number) { return fmt::format("{}", number); }, [](const std::string& text) { return text; },
                          [](const std::array<uint8_t, 16>& bytes) { return UuidText(bytes); }},
                    value);
}

// The digits of a numeric at the scale of its type; a digit beyond it shows as a text.
auto Unscaled(std::string text, int scale) -> ir::Value {
  const size_t point = text.find('.');
  std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
  text = text.substr(0, point);
  while (fraction.size() > static_cast<size_t>(scale) && fraction.back() == '0') fraction.pop_back();
  if (fraction.size() > static_cast<size_t>(scale)) return text + "." + fraction;
  fraction.resize(static_cast<size_t>(scale), '0');
  return ir::Value(static_cast<int64_t>(std::stoll(text + fraction)));
}

class PostgresDatabase : public SqlDatabase {
 public:
  PostgresDatabase() {
    test::Postgres& server = test::Postgres::Shared();
    connection_ = PQconnectdb(server.SocketUrl(server.NewDatabase()).c_str());
    Run("SET datestyle = 'ISO, YMD'");
  }
  ~PostgresDatabase() override { PQfinish(connection_); }
  PostgresDatabase(const PostgresDatabase&) = delete;
  auto operator=(const PostgresDatabase&) -> PostgresDatabase& = delete;

  auto Name() const -> std::string_view override { return "PostgreSQL"; }
  auto Print(const ir::App& app, Id<ir::Expression> id, codegen::SqlForm form) const -> Query override {
    auto printed = codegen::PrintPostgres(app, id, {}, form);
    return {std::string(printed.text.View()), std::move(printed.bindings)};
  }
  void Run(const std::string& statements) override {
    const Result result(PQexec(connection_, statements.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }
  auto ValuesOf(std::string_view table, const ir::App& app, const Query& query, const ir::ExpressionType& type) -> Answer override {
    std::string value = query.text;
    if (KindOf(type) == ScalarKind::kDate) value = fmt::format("({}) - DATE '1970-01-01'", value);
    if (KindOf(type) == ScalarKind::kTimestamp) value = fmt::format("(extract(epoch FROM ({})) * 1000000)::bigint", value);
    return Ask(app, fmt::format("SELECT {} FROM {} ORDER BY n", value, table), query, type);
  }
  auto Matching(const ir::App& app, const Query& query) -> Answer override {
    return Ask(app, fmt::format("SELECT n FROM rows WHERE {} ORDER BY n", query.text), query, ir::ScalarType{ScalarKind::kInt});
  }
  auto Explain(const ir::App& app, const Query& statement) -> std::string override {
    const Answer answer = Ask(app, "EXPLAIN " + statement.text, statement, ir::ScalarType{ScalarKind::kString});
    std::string plan = answer.error;
    for (const MaybeValue& line : answer.values) plan += std::get<std::string>(*line) + "\n";
    return plan;
  }

  void Insert(const ir::App& app, const std::vector<RowValues>& rows) {
    for (size_t n = 0; n < rows.size(); ++n) {
      std::string names = "n";
      std::string marks = std::to_string(n);
      std::vector<std::optional<std::string>> texts;
      for (const auto& [id, value] : rows[n].fields) {
        const ir::Field& field = app.fields[id];
        names += fmt::format(", {}", codegen::SqlIdentifier::Physical(ir::ColumnName(field)).View());
        const auto* closed = std::get_if<ir::EnumType>(&field.type);
        const ir::ExpressionType type =
            closed != nullptr ? ir::ExpressionType(*closed) : ir::ExpressionType(std::get<ir::ScalarType>(field.type));
        texts.push_back(value ? std::optional(TextOf(app, type, *value)) : std::nullopt);
        marks += fmt::format(", ${}", texts.size());
      }
      const Result result = Execute(fmt::format("INSERT INTO rows ({}) VALUES ({})", names, marks), texts);
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_));
    }
  }

 private:
  auto Execute(const std::string& text, const std::vector<std::optional<std::string>>& values) -> Result {
    std::vector<const char*> pointers;
    for (const auto& value : values) pointers.push_back(value ? value->c_str() : nullptr);
    const int count = static_cast<int>(values.size());
    return {PQexecParams(connection_, text.c_str(), count, nullptr, pointers.data(), nullptr, nullptr, 0), PQclear};
  }

  auto Ask(const ir::App& app, const std::string& text, const Query& query, const ir::ExpressionType& type) -> Answer {
    RowValues nothing;
    nothing.now = 1700000000123456;
    std::vector<std::optional<std::string>> values;
    for (const auto& binding : query.bindings) {
      const MaybeValue value = ir::Evaluate(app, binding.value, nothing);
      values.push_back(value ? std::optional(TextOf(app, binding.type, *value)) : std::nullopt);
    }
    const Result result = Execute(text, values);
    Answer answer;
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) answer.error = fmt::format("{}: {}", PQerrorMessage(connection_), text);
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      const bool null = PQgetisnull(result.get(), row, 0) != 0;
      answer.values.push_back(null ? std::nullopt : MaybeValue(Read(app, PQgetvalue(result.get(), row, 0), type)));
    }
    return answer;
  }

  static auto Read(const ir::App& app, const std::string& text, const ir::ExpressionType& type) -> ir::Value {
    if (const auto* closed = std::get_if<ir::EnumType>(&type)) {
      const auto& values = app.enums[closed->id].values;
      return static_cast<int64_t>(std::ranges::find(values, text) - values.begin());
    }
    const auto& scalar = std::get<ir::ScalarType>(type);
    switch (ir::SpecOf(scalar.kind).value) {
      case ir::ValueForm::kBool: return text == "t";
      case ir::ValueForm::kInteger: return Unscaled(text, scalar.kind == ScalarKind::kDecimal ? scalar.scale : 0);
      case ir::ValueForm::kReal: return std::stod(text);
      default: return text;
    }
  }

  PGconn* connection_ = nullptr;
};

}  // namespace

auto OpenPostgres(const ir::App& app, const std::vector<RowValues>& rows) -> std::unique_ptr<SqlDatabase> {
  auto database = std::make_unique<PostgresDatabase>();
  database->Run(Tables(app, true));
  database->Insert(app, rows);
  return database;
}

}  // namespace ingot::testing
