// Brings a release of an application to where it is called.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bot/base/context.h"
#include "bot/build/builder.h"

namespace ingot::bot {

struct DeployRequest {
  std::string application;  // its id, a uuid
  int64_t release = 0;      // its number
  Artifact artifact;
  std::map<std::string, std::string> settings;  // the service's environment, DATABASE_URL among it; secrets, never logged
  int64_t fence = 0;                            // grows with each attempt: a deployer refuses one that is lower than one it has seen for the application
};

// A release that runs, and that nobody but the bot calls yet.
struct Candidate {
  std::string id;       // the deployer's own
  std::string address;  // `127.0.0.1:40123`
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

  // How a candidate's process ended, `ended with code 3`; empty while it runs. Fails when there is no such candidate any more.
  virtual auto EndOf(const DeployRequest& request, const Candidate& candidate, Context& context) -> Result<std::string> = 0;

  // The end of what a candidate printed, some KiB of lines; empty when nobody knows.
  virtual auto OutputOf(const DeployRequest& request, const Candidate& candidate, Context& context) -> std::string = 0;

  // From now on clients of the application reach the candidate: requests under way end with the release that has them, none fails. The address
  // is where clients call the application; it stays the same from release to release, and through restarts of the bot and of the machine's processes.
  virtual auto Switch(const DeployRequest& request, const Candidate& candidate, Context& context) -> Result<std::string> = 0;

  // Ends a candidate that is not wanted. Nothing is said when it is gone already.
  virtual void Discard(const DeployRequest& request, const Candidate& candidate) = 0;

  // Ends the application and forgets it; its data stays.
  virtual auto Remove(const std::string& application, Context& context) -> Result<void> = 0;
};

}  // namespace ingot::bot
