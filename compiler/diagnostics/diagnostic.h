// One finding about a definition, and the sinks that findings flow into.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/diagnostics/code.h"

namespace ingot::diag {

// A second place that helps to understand a finding: "first defined here".
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Code code{};
  Severity severity = Severity::kError;
  Span span;  // invalid when the finding has no place in a source
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> help;  // what the user can do, most useful first
};

// Where phases report to. A phase asks `errors()` before and after its work to know whether it failed.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  auto operator=(const Sink&) -> Sink& = delete;
  virtual ~Sink() = default;

  void Report(Diagnostic diagnostic) {
    (diagnostic.severity == Severity::kError ? errors_ : warnings_) += 1;
    Accept(std::move(diagnostic));
  }

  auto errors() const -> size_t { return errors_; }
  auto warnings() const -> size_t { return warnings_; }
  auto ok() const -> bool { return errors_ == 0; }

 private:
  virtual void Accept(Diagnostic diagnostic) = 0;

  size_t errors_ = 0;
  size_t warnings_ = 0;
};

}  // namespace ingot::diag
