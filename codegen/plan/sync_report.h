// What a run did to an output folder, or why it did nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/file_store.h"

namespace ingot::codegen {

enum class Obstacle : std::uint8_t {
  kEdited,          // a file of ours differs from what we wrote
  kForeign,         // something that is not ours stands where we want to write
  kNotEmpty,        // the folder holds files and no manifest
  kHistoryChanged,  // an append-only file would be rewritten
  kHistoryMissing,  // an append-only file is gone
  kBadManifest,     // the manifest cannot be read
  kNewerManifest,   // a newer Ingot wrote the manifest
  kBadJournal,      // the record of an unfinished run cannot be read
  kLocked,          // another run writes into the same folder
  kFailed,          // the file system refused
};

struct SyncProblem {
  Obstacle obstacle = Obstacle::kFailed;
  std::string path;                       // inside the output folder; empty for the folder itself
  std::string detail;                     // of kBadManifest, kNewerManifest, kBadJournal and kFailed
  auto Describe() const -> std::string;   // one sentence, without a full stop
  auto Help() const -> std::string_view;  // what the user can do
};

// Every problem at once; the old output is whole, and nothing was written, unless `unfinished`: then the next
// run completes what this one began.
struct SyncRefusal {
  std::vector<SyncProblem> problems;
  bool unfinished = false;
};

auto Refuse(SyncProblem problem) -> SyncRefusal;
auto Refuse(std::string_view path, std::string_view verb, const source::FileError& error) -> SyncRefusal;

struct SyncReport {
  std::vector<std::string> written;  // paths in order, the manifest included
  std::vector<std::string> deleted;
  std::size_t unchanged = 0;
  std::vector<std::string> left = {};  // the user's files for what is not in the definition any more
};

}  // namespace ingot::codegen
