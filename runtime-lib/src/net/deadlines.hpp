// Coarse deadlines without a timer each: everything in one list has the same patience, so the list is in
// order of expiry.
#pragma once

#include <cstdint>

namespace ingot::rt::net {

class DeadlineList;

// A member of at most one list at a time.
class Deadline {
 public:
  Deadline() = default;
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 protected:
  ~Deadline() { disarm(); }
  void disarm();

 private:
  friend class DeadlineList;
  Deadline* previous_ = nullptr;
  Deadline* next_ = nullptr;
  std::int64_t due_ = 0;
};

class DeadlineList {
 public:
  explicit DeadlineList(std::int64_t patienceMs) : patienceMs_(patienceMs) {
    end_.previous_ = end_.next_ = &end_;
  }
  ~DeadlineList() { end_.disarm(); }

  void arm(Deadline& deadline, std::int64_t nowMs) {
    deadline.disarm();
    deadline.due_ = nowMs + patienceMs_;
    deadline.previous_ = end_.previous_;
    deadline.next_ = &end_;
    end_.previous_->next_ = &deadline;
    end_.previous_ = &deadline;
  }
  // Takes the first member that is due out of the list; null when there is none.
  Deadline* takeExpired(std::int64_t nowMs) {
    Deadline* first = end_.next_;
    if (first == &end_ || first->due_ > nowMs) return nullptr;
    first->disarm();
    return first;
  }
  template <typename F>
  void forEach(F action) {
    for (Deadline* each = end_.next_; each != &end_; each = each->next_) action(*each);
  }
  // The first member whatever its time, taken out of the list.
  Deadline* takeFirst() { return takeExpired(INT64_MAX); }

 private:
  struct Sentinel final : Deadline {
    using Deadline::disarm;
  };
  std::int64_t patienceMs_;
  Sentinel end_;
  friend class Deadline;
};

inline void Deadline::disarm() {
  if (next_ == nullptr) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  previous_ = next_ = nullptr;
}

}  // namespace ingot::rt::net
