// Files with which others deploy a release: Kubernetes and Fly. Nothing is applied.
#pragma once

#include <cstdint>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

struct DeployFiles {
  std::string application;  // its id, a uuid
  int64_t release = 0;
  std::string image;  // a reference that the cluster can pull
};

// Writes `kubernetes.yaml` and `fly.toml` into the folder, which is made when it is absent. They hold the
// three values above and no other text of anybody; secrets are named in them, never written.
auto WriteDeployFiles(const DeployFiles& files, const std::string& folder) -> Result<void>;

}  // namespace ingot::bot
