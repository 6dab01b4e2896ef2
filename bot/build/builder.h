// Makes something that can be deployed of a generated project.
#pragma once

#include <cstdint>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

struct BuildRequest {
  std::string application;  // the id of the application, a uuid
  std::string project;      // the folder of the generated project; read only
  std::string cache;        // a folder of this application that is kept from one build to the next
  std::string output;       // an empty folder for what is made
  int64_t release = 0;      // its number
};

// What a deployer of the same kind takes.
struct Artifact {
  std::string kind;       // "native" or "docker"
  std::string reference;  // the path of a folder that holds `service`; or the id of an image
};

class Builder {
 public:
  Builder() = default;
  Builder(const Builder&) = delete;
  auto operator=(const Builder&) -> Builder& = delete;
  virtual ~Builder() = default;

  // Hostile code may stand in the project: it is compiled without network, and with bounded memory, time, processes and disk.
  virtual auto Build(const BuildRequest& request, Context& context) -> Result<Artifact> = 0;

  // Removes what it made, beside the output of its builds, of releases whose numbers are below `first_kept`. What is in use stays.
  virtual void Prune(const std::string& application, int64_t first_kept) = 0;
};

}  // namespace ingot::bot
