#include "file/access.hpp"

#include "service/aside.hpp"

namespace ingot::rt::file {

void Access::run(FunctionRef<void(Store&)> work) {
  const auto began = std::chrono::steady_clock::now();
  service::runAside(pool_, engine_, [&] { work(store_); });
  waited_ += std::chrono::steady_clock::now() - began;
}

}  // namespace ingot::rt::file
