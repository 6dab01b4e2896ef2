// Watches a publish from the outside, job after job, until its release serves or nothing will come of it.
#pragma once

#include <functional>
#include <string>

#include "bot/store/store.h"

namespace ingot::bot {

struct Followed {
  bool serves = false;
  std::string verdict;  // of the last job, a JSON document
};

// `listener` gets each line of the logs as it comes. Follows the job, those that go on from it, and a job that was faster with the same release.
auto Follow(Store& store, const std::string& job, const std::function<void(const Event&)>& listener) -> Result<Followed>;

}  // namespace ingot::bot
