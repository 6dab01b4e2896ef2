// The command that brings a definition from files into a database: push.
#include "compiler/driver/commands.h"

namespace ingot::driver {

auto RunPush(const Options&) -> ExitCode { return ExitCode::kUsage; }

}  // namespace ingot::driver
