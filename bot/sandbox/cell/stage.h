// The files of one sandbox: a file system of limited size in memory, which only the sandbox and who set it up can see.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "bot/sandbox/cell/options.h"
#include "bot/sandbox/cell/tree.h"

namespace ingot::bot::cell {

inline constexpr const char* kStage = "/tmp";  // where it is mounted, in a mount namespace of this process alone

class Stage {
 public:
  // Moves this process into a namespace of its own, in which the stage is. A sentence when it cannot be had here.
  auto Open(const Options& options) -> std::string;

  // Fills /project and /build. The cache stays locked, also against this program run again, until the process ends.
  auto Fill(const Options& options) -> std::string;

  // After the last process of the sandbox: brings the results and the cache out.
  auto Keep(const Options& options) -> Copied;

  // Whether nothing more fits.
  auto Full() const -> bool;

 private:
  auto OpenSources(const Options& options) -> std::string;
  auto Mount(const Options& options) -> std::string;
  auto FillBuild(const Options& options, const Copied& project) -> std::string;
  auto KeepCache(const Options& options) -> std::string;

  Handle project_;
  Handle cache_;
  Handle lock_;
  Handle stage_;
  std::vector<Handle> reads_;
  std::vector<std::pair<std::string, Handle>> outputs_;  // of the results: the folder that each goes to
  uid_t owner_ = static_cast<uid_t>(-1);
};

}  // namespace ingot::bot::cell
