// The folder that a definition was pulled into: what stands in it, and what it may become.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/file_store.h"
#include "compiler/source/source_map.h"

namespace ingot::driver {

inline constexpr std::string_view kPullStatePath = ".ingot-pull.json";

// What the last pull, or push, left in a folder.
struct PullState {
  std::string application;                   // its id
  std::string app;                           // `user/app`, for people
  std::string definition;                    // the hash of the rows
  std::map<std::string, std::string> files;  // sha256 of each file that was written
};

// Nothing when there was none; an error, a sentence, when it cannot be read.
auto ReadPullState(const source::FileStore& store) -> tl::expected<std::optional<PullState>, std::string>;
auto WritePullState(source::FileStore& store, const PullState& state) -> source::Result<void>;

struct PullReport {
  std::vector<std::string> written;
  std::vector<std::string> deleted;
  size_t unchanged = 0;
};

enum class PullFailure { kRefused, kEnvironment };

// Makes the folder hold `documents`, and removes files that a pull wrote before and that are gone. Files of others stay; one that was changed since
// it was pulled is overwritten with `force` only, one that is no definition never. When it is refused that is reported and nothing was written.
auto WritePulled(source::FileStore& store, const source::SourceMap& documents, PullState state, bool force, diag::Sink& diagnostics)
    -> tl::expected<PullReport, PullFailure>;

}  // namespace ingot::driver
