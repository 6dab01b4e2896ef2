// Deploys releases as processes of this machine, each application behind a front of its own.
#pragma once

#include <chrono>

#include <nlohmann/json_fwd.hpp>

#include "bot/deploy/applications.h"
#include "bot/deploy/deployer.h"

namespace ingot::bot {

class NativeDeployer final : public Deployer {
 public:
  explicit NativeDeployer(ApplicationOptions options,
                          std::chrono::seconds run_limit = std::chrono::minutes(30))
      : applications_(std::move(options)), run_limit_(run_limit) {}

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
  // The program of the release in its place, and the front that has heard of this attempt.
  auto Prepare(const DeployRequest& request, Context& context) -> Result<std::string>;

  // What the front says of the candidate.
  auto Shown(const DeployRequest& request, const Candidate& candidate, Context& context)
      -> Result<nlohmann::json>;

  Applications applications_;
  std::chrono::seconds run_limit_;
};

}  // namespace ingot::bot
