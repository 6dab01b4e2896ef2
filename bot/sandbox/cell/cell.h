// Runs a program in the sandbox and waits until nothing of it is left.
#pragma once

#include <string>

#include "bot/sandbox/cell/options.h"
#include "bot/sandbox/cell/stage.h"

namespace ingot::bot::cell {

// How it ended.
struct Verdict {
  enum class Kind {
    kExited,  // with `code`; 128 + n: signal n ended it
    kCannot,  // no sandbox could be made: `text`
    kTime,    // each of these limits was reached
    kMemory,
    kDisk,
    kStopped,  // this process was asked to end
  };
  Kind kind = Kind::kCannot;
  int code = 0;
  std::string text;
};

// Lines that it prints go to standard error.
auto RunCell(const Options& options, const Stage& stage) -> Verdict;

// One line: `exited 2`, `time`, `cannot a sentence`.
auto Shown(const Verdict& verdict) -> std::string;

}  // namespace ingot::bot::cell
