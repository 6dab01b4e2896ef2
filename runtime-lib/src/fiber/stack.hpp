// The memory a fiber runs on: mapped lazily, with a guard page below that turns an overflow into a crash, not
// a corruption.
#pragma once

#include <cstddef>

namespace ingot::rt::fiber {

class Stack {
 public:
  // `bytes` is rounded up to whole pages; only the pages that are touched cost memory. Throws std::bad_alloc.
  explicit Stack(std::size_t bytes);
  ~Stack();
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  [[nodiscard]] void* bottom() const { return bottom_; }  // the lowest usable address
  [[nodiscard]] void* top() const { return static_cast<char*>(bottom_) + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  // The bytes that are resident now: how deep the stack has been used, in whole pages.
  [[nodiscard]] std::size_t resident() const;

 private:
  void* mapping_ = nullptr;
  void* bottom_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace ingot::rt::fiber
