// Brings a release of an application to where it is called.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/base/context.h"
#include "bot/build/builder.h"

namespace ingot::bot {

// What older releases leave behind goes: nothing goes back further.
constexpr int64_t kKeptReleases = 3;

struct DeployRequest {
  std::string application;  // its id, a uuid
  int64_t release = 0;      // its number
  std::string release_id;   // a uuid
  Artifact artifact;
  std::map<std::string, std::string> settings;  // the service's environment, DATABASE_URL among it; secrets, never logged
  int64_t fence = 0;                            // grows with each attempt: a deployer refuses one that is lower than one it has seen for the application
};

// A release that runs, and that nobody but the bot calls yet.
struct Candidate {
  std::string id;       // the deployer's own
  std::string address;  // `127.0.0.1:40123`
};

// What clients of an application reach.
struct Serving {
  int64_t release = 0;   // its number; 0: none
  std::string release_id;   // a uuid
  std::string address;   // where clients call
  bool is_foreign = false;  // its process is not the front's: a container
};

// How a candidate's process ended.
struct End {
  std::string text;  // `ended with code 3`
  FailureKind kind = FailureKind::kDefinition;  // kEnvironment: the machine ended it, or could not run it
};

class Deployer {
 public:
  Deployer() = default;
  Deployer(const Deployer&) = delete;
  auto operator=(const Deployer&) -> Deployer& = delete;
  virtual ~Deployer() = default;

  // Runs the service's own program with words of its command line, such as `migrate up`, and waits. Its exit code.
  virtual auto RunOnce(const DeployRequest& request, const std::vector<std::string>& words, Context& context) -> Result<int> = 0;

  // Starts the release beside the one that serves. Whether it is healthy is asked by the caller.
  virtual auto Start(const DeployRequest& request, Context& context) -> Result<Candidate> = 0;

  // What serves now, whatever anybody has written down about it.
  virtual auto Serves(const std::string& application, Context& context) -> Result<Serving> = 0;

  // Nothing while the candidate runs. Fails when there is no such candidate any more.
  virtual auto EndOf(const DeployRequest& request, const Candidate& candidate, Context& context) -> Result<std::optional<End>> = 0;

  // The end of what a candidate printed, some KiB of lines; empty when nobody knows.
  virtual auto OutputOf(const DeployRequest& request, const Candidate& candidate, Context& context) -> std::string = 0;

  // From now on clients of the application reach the candidate: requests under way end with the release that has them, none fails. The address
  // is where clients call the application; it stays the same from release to release, and through restarts of the bot and of the machine's processes.
  virtual auto Switch(const DeployRequest& request, const Candidate& candidate, Context& context) -> Result<std::string> = 0;

  // Ends a candidate that is not wanted; what served before goes on, if it had to make room. Nothing is said when it is gone already. A candidate
  // without an id: none was started.
  virtual void Discard(const DeployRequest& request, const Candidate& candidate) = 0;

  // Ends the application and forgets it; its data stays.
  virtual auto Remove(const std::string& application, Context& context) -> Result<void> = 0;
};

}  // namespace ingot::bot
