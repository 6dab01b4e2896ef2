// Compares what is wanted with what is there and decides every write and removal, or names every obstacle.
// Reads only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/plan/file_set.h"
#include "codegen/plan/journal.h"
#include "codegen/plan/manifest.h"
#include "codegen/plan/sync_report.h"
#include "compiler/source/file_store.h"

namespace ingot::codegen {

struct Replacement {
  const OutputFile* file;  // of the set that was decided on
  std::string was;         // SHA-256 of what is replaced; empty for nothing
};

struct Decision {
  std::vector<Replacement> writes;  // in the order of paths
  std::vector<Removal> removals;
  std::vector<std::string> left;  // of the user, for what is not in the definition any more
  std::size_t unchanged = 0;
  Manifest next;  // what the manifest will say
};

auto Decide(const FileSet& wanted, const Identity& identity, const std::optional<Manifest>& previous,
            const source::FileStore& store) -> tl::expected<Decision, SyncRefusal>;

}  // namespace ingot::codegen
