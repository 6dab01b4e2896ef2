// The three jobs of a publish, one function each.
#pragma once

#include "bot/stages/settings.h"

namespace ingot::bot {

auto GenerateCode(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome>;
auto BuildApplication(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome>;
auto DeployApplication(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome>;

}  // namespace ingot::bot
