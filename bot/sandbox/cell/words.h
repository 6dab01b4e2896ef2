// The command line of bubblewrap.
#pragma once

#include <string>
#include <vector>

#include "bot/sandbox/cell/options.h"

namespace ingot::bot::cell {

// `filter` is the file descriptor of the filter of system calls, -1 for none; `status` one to which bubblewrap writes how it ended.
auto WordsOf(const Options& options, int filter, int status) -> std::vector<std::string>;

}  // namespace ingot::bot::cell
