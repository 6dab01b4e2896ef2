// Builds a service with the tool chain of this machine, in a sandbox.
#pragma once

#include <string>

#include "bot/build/builder.h"
#include "bot/sandbox/sandbox.h"

namespace ingot::bot {

struct NativeSettings {
  SandboxSettings sandbox;
  std::string runtime;  // the folder of the runtime that was built before; empty: that beside the running program, ../lib/ingot-runtime
  int jobs = 0;         // units compiled at the same time; 0: as many as there are processors
};

// What it makes is a folder that holds `service` and nothing else.
class NativeBuilder : public Builder {
 public:
  explicit NativeBuilder(NativeSettings settings);
  auto Build(const BuildRequest& request, Context& context) -> Result<Artifact> override;
  void Prune(const std::string&, int64_t) override {}

 private:
  NativeSettings settings_;
};

}  // namespace ingot::bot
