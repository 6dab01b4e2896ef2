// Runs programs that nobody trusts: without network, with few files, and with limits.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

// All sizes in bytes; each program has them for itself, with all that it starts.
struct SandboxLimits {
  int64_t seconds = 300;       // by the clock
  int64_t memory = 3LL << 30;  // with the files that it writes
  int64_t processes = 128;     // threads too
  int64_t disk = 1LL << 30;    // of all files together
  int64_t file = 512LL << 20;  // of one file
  int64_t log = 1LL << 20;     // of what is printed
  int64_t percent = 0;         // of one processor, 200 being two of them; 0: no limit
};

struct SandboxSettings {
  std::string program;  // the path of `ingot-sandbox`; empty: beside the running program
  SandboxLimits limits;
  int64_t user = 1900000000;  // when the bot is root: programs run as this user and one of the 999 after it
  std::string cgroup;         // the control group below which each program has its own; empty: that of the bot
};

struct SandboxedProgram {
  std::string project;                                     // a folder; inside its copy is /project, read only
  std::string cache;                                       // a folder that is kept: what /build begins as, and what it was when a program ended well
  std::string key;                                         // a cache that was made under another key is not used
  std::vector<std::string> fresh;                          // folders of the project: when one changed, /build begins empty
  std::vector<std::pair<std::string, std::string>> reads;  // folders that can be read: where they are, and where inside
  std::vector<std::pair<std::string, std::string>> results;  // files of /build, and where they go when the program ends well
  std::vector<std::string> variables;                        // `NAME=value`
  std::vector<std::string> words;                            // its path and what it is told; it begins in /build
};

// How it ended. Whatever it was: nothing of it runs any more.
struct SandboxEnd {
  enum class Kind : uint8_t { kExited, kTime, kMemory, kDisk };  // by itself, or at a limit
  Kind kind = Kind::kExited;
  int code = 0;  // 128 + n: signal n ended it
};

// What it prints goes to the log, with nothing in it that a terminal obeys. Programs with the same cache wait for each other. Fails when no sandbox
// can be made: there is no weaker one.
auto RunSandboxed(const SandboxSettings& settings, const SandboxedProgram& program, Context& context) -> Result<SandboxEnd>;

// A sentence when this machine cannot make a sandbox, with what to do; empty when it can.
auto WhyNoSandbox(const SandboxSettings& settings) -> std::string;

}  // namespace ingot::bot
