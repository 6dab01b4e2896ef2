// ingot:function creditorReference 7b5988d127f5e840
// ingot:signature std::string custom::functions::creditorReference(ingot::rt::HookContext& context, const std::string& reference)
// ingot:end
// Written once, and yours from now on. What a function may do stands in ingot/rt/hook_api.h.
#include "functions/creditor-reference.hpp"

std::string custom::functions::creditorReference([[maybe_unused]] ingot::rt::HookContext& context, [[maybe_unused]] const std::string& reference) {
  return {};
}
