// Refusals of hooks, as the failures that every answer is made from.
#include <ingot/rt/hook_api.h>

#include <stdexcept>
#include <utility>

namespace ingot::rt {

void refuse(Refusal refusal) {
  if (refusal.status < 400 || refusal.status > 499)
    throw std::logic_error("a hook refused with the status " + format(std::int64_t{refusal.status}) + ", which is none of 400 to 499");
  std::vector<Problem> problems;
  if (!refusal.path.empty()) problems.push_back({std::move(refusal.path), refusal.code, refusal.message});
  throw Failure(refusal.status, std::move(refusal.code), std::move(refusal.message), std::move(problems));
}

}  // namespace ingot::rt
