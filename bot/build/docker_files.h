// The files of one build with an engine: what goes into the container, and what came out of it.
#pragma once

#include <cstdint>
#include <string>

#include "bot/base/context.h"
#include "bot/build/builder.h"

namespace ingot::bot {

// The folder `work` beside the cache has what belongs to a build; it is emptied at the start. Whoever has the object has the cache alone.
class DockerFiles {
 public:
  DockerFiles(const BuildRequest& request, std::string key, int64_t most);
  ~DockerFiles();
  DockerFiles(const DockerFiles&) = delete;
  auto operator=(const DockerFiles&) -> DockerFiles& = delete;

  // Waits for another build of the application, and makes `work/project`: a file that is the same as in the last build has its time of change.
  auto Open(Context& context) -> Result<void>;

  auto work() const -> const std::string& { return work_; }
  // The archive of the last build; empty when there is none that is good for this one.
  auto archive() const -> std::string;

  // Reads `work/made`: leaves `work/context/service`, and the archive for the next build in `work`.
  auto TakeApart() -> Result<void>;
  // The next build begins with what this one left.
  void Keep();

 private:
  const BuildRequest& request_;
  std::string key_;
  int64_t most_;
  std::string cache_;
  std::string work_;
  int lock_ = -1;
  bool known_ = false;
};

}  // namespace ingot::bot
