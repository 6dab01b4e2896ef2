#include "compiler/ir/functions.h"

#include <array>

namespace ingot::ir {
namespace {

constexpr auto kSpecs = std::to_array<FunctionSpec>({
#define INGOT_OPERATOR(Name, spelling, rule, cpp, targets) \
  {Function::k##Name, #Name, spelling, true, #rule, cpp, Targets::targets},
#define INGOT_FUNCTION(Name, spelling, rule, cpp, targets) \
  {Function::k##Name, #Name, spelling, false, #rule, cpp, Targets::targets},
#include "compiler/ir/functions.def"
#undef INGOT_FUNCTION
#undef INGOT_OPERATOR
});

}  // namespace

auto FunctionSpecs() -> std::span<const FunctionSpec> { return kSpecs; }

auto SpellingOf(Aggregation kind) -> std::string_view {
  switch (kind) {
    case Aggregation::kExists: return "exists";
    case Aggregation::kCount: return "count";
    case Aggregation::kSum: return "sum";
    case Aggregation::kMin: return "min";
    case Aggregation::kMax: return "max";
  }
  return "";
}

auto SpecOf(Function function) -> const FunctionSpec& { return kSpecs[static_cast<size_t>(function)]; }

}  // namespace ingot::ir
