// A request's way to the store of files: it waits for the disk, its loop does not.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include <ingot/rt/function-ref.hpp>

#include "file/store.hpp"
#include "net/engine.hpp"
#include "service/work-pool.hpp"

namespace ingot::rt::file {

class Access {
 public:
  // The engine is null where waiting may block the thread.
  Access(Store& store, service::WorkPool& pool, net::Engine* engine) : store_(store), pool_(pool), engine_(engine) {}

  // Runs `work(Store&)` beside the loop and waits for it.
  void run(FunctionRef<void(Store&)> work);
  // How long it has waited in all.
  [[nodiscard]] std::int64_t waitedMs() const { return std::chrono::duration_cast<std::chrono::milliseconds>(waited_).count(); }

 private:
  Store& store_;
  service::WorkPool& pool_;
  net::Engine* engine_;
  std::chrono::steady_clock::duration waited_{};
};

}  // namespace ingot::rt::file
