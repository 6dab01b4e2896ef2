// A write of a thread that has nothing else to do meanwhile.
#pragma once

#include "store/database.hpp"

namespace ingot::rt::store {

// Returns after the COMMIT, or throws what kept it from happening. Not on a loop's thread.
void writeNow(Database& database, FunctionRef<void(Session&)> work);

}  // namespace ingot::rt::store
