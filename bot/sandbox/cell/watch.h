// What the processes below another one hold, for machines on which no control group can be made.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace ingot::bot::cell {

// Bytes of memory that all processes below `root` have resident; shared ones count for each.
auto ResidentBelow(pid_t root) -> int64_t;

}  // namespace ingot::bot::cell
