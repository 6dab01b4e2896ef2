// Finds and reads the definition files of one compilation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/file_store.h"
#include "compiler/source/source_map.h"

namespace ingot::source {

inline constexpr std::string_view kManifestName = "ingot.manifest.json";

// One `.json` file, or (when `file` is empty) every `.json` file below the store's root in the order of the
// bytes of its path. Left out: names that begin with `.`, `node_modules`, folders of built projects (they
// hold ingot.manifest.json or CMakeCache.txt). Everything is measured before anything is read. Nothing, and
// at least one error reported, when the definition cannot be read whole.
auto LoadSources(const FileStore& store, std::string_view file, diag::Sink& diagnostics)
    -> std::optional<SourceMap>;

// The same, for a store whose root stands for `folder`: what the places that are shown begin with.
auto LoadSources(const FileStore& store, std::string_view file, std::string folder, diag::Sink& diagnostics)
    -> std::optional<SourceMap>;

// The same for what a user typed: the path of a file or a folder on the disk.
auto LoadSources(std::string_view path, diag::Sink& diagnostics) -> std::optional<SourceMap>;

}  // namespace ingot::source
