// Connections of one loop for one kind of work, and what waits for them.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "net/host.hpp"
#include "store/postgres/link.hpp"

namespace ingot::rt::store::postgres {

struct LaneLimits {
  std::size_t links = 1;         // connections at most; opened when they are needed
  std::size_t batch = 1;         // statements that go out together, and succeed or fail together
  std::size_t depth = 1;         // statements under way on a connection that still takes another one; it is idle below 1
  std::size_t queued = 10'000;   // that wait; more are refused
};

class Lane final : public LinkOwner, net::Job {
 public:
  // `waiting` counts what waits, for all lanes of the process.
  Lane(net::Host& host, const ConnectOptions& options, const LaneLimits& limits, std::atomic<std::size_t>& waiting);
  ~Lane() override;

  // The query is settled later. Throws Failure 503 when too many wait.
  void submit(Query& query);

  // Takes a connection for oneself alone.
  struct Claim {
    net::Waker* waker;
    Link* link = nullptr;  // null afterwards: there is none to be had
    std::string why = {};
  };
  void claim(Claim& claim);
  void giveBack(Link& link);

  // The longest that a connection has not answered, in milliseconds.
  [[nodiscard]] std::int64_t silentMs() const;

 private:
  struct Slot {
    std::unique_ptr<Link> link;
    bool claimed = false;
  };

  void linkChanged(Link& link) noexcept override;
  void linkBroke(Link& link, const std::string& why, std::vector<Query*> again) noexcept override;
  void repeat(Query& query) noexcept override;
  void perform() noexcept override;

  void schedule();
  void grantClaims();
  void sendQueries();
  [[nodiscard]] std::size_t batchSize() const;  // of the next statements that go out together
  // A connection that takes work now, with the least under way; opens one when all are busy. May be null.
  [[nodiscard]] Slot* freeSlot(std::size_t depth);
  void openOne();
  [[nodiscard]] bool mayBecomeReady() const;
  void failAll(const std::string& why);
  [[nodiscard]] Slot& slotOf(const Link& link);

  net::Host& host_;
  const ConnectOptions& options_;
  const LaneLimits limits_;
  std::atomic<std::size_t>& waiting_;
  std::vector<Slot> slots_;
  std::deque<Query*> queue_;
  std::deque<Claim*> claims_;
  std::vector<Query*> batch_;
  std::string lastWhy_;
  bool scheduled_ = false;
};

}  // namespace ingot::rt::store::postgres
