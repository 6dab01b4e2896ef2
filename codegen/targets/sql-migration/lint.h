// What the next migration risks for rows that exist, found without a database.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"

namespace ingot::codegen::sql_migration {

enum class Hazard {
  kDataLoss,      // a table or a column goes
  kPartlyLost,    // a column has another type, which cannot hold all of its values
  kUnfilled,      // a column becomes required, and a row may have no value for it
  kNotUnique,     // rows may share what becomes unique
  kDangling,      // a column refers to other rows than before
  kRuleBroken,    // rows may break a rule that is new
  kWayBackStops,  // the way back demands values that rows may be without by then
  kRewrite,       // a table is written anew while it is locked
};

// `element` is what it is about, without blanks: `notes`, `docs.title`, of a set `docs.project_id,title`.
struct Risk {
  Hazard hazard;
  std::string element;
  friend auto operator==(const Risk&, const Risk&) -> bool = default;
};

// Without repetitions. What follows a table (its versions, its deleted rows) is told as the table where both are concerned.
auto Lint(const Schema& from, const Schema& to, const Difference& up) -> std::vector<Risk>;

// The unique sets of the new table that rows which are there may break.
auto NewUniqueSets(const TableAltered& change) -> std::vector<Index>;
// The rules of the new table that are none of the former one, whatever its columns were called.
auto NewRules(const TableAltered& change) -> std::vector<CheckConstraint>;

}  // namespace ingot::codegen::sql_migration
