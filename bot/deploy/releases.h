// The programs of releases, kept where their services run from.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

// Copies `service` of the folder `artifact` into `releases/NUMBER`; it is there whole or not at all. The path
// of the copy.
auto KeepRelease(const std::string& releases, int64_t number, const std::string& artifact)
    -> Result<std::string>;

// Removes all but the last `count` and those of `needed`.
void PruneReleases(const std::string& releases, size_t count, const std::set<int64_t>& needed);

}  // namespace ingot::bot
