// The one place where a thread changes stacks. Everything that is kept per thread but belongs to a line of
// execution is changed with it: the exceptions being handled, the sanitizers' idea of the stack, OpenSSL's
// error queue.
#pragma once

#include <cstddef>

#include "fiber/stack.hpp"

namespace ingot::rt::fiber {

// Where a line of execution stands while it does not run: a fiber, or the thread that resumed it.
class Line {
 public:
  using Entry = void (*)(void* argument);

  // The thread itself: to be switched away from, and back to.
  Line();
  // A line that will run `entry(argument)` on `stack`. `entry` must leave with `finish`, it may not return.
  Line(const Stack& stack, Entry entry, void* argument);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  // To be said of a thread's line before each switch away from it: which thread it is may have changed.
  void isThisThread();
  // Leaves `from`, which must be the line that runs now, and goes on with `to`. Returns when someone switches
  // back.
  static void change(Line& from, Line& to);
  // As `change`, but `from` never runs again: its stack may be given back.
  [[noreturn]] static void finish(Line& from, Line& to);

 private:
  // The layout of __cxa_eh_globals in the Itanium C++ ABI: the exceptions being handled and the count of
  // those in flight.
  struct Exceptions {
    void* caught = nullptr;
    unsigned int uncaught = 0;
  };

  static void jump(Line& from, Line& to, bool last);
  static void arrived(void* previous, void* self);
  friend struct Trampoline;

  void* position_ = nullptr;
  Entry entry_ = nullptr;
  void* argument_ = nullptr;
  Exceptions exceptions_;
  const void* stackBottom_ = nullptr;
  std::size_t stackSize_ = 0;
  void* sanitizerStack_ = nullptr;  // AddressSanitizer's fake stack of this line
  void* sanitizerFiber_ = nullptr;  // ThreadSanitizer's name for this line
  bool ownsSanitizerFiber_ = false;
};

// Tells every switch from now on to clear OpenSSL's error queue; called by what uses OpenSSL on a loop's
// thread.
void clearsCryptoErrors(void (*clear)());

}  // namespace ingot::rt::fiber
