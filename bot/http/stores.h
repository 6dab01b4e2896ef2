// Some connections that the threads of the HTTP side share.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "bot/store/store.h"

namespace ingot::bot {

class Stores {
 public:
  explicit Stores(StoreSettings settings);

  // One that nobody else has, as long as the object is there. Waits for it.
  class Borrowed {
   public:
    explicit Borrowed(Stores& stores);
    ~Borrowed();
    Borrowed(const Borrowed&) = delete;
    auto operator=(const Borrowed&) -> Borrowed& = delete;
    auto operator->() -> Store* { return store_; }

   private:
    Stores& stores_;
    Store* store_;
  };

  void GiveUp();

 private:
  const StoreSettings settings_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Store>> all_;
  std::vector<Store*> idle_;
};

}  // namespace ingot::bot
