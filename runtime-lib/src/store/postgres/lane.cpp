#include "store/postgres/lane.hpp"

#include <algorithm>
#include <utility>

#include "store/postgres/errors.hpp"

namespace ingot::rt::store::postgres {

Lane::Lane(net::Host& host, const ConnectOptions& options, const LaneLimits& limits, std::atomic<std::size_t>& waiting)
    : host_(host), options_(options), limits_(limits), waiting_(waiting) {
  slots_.reserve(limits.links);  // a link knows its owner, and slots do not move
}

Lane::~Lane() = default;

void Lane::submit(Query& query) {
  if (queue_.size() >= limits_.queued)
    throw unavailable(503, "overloaded", "too many statements are waiting for the database", "the queue of a lane is full");
  queue_.push_back(&query);
  waiting_.fetch_add(1, std::memory_order_relaxed);
  schedule();
}

void Lane::claim(Claim& claim) {
  if (claims_.size() >= limits_.queued)
    throw unavailable(503, "overloaded", "too many transactions are waiting for the database", "the queue of a lane is full");
  claims_.push_back(&claim);
  waiting_.fetch_add(1, std::memory_order_relaxed);
  schedule();
}

void Lane::giveBack(Link& link) {
  slotOf(link).claimed = false;
  schedule();
}

std::int64_t Lane::silentMs() const {
  std::int64_t longest = 0;
  for (const Slot& slot : slots_) longest = std::max(longest, slot.link->silentMs());
  return longest;
}

// Not at once: what other requests of this turn of the loop ask for goes out with it.
void Lane::schedule() {
  if (!std::exchange(scheduled_, true)) host_.post(*this);
}

void Lane::perform() noexcept {
  scheduled_ = false;
  grantClaims();
  sendQueries();
}

void Lane::grantClaims() {
  while (!claims_.empty()) {
    Slot* const slot = freeSlot(1);
    if (slot == nullptr) break;
    slot->claimed = true;
    Claim& claim = *claims_.front();
    claims_.pop_front();
    waiting_.fetch_sub(1, std::memory_order_relaxed);
    claim.link = slot->link.get();
    claim.waker->wake();
  }
  if (!claims_.empty() && !mayBecomeReady()) failAll(lastWhy_);
}

void Lane::sendQueries() {
  const std::size_t depth = claims_.empty() ? limits_.depth : 1;
  while (!queue_.empty()) {
    Slot* const slot = freeSlot(depth);
    if (slot == nullptr) break;
    const auto count = static_cast<std::ptrdiff_t>(batchSize());
    batch_.assign(queue_.begin(), queue_.begin() + count);
    queue_.erase(queue_.begin(), queue_.begin() + count);
    waiting_.fetch_sub(batch_.size(), std::memory_order_relaxed);
    slot->link->send(batch_);
  }
  if (!queue_.empty() && !mayBecomeReady()) failAll(lastWhy_);
}

// What failed with others goes alone the next time: it would fail again and again among those that fail by themselves.
std::size_t Lane::batchSize() const {
  if (queue_.front()->repeats > 0) return 1;
  std::size_t count = 1;
  while (count < std::min(queue_.size(), limits_.batch) && queue_[count]->repeats == 0) ++count;
  return count;
}

Lane::Slot* Lane::freeSlot(std::size_t depth) {
  Slot* best = nullptr;
  for (Slot& slot : slots_) {
    if (slot.claimed || slot.link->state() != Link::State::ready || slot.link->underWay() >= depth) continue;
    if (best == nullptr || slot.link->underWay() < best->link->underWay()) best = &slot;
  }
  if (best == nullptr || best->link->underWay() > 0) openOne();
  return best;
}

void Lane::openOne() {
  // One after the other; and while one of them rests, the database wants no more.
  for (const Slot& slot : slots_) {
    if (slot.link->state() == Link::State::opening || slot.link->state() == Link::State::resting) return;
  }
  for (Slot& slot : slots_) {
    if (slot.link->state() == Link::State::closed && !slot.claimed) return slot.link->open();
  }
  if (slots_.size() == limits_.links) return;
  slots_.push_back({std::make_unique<Link>(host_, options_, *this)});
  slots_.back().link->open();
}

bool Lane::mayBecomeReady() const {
  return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
    return slot.claimed || slot.link->mayBecomeReady();
  });
}

void Lane::failAll(const std::string& why) {
  waiting_.fetch_sub(queue_.size() + claims_.size(), std::memory_order_relaxed);
  for (Query* query : std::exchange(queue_, {})) {
    query->why = why;
    query->settle(Query::Outcome::unreachable);
  }
  for (Claim* claim : std::exchange(claims_, {})) {
    claim->why = why;
    claim->waker->wake();
  }
}

void Lane::linkChanged(Link&) noexcept {
  if (!queue_.empty() || !claims_.empty()) schedule();
}

void Lane::linkBroke(Link&, const std::string& why, std::vector<Query*> again) noexcept {
  lastWhy_ = why;
  queue_.insert(queue_.begin(), again.begin(), again.end());
  waiting_.fetch_add(again.size(), std::memory_order_relaxed);
  if (!queue_.empty() || !claims_.empty()) schedule();
}

void Lane::repeat(Query& query) noexcept {
  queue_.push_front(&query);
  waiting_.fetch_add(1, std::memory_order_relaxed);
  schedule();
}

Lane::Slot& Lane::slotOf(const Link& link) {
  return *std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.link.get() == &link; });
}

}  // namespace ingot::rt::store::postgres
