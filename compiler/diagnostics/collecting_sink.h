// Keeps what is reported, up to a limit, and gives it back in source order.
#pragma once

#include <cstddef>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace ingot::diag {

// What a run found. `errors` and `warnings` count all of it; `not_shown` of them are missing from the list.
struct Findings {
  std::vector<Diagnostic> diagnostics;  // by source, offset, code
  size_t errors = 0;
  size_t warnings = 0;
  size_t not_shown = 0;
};

class CollectingSink : public Sink {
 public:
  static constexpr size_t kLimit = 200;

  // When the limit is reached an error still takes the place of a warning, so that a failed run shows why.
  auto Collected() const -> Findings;

 private:
  void Accept(Diagnostic diagnostic) override;

  std::vector<Diagnostic> kept_errors_;
  std::vector<Diagnostic> kept_warnings_;
};

}  // namespace ingot::diag
