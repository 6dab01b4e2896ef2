// Builds the image of a service with a container engine.
#pragma once

#include <string>
#include <vector>

#include "bot/build/builder.h"
#include "bot/sandbox/sandbox.h"

namespace ingot::bot {

struct DockerSettings {
  std::string images;                    // the id that scripts/builder-image printed: of ingot-builder:ID and ingot-service:ID
  std::vector<std::string> environment;  // of the program docker: `DOCKER_HOST=...`
  SandboxLimits limits;
  int jobs = 0;  // units compiled at the same time; 0: as many as there are processors
};

// The service is compiled in a container that has no network, no privilege, no folder of the host and no disk but memory; what comes out of it is
// bytes on a pipe. The image is made of these bytes and a file of instructions of ours: nothing of the user's runs while it is made.
// What it makes is the id of an image.
class DockerBuilder : public Builder {
 public:
  explicit DockerBuilder(DockerSettings settings);
  auto Build(const BuildRequest& request, Context& context) -> Result<Artifact> override;
  void Prune(const std::string& application, int64_t first_kept) override;

 private:
  DockerSettings settings_;
};

// What the engine knows the image of a release as, beside its id.
auto ImageName(const std::string& application, int64_t release) -> std::string;

// A sentence when the engine does not answer or has not the images, with what to do; empty when services can be built.
auto WhyNoEngine(const DockerSettings& settings) -> std::string;

}  // namespace ingot::bot
