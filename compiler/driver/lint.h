// What the next migration risks, as diagnostics, and what its user lets it do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/targets/sql-migration/lint.h"
#include "compiler/diagnostics/diagnostic.h"

namespace ingot::driver {

// What one `--allow` says.
struct Allowance {
  diag::Code code{};
  std::string element;
  friend auto operator==(const Allowance&, const Allowance&) -> bool = default;
};
using Allowances = std::vector<Allowance>;

// `ING0702:docs.title`. The error is a sentence with the right form.
auto ReadAllowance(std::string_view said) -> tl::expected<Allowance, std::string>;
// The same of several that were read before.
auto AllowancesOf(const std::vector<std::string>& said) -> Allowances;

// Reports what is not allowed, and what was allowed and is not there.
void ReportRisks(const std::vector<codegen::sql_migration::Risk>& risks, const Allowances& allowed, diag::Sink& diagnostics);

}  // namespace ingot::driver
