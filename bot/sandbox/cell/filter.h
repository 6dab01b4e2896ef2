// The system calls that no compiler needs, as a filter for the kernel.
#pragma once

#include <string>

namespace ingot::bot::cell {

// The instructions of a seccomp program: the calls that it names fail, each other one is let through, and a call of another architecture ends
// the process. Empty on a processor for which there is none.
auto SystemCallFilter() -> std::string;

}  // namespace ingot::bot::cell
