#include "compiler/diagnostics/collecting_sink.h"

#include <algorithm>
#include <tuple>

namespace ingot::diag {

void CollectingSink::Accept(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::kError;
  if (kept_errors_.size() + kept_warnings_.size() >= kLimit) {
    if (!is_error || kept_warnings_.empty()) return;
    kept_warnings_.pop_back();
  }
  (is_error ? kept_errors_ : kept_warnings_).push_back(std::move(diagnostic));
}

auto CollectingSink::Collected() const -> Findings {
  Findings findings;
  findings.diagnostics = kept_errors_;
  findings.diagnostics.insert(findings.diagnostics.end(), kept_warnings_.begin(), kept_warnings_.end());
  findings.errors = errors();
  findings.warnings = warnings();
  findings.not_shown = findings.errors + findings.warnings - findings.diagnostics.size();
  const auto key = [](const Diagnostic& d) { return std::tie(d.span, d.code, d.message); };
  std::ranges::stable_sort(findings.diagnostics,
                           [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  return findings;
}

}  // namespace ingot::diag
