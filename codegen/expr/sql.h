// Prints typed expressions as SQL of SQLite and of PostgreSQL, with the values that are bound to their parameters.
//
//   it.project == project && it.expiresAt < now()   ->   project_id = $1 AND expires_at < $2     {project, now}
//
// What depends on a row is SQL; the largest parts that depend on none are computed in C++ and bound. The result is the one
// that the same expression has in C++: two-valued, null where an operation cannot give its value, texts by code point.
#pragma once

#include <optional>
#include <vector>

#include "codegen/expr/cpp.h"
#include "codegen/text/sql.h"

namespace ingot::codegen {

// What the printed text is for.
enum class SqlForm : uint8_t {
  kPredicate,  // after WHERE: null counts as false, and an index can serve a comparison
  kValue,      // after SELECT or SET: exactly the value, in the form of its column; a condition is never null
  kOrderKey,   // after ORDER BY, without a direction; a null has no fixed place
};

// Where it will stand.
struct SqlPlace {
  // The table or alias of the row with the number 0. Without one its columns stand alone, and inside aggregates with the name of
  // their table. `r1`, `s1`, `v1` and so on are taken.
  std::optional<Safe<SqlIdentifier>> row;
  int64_t first_parameter = 1;
  CppNames names = {};  // of values from beside the rows
  // Values stand in the text instead of parameters, and no part is computed in a row of its own: what the constraint of a table
  // asks for. The expression names neither values from beside the row nor `now()`, and is small (check/row_checks.cpp).
  bool constraint = false;
};

// A value to bind: its type in PostgreSQL is that of a column of `type`, in SQLite the form in which one is stored.
struct SqlBinding {
  Id<ir::Expression> value;
  ir::ExpressionType type;
  Safe<CppExpr> cpp;  // an optional when the value may be null
};

// `$n` is the parameter of bindings[n - first_parameter]; they first appear in this order.
template <typename Text>
struct PrintedSql {
  Safe<Text> text;
  std::vector<SqlBinding> bindings;
};

// The checks let only such expressions through that both databases can compute (check/expression_sql.h).
auto PrintSqlite(const ir::App& app, Id<ir::Expression> id, const SqlPlace& place, SqlForm form) -> PrintedSql<SqliteText>;
auto PrintPostgres(const ir::App& app, Id<ir::Expression> id, const SqlPlace& place, SqlForm form) -> PrintedSql<PgText>;

}  // namespace ingot::codegen
