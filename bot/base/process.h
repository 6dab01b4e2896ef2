// Runs another program for a job.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

struct Program {
  std::vector<std::string> words;        // the first is its path, or a name that is looked up in PATH
  std::string folder;                    // where it runs
  std::vector<std::string> environment;  // `NAME=value`, all that it gets
  std::chrono::seconds limit{600};       // then it is ended
};

struct Ended {
  int code = 0;        // 127: not found; 128 + n: signal n ended it
  std::string output;  // its standard output, the first 16 MiB
};

// Runs it in a process group of its own, and waits. Lines of its standard error go to the log, cut at 4 KiB each. The whole group is ended
// (SIGTERM, and SIGKILL after two seconds) when the context is stopped or the limit is over, which are failures, and when the bot dies.
auto Run(const Program& program, Context& context) -> Result<Ended>;

}  // namespace ingot::bot
