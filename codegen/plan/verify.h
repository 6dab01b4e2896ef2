// Holds an output folder against its manifest: what was edited by hand, what is missing, what is not ours. Reads only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/plan/sync_report.h"
#include "compiler/source/file_store.h"

namespace ingot::codegen {

enum class Deviation : std::uint8_t {
  kEdited,   // it is not what was written
  kMissing,  // it was written and is gone
  kForeign,  // it was not written, and is nothing that a user or a build keeps there
};

// `edited`, `missing`, `foreign`
auto DeviationName(Deviation deviation) -> std::string_view;

struct DeviatingFile {
  std::string path;
  Deviation deviation = Deviation::kEdited;
  friend auto operator==(const DeviatingFile&, const DeviatingFile&) -> bool = default;
};

struct VerifyReport {
  std::vector<DeviatingFile> files;  // by path
  std::size_t verified = 0;          // files that are as they were written
};

// `vendored` holds the hashes of the files that this compiler would vendor, by their paths in the output. Where the manifest
// speaks of the same tree they tell which of its files differ; otherwise the tree is told as a whole. A folder without a
// manifest misses it.
auto Verify(const source::FileStore& store, const std::map<std::string, std::string>& vendored) -> tl::expected<VerifyReport, SyncRefusal>;

}  // namespace ingot::codegen
