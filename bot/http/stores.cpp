#include "bot/http/stores.h"

namespace ingot::bot {
namespace {

constexpr size_t kMost = 4;

// Who asks waits; it is better to be told soon.
auto Impatient(StoreSettings settings) -> StoreSettings {
  settings.patience = std::chrono::seconds(2);
  return settings;
}

}  // namespace

Stores::Stores(StoreSettings settings) : settings_(Impatient(std::move(settings))) {}

Stores::Borrowed::Borrowed(Stores& stores) : stores_(stores) {
  std::unique_lock lock(stores_.mutex_);
  if (stores_.idle_.empty() && stores_.all_.size() < kMost) {
    stores_.all_.push_back(std::make_unique<Store>(stores_.settings_));
    stores_.idle_.push_back(stores_.all_.back().get());
  }
  stores_.returned_.wait(lock, [&] { return !stores_.idle_.empty(); });
  store_ = stores_.idle_.back();
  stores_.idle_.pop_back();
}

Stores::Borrowed::~Borrowed() {
  const std::lock_guard lock(stores_.mutex_);
  stores_.idle_.push_back(store_);
  stores_.returned_.notify_one();
}

void Stores::GiveUp() {
  const std::lock_guard lock(mutex_);
  for (const auto& store : all_) store->GiveUp();
}

}  // namespace ingot::bot
