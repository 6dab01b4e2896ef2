// What stands in an output folder, as the decisions of a run need to see it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/file_store.h"

namespace ingot::codegen {

// A larger file is none of ours.
inline constexpr std::uint64_t kLargestFile = 64U << 20U;

struct DiskState {
  source::EntryKind kind = source::EntryKind::kAbsent;
  std::string sha256;  // of a file; empty when it is too large to be ours
};

// A link on the way counts as what stands there. The error is one of reading, or kNotAFolder when a file
// stands on the way.
auto StateOf(const source::FileStore& store, std::string_view path) -> source::Result<DiskState>;

// Every path below `folder` that is not a folder, sorted; the names in `skipped` are left out at the top.
auto ListBelow(const source::FileStore& store, std::string_view folder,
               const std::vector<std::string_view>& skipped = {}) -> source::Result<std::vector<std::string>>;

}  // namespace ingot::codegen
