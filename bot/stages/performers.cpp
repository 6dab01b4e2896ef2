#include "bot/stages/performers.h"

namespace ingot::bot {

auto MakePerformers(const StageSettings& settings) -> Performers {
  const auto with = [settings](auto perform) { return [settings, perform](const Job& job, JobContext& context) { return perform(settings, job, context); }; };
  return {{"generate-code", with(GenerateCode)}, {"build-application", with(BuildApplication)}, {"deploy-application", with(DeployApplication)}};
}

}  // namespace ingot::bot
