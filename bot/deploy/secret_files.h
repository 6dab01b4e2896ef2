// The settings of a service in a container: secrets as files that are mounted, all others as variables.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

// Whether the value of this setting of a service is nobody's to see.
auto IsSecret(std::string_view name) -> bool;

struct ContainerSettings {
  std::string variables;             // the path of a file for `--env-file`
  std::vector<std::string> secrets;  // names of files in `folder`
  std::string folder;
};

// Writes them below `folder`, which is for its owner only; what stood there goes. The variables name the
// files where they are mounted, `/run/secrets/NAME`.
auto WriteContainerSettings(const std::string& folder, const std::map<std::string, std::string>& settings)
    -> Result<ContainerSettings>;

}  // namespace ingot::bot
