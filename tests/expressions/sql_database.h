// A real database that holds the rows of the corpus and answers printed SQL.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/expr/sql.h"
#include "tests/expressions/corpus.h"

namespace ingot::testing {

// Printed SQL, whatever database it is for.
struct Query {
  std::string text;
  std::vector<codegen::SqlBinding> bindings;
};

// What each row gave, in order; or what the database said against it.
struct Answer {
  std::vector<MaybeValue> values;
  std::string error;
};

class SqlDatabase {
 public:
  virtual ~SqlDatabase() = default;
  virtual auto Name() const -> std::string_view = 0;
  virtual auto Print(const ir::App& app, Id<ir::Expression> id, codegen::SqlForm form) const -> Query = 0;
  // Runs `SELECT <text> FROM <table> ORDER BY n` with the values that the interpreter computes for the parameters. The answers
  // are of `type`, in the forms of ir::Value.
  virtual auto ValuesOf(std::string_view table, const ir::App& app, const Query& query, const ir::ExpressionType& type) -> Answer = 0;
  auto Values(const ir::App& app, const Query& query, const ir::ExpressionType& type) -> Answer {
    return ValuesOf("rows", app, query, type);
  }
  // The numbers of the rows for which `WHERE <text>` holds.
  virtual auto Matching(const ir::App& app, const Query& query) -> Answer = 0;
  // What EXPLAIN says about a whole statement.
  virtual auto Explain(const ir::App& app, const Query& statement) -> std::string = 0;
  virtual void Run(const std::string& statements) = 0;
};

// With a table of each model of the app, and `rows` in the table of the corpus, numbered from 0 in a column `n`.
auto OpenSqlite(const ir::App& app, const std::vector<RowValues>& rows) -> std::unique_ptr<SqlDatabase>;
auto OpenPostgres(const ir::App& app, const std::vector<RowValues>& rows) -> std::unique_ptr<SqlDatabase>;

// `CREATE TABLE` for every model, with the columns that the given dialect has.
auto Tables(const ir::App& app, bool postgres) -> std::string;

}  // namespace ingot::testing
