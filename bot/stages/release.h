// The release that a job is about.
#pragma once

#include <functional>

#include "bot/worker/worker.h"

namespace ingot::bot {

// Does the work with the release of the job, unless a newer one serves already: then it is superseded, and nothing is left to do.
auto WithRelease(const Job& job, JobContext& context, const std::function<Result<Outcome>(const Release&)>& work) -> Result<Outcome>;

}  // namespace ingot::bot
