// What a new definition does to rows, tables and columns that exist.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/app.h"

namespace ingot::driver {

struct DataChange {
  enum class Kind { kAdded, kRemoved, kRenamed, kChanged, kSplit, kMerged };
  Kind kind = Kind::kChanged;
  std::string what;     // `table notes`, `column docs.title`
  std::string text;     // what becomes of it; may be empty
  bool loses = false;  // data goes with it
};

// `added`, `removed`, `renamed`, `changed`, `split`, `merged`
auto DataKindName(DataChange::Kind kind) -> std::string_view;

// A finding of the lint: `generate` asks for `--allow=CODE:element` when it is an error.
struct DataRisk {
  std::string code;
  std::string severity;
  std::string text;
};

// A step of the next migration on PostgreSQL, as `migrate plan` shows it: what it does and locks.
struct DataStep {
  int number = 0;          // in its migration
  bool contracts = false;  // the release before cannot go on after it
  std::string text;
};

struct DataPlan {
  std::vector<DataChange> changes;
  std::vector<DataStep> steps;
  std::vector<DataRisk> risks;
};

// The one place that knows how a difference of schemas looks.
auto PlanData(const ir::App& before, const ir::App& after) -> DataPlan;

}  // namespace ingot::driver
