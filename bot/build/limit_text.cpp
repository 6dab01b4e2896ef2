#include "bot/build/limit_text.h"

namespace ingot::bot {

auto LimitText(SandboxEnd::Kind kind, const SandboxLimits& limits) -> std::string {
  const auto mib = [](int64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; };
  switch (kind) {
    case SandboxEnd::Kind::kTime: return "the build was ended after " + std::to_string(limits.seconds) + " s, the most that it may take";
    case SandboxEnd::Kind::kMemory: return "the build was ended: it needs more than the " + mib(limits.memory) + " of memory that it may have";
    case SandboxEnd::Kind::kDisk: return "the build was ended: it writes more than the " + mib(limits.disk) + " of files that it may";
    case SandboxEnd::Kind::kExited: break;
  }
  return "the build ended by itself";
}

}  // namespace ingot::bot
