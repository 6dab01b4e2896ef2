// Makes an output folder hold exactly the wanted files, all or nothing.
//
//   auto output = OpenOutput(store);              // locks the folder and finishes what an interrupted run
//   left
//   ... read db/schema.snapshot.json, compile ...
//   auto report = Synchronise(files, identity, *output);
//
// Files that are right already keep their time stamps. What a user edited or put there is never lost: it is
// named, and nothing is written. After a full disk or a kill the old output is whole, or the next OpenOutput
// completes the new one.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "codegen/plan/file_set.h"
#include "codegen/plan/manifest.h"
#include "codegen/plan/sync_report.h"
#include "compiler/source/file_store.h"

namespace ingot::codegen {

struct Output {
  source::FileStore* store = nullptr;  // outlives the output, and holds the lock
  std::optional<Manifest> manifest;    // of what was generated before
  std::string manifest_bytes;
};

auto OpenOutput(source::FileStore& store) -> tl::expected<Output, SyncRefusal>;

// The manifest of a folder that is only looked at: no lock, nothing finished. Nothing when there is none.
auto ReadManifest(const source::FileStore& store) -> tl::expected<std::optional<Manifest>, SyncRefusal>;

auto Synchronise(const FileSet& wanted, const Identity& identity, const Output& output)
    -> tl::expected<SyncReport, SyncRefusal>;

}  // namespace ingot::codegen
