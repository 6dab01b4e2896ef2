// A store in a folder of this machine, or of a file system that several machines share.
#pragma once

#include <memory>
#include <string>

#include "file/store.hpp"

namespace ingot::rt::file {

// Makes the folder unless it is there. Throws std::runtime_error with a clear line when it cannot be written to.
[[nodiscard]] std::unique_ptr<Store> openLocalStore(const std::string& folder);

}  // namespace ingot::rt::file
