// Runs the check over definitions that a test writes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/ir/print.h"

namespace ingot::check {

struct Checked {
  bool parsed = false;
  std::optional<ir::App> app;
  diag::Findings findings;
};

// `documents` as files of one folder, in this order.
inline auto CheckDocuments(const std::vector<std::string>& documents) -> Checked {
  source::SourceMap sources;
  for (size_t i = 0; i < documents.size(); ++i)
    sources.Add("file" + std::to_string(i) + ".json", documents[i]);
  diag::CollectingSink sink;
  Checked checked;
  if (const auto tree = frontend::ParseJson(sources, sink)) {
    checked.parsed = true;
    checked.app = Check(tree->root(), sink);
  }
  checked.findings = sink.Collected();
  return checked;
}

}  // namespace ingot::check
