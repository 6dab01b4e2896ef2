// Where the definition of an application is: in files, or in the rows of a database.
#pragma once

#include <optional>
#include <string>

#include "compiler/driver/console.h"
#include "compiler/source/source_map.h"

namespace ingot::driver {

struct Definition {
  std::string path;  // a file, a folder, or the URL of a database
  std::string app;   // of a database: `user/app`, or the id of one
};

auto IsInDatabase(const Definition& definition) -> bool;

// How it is called in messages; nothing secret of a URL is in it.
auto Shown(const Definition& definition) -> std::string;

// What is wrong with how it was said; nothing when it is fine. `option` is the one that names the application: `--app`.
auto FaultOf(const Definition& definition, const std::string& option) -> std::optional<std::string>;
// The same where only a database will do, which `place` names.
auto FaultOf(const Definition& definition, const std::string& option, const std::string& place) -> std::optional<std::string>;

struct LoadedDefinition {
  std::optional<source::SourceMap> sources;  // also when it failed, and places are in it
  bool environment = false;                  // it failed for no fault of the definition: a database that cannot be reached
};

// What fails is reported.
auto Load(const Definition& definition, diag::Sink& diagnostics) -> LoadedDefinition;

}  // namespace ingot::driver
