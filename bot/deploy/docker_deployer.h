// Deploys releases as containers of a Docker engine, each application behind a front of its own on the
// engine's machine.
#pragma once

#include <chrono>
#include <cstdint>

#include "bot/base/process.h"
#include "bot/deploy/applications.h"
#include "bot/deploy/deployer.h"

namespace ingot::bot {

struct DockerOptions {
  std::string program = "docker";  // its command line
  std::string engine;              // `unix:///...`, as DOCKER_HOST; empty: the usual one
  // "host": the containers share the machine's network, and listen on loopback. Another name: a bridge, made
  // when it is absent; containers publish their port on loopback, and reach the machine as
  // `host.docker.internal`.
  std::string network = "ingot";
  uint64_t memory_bytes = uint64_t{2} << 30;  // 0: no limit
  uint32_t processes = 256;
  std::chrono::seconds run_limit = std::chrono::minutes(30);
};

class DockerDeployer final : public Deployer {
 public:
  DockerDeployer(ApplicationOptions applications, DockerOptions options)
      : applications_(std::move(applications)), options_(std::move(options)) {}

  auto RunOnce(const DeployRequest& request, const std::vector<std::string>& words, Context& context)
      -> Result<int> override;
  auto Start(const DeployRequest& request, Context& context) -> Result<Candidate> override;
  auto Serves(const std::string& application, Context& context) -> Result<Serving> override {
    return applications_.Serves(application, context);
  }
  auto EndOf(const DeployRequest& request, const Candidate& candidate, Context& context)
      -> Result<std::optional<End>> override;
  auto OutputOf(const DeployRequest& request, const Candidate& candidate, Context& context)
      -> std::string override;
  auto Switch(const DeployRequest& request, const Candidate& candidate, Context& context)
      -> Result<std::string> override;
  void Discard(const DeployRequest& request, const Candidate& candidate) override;
  auto Remove(const std::string& application, Context& context) -> Result<void> override;

 private:
  using Words = std::vector<std::string>;

  auto Prepare(const DeployRequest& request, Context& context) -> Result<void>;
  // The engine's command line.
  auto RunEngine(Words words, Context& context, std::chrono::seconds limit) -> Result<Ended>;
  // The same, and a failure when it does not end well; its output.
  auto Docker(Words words, Context& context, std::chrono::seconds limit) -> Result<std::string>;
  // The words of `docker run` before the image.
  auto Container(const DeployRequest& request, const std::string& name, uint16_t port) -> Result<Words>;
  auto EnsureNetwork(Context& context) -> Result<void>;
  // The container that serves; empty: none.
  auto ServingContainer(const std::string& application, Context& context) -> std::string;
  // Ends what an attempt before left behind.
  void CleanUp(const std::string& application, Context& context);
  // Clients wait, and nobody has the file of the database.
  auto MakeRoom(const DeployRequest& request, const std::string& serving, Context& context) -> Result<void>;
  void Resume(const DeployRequest& request, const std::string& serving, Context& context);
  void Retire(const std::string& container, Context& context);

  Applications applications_;
  DockerOptions options_;
};

}  // namespace ingot::bot
