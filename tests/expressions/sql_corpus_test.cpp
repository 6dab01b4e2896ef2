// The corpus on real databases: printed SQL gives what the interpreter says.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/check/check.h"
#include "compiler/check/expression_sql.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/ir/print.h"
#include "tests/expressions/sql_database.h"
#include "tests/support/postgres.h"

namespace ingot::testing {
namespace {

auto CorpusApp(const std::vector<Case>& cases) -> ir::App {
  source::SourceMap sources;
  sources.Add("corpus.json", Definition(cases));
  diag::CollectingSink sink;
  const auto tree = frontend::ParseJson(sources, sink);
  return *check::Check(tree->root(), sink);
}

auto Shown(const MaybeValue& value) -> std::string {
  if (!value) return "null";
  if (const auto* truth = std::get_if<bool>(&*value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<int64_t>(&*value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&*value)) return fmt::format("{:a}", *real == 0 ? 0.0 : *real);
  return "'" + std::get<std::string>(*value) + "'";
}

class SqlCorpus : public ::testing::TestWithParam<bool> {
 protected:
  SqlCorpus() : cases_(Cases()), app_(CorpusApp(cases_)), rows_(Rows(app_)) {}

  void SetUp() override {
    if (GetParam() && !test::Postgres::Missing().empty()) GTEST_SKIP() << test::Postgres::Missing();
    database_ = GetParam() ? OpenPostgres(app_, rows_) : OpenSqlite(app_, rows_);
    size_t at = 0;
    for (const ir::Field& field : app_.fields) {
      if (const auto id = ExpressionOf(field)) expressions_.push_back({*id, cases_[at++].text});
    }
  }

  struct Asked {
    Id<ir::Expression> id;
    std::string text;
  };

  auto IsLowerable(Id<ir::Expression> id) const -> bool {
    diag::CollectingSink sink;
    diag::Emitter emitter(sink);
    return check::CheckLowerable(app_, id, emitter);
  }
  auto TypeOf(Id<ir::Expression> id) const -> const ir::ExpressionType& { return app_.expressions[id].type; }

  // The first row that differs, in words; empty when all agree.
  auto Difference(const Asked& asked, const Query& query) -> std::string {
    const Answer answer = database_->Values(app_, query, TypeOf(asked.id));
    if (!answer.error.empty()) return answer.error;
    for (size_t row = 0; row < rows_.size(); ++row) {
      const std::string wanted = Shown(ir::Evaluate(app_, asked.id, rows_[row]));
      const std::string got = Shown(answer.values.at(row));
      if (got != wanted) return fmt::format("row {} gives {}, not {}: {}", row, got, wanted, query.text);
    }
    return "";
  }

  auto DifferenceInRows(const Asked& asked, const Query& query) -> std::string {
    const Answer answer = database_->Matching(app_, query);
    if (!answer.error.empty()) return answer.error;
    std::string wanted;
    for (size_t row = 0; row < rows_.size(); ++row) {
      const MaybeValue value = ir::Evaluate(app_, asked.id, rows_[row]);
      if (value && std::get<bool>(*value)) wanted += fmt::format("{} ", row);
    }
    std::string got;
    for (const MaybeValue& row : answer.values) got += Shown(row) + " ";
    return got == wanted ? "" : fmt::format("rows {}not {}: {}", got, wanted, query.text);
  }

  std::vector<Case> cases_;
  ir::App app_;
  std::vector<RowValues> rows_;
  std::vector<Asked> expressions_;
  std::unique_ptr<SqlDatabase> database_;
};

TEST_P(SqlCorpus, ValuesAreThoseOfTheInterpreter) {
  size_t compared = 0;
  for (const Asked& asked : expressions_) {
    if (!IsLowerable(asked.id)) continue;
    ++compared;
    EXPECT_EQ(Difference(asked, database_->Print(app_, asked.id, codegen::SqlForm::kValue)), "") << asked.text;
  }
  EXPECT_GT(compared, 380U);
}

TEST_P(SqlCorpus, ConditionsMatchTheSameRows) {
  size_t compared = 0;
  for (const Asked& asked : expressions_) {
    if (TypeOf(asked.id) != ir::ExpressionType(ir::ScalarType{ir::ScalarKind::kBool}) || !IsLowerable(asked.id)) continue;
    ++compared;
    EXPECT_EQ(DifferenceInRows(asked, database_->Print(app_, asked.id, codegen::SqlForm::kPredicate)), "") << asked.text;
  }
  EXPECT_GT(compared, 100U);
}

struct Mutant {
  std::string_view from;
  std::string_view to;
};

// Mistakes that a printer could make. Each stands in what both print unless it says otherwise.
constexpr Mutant kMutants[] = {
    {" + ", " - "}, {" - ", " + "}, {" * ", " + "}, {" % ", " * "}, {" < ", " <= "}, {" <= ", " < "}, {" > ", " >= "}, {" >= ", " > "},
    {" = ", " <> "}, {" <> ", " = "}, {" AND ", " OR "}, {" OR ", " AND "}, {"NOT ", ""}, {" IS NULL", " IS NOT NULL"},
    {"coalesce(", "max("}, {"THEN ", "THEN - "}, {"BETWEEN -9007199254740991 AND", "BETWEEN -9007199254740990 AND"},
    {"AND 9007199254740991", "AND 9007199254740990"}, {"AND 253402300799999999", "AND 253402300800000000"},
    {"BETWEEN -719162", "BETWEEN -719163"}, {"AND 2932896", "AND 2932897"}, {"86400000000", "86400000001"}, {"lower(", "upper("},
    {"upper(", "lower("}, {"trim(", "length("}, {"THEN replace(", "THEN coalesce("}, {"IN (", "NOT IN ("}, {"abs(", "(1 * "}, {" || ", " || ' ' || "},
    {"3600000000", "60000000"},
};
constexpr Mutant kSqliteMutants[] = {
    {"999999999999999999", "999999999999999998"}, {"typeof(", "coalesce("}, {" / ", " * "}, {"substr(", "lower("}, {"instr(", "max("},
    {"coalesce(", "nullif("}, {"1000000000 AS a1", "100000000 AS a1"}, {"r * 5", "r * 4"}, {"d.r * 2 >= d.b", "d.r * 2 > d.b"},
    {" % 1000000) / 1000000", " % 1000000) / 100000"}, {"'%m'", "'%d'"}, {"char(32, 9", "char(9"}, {"CAST(", "abs("},
};
constexpr Mutant kPostgresMutants[] = {
    {"abs(", "("}, {"::numeric", ""}, {"NULLIF(", "coalesce("}, {"div(", "mod("}, {"9223372036854775807", "9223372036854775806"},
    {" COLLATE \"C\"", ""}, {"extract(month", "extract(day"}, {"AT TIME ZONE 'UTC'", "AT TIME ZONE 'Asia/Tokyo'"}, {"right(", "left("},
    {"char_length(", "octet_length("}, {"strpos(", "length("}, {"round(", "trunc("}, {"floor(", "ceil("}, {"2 * abs(", "3 * abs("},
    {"sign(", "abs("}, {"least(", "greatest("}, {"starts_with(", "concat("}, {"FALSE", "NULL"},
};

TEST_P(SqlCorpus, EveryMistakeOfAPrinterIsSeen) {
  std::vector<Mutant> mutants(std::begin(kMutants), std::end(kMutants));
  if (GetParam()) mutants.insert(mutants.end(), std::begin(kPostgresMutants), std::end(kPostgresMutants));
  if (!GetParam()) mutants.insert(mutants.end(), std::begin(kSqliteMutants), std::end(kSqliteMutants));
  for (const Mutant& mutant : mutants) {
    const bool seen = std::ranges::any_of(expressions_, [&](const Asked& asked) {
      if (!IsLowerable(asked.id)) return false;
      Query query = database_->Print(app_, asked.id, codegen::SqlForm::kValue);
      size_t at = query.text.find(mutant.from);
      if (at == std::string::npos) return false;
      for (; at != std::string::npos; at = query.text.find(mutant.from, at + mutant.to.size())) {
        query.text.replace(at, mutant.from.size(), mutant.to);
      }
      // A statement that the database refuses is a mistake that shows in any test.
      return !Difference(asked, query).empty();
    });
    EXPECT_TRUE(seen) << "`" << mutant.from << "` printed as `" << mutant.to << "` changes nothing that the corpus sees";
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, SqlCorpus, ::testing::Values(false, true),
                         [](const auto& database) { return database.param ? "PostgreSQL" : "SQLite"; });

}  // namespace
}  // namespace ingot::testing
