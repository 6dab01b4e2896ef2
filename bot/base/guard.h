// The small process between the bot and a program it runs, which ends all that the program started.
#pragma once

#include <sys/types.h>

namespace ingot::bot {

struct GuardedProgram {
  const char* path = nullptr;  // resolved
  char* const* words = nullptr;
  char* const* environment = nullptr;
  const char* folder = nullptr;
  int output = -1;  // pipes' ends
  int errors = -1;
  pid_t bot = 0;
};

// Never comes back: the exit code is the program's, or 128 + n. It ends the program's group, and what left the group, when the program has
// ended, on SIGTERM, and when the bot dies. Runs in a fork of a program with threads: it calls only what is safe there.
[[noreturn]] void RunGuarded(const GuardedProgram& program);

}  // namespace ingot::bot
