// The corpus on real databases: printed SQL gives what the interpreter says.
#include <fmt/format.h>
#include <gtest/gtest.h>

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
      const std::string wanted = Shown(codegen::Evaluate(app_, asked.id, rows_[row]));
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
      const MaybeValue value = codegen::Evaluate(app_, asked.id, rows_[row]);
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

INSTANTIATE_TEST_SUITE_P(Databases, SqlCorpus, ::testing::Values(false, true),
                         [](const auto& database) { return database.param ? "PostgreSQL" : "SQLite"; });

}  // namespace
}  // namespace ingot::testing
