#include "fiber/switch.hpp"

#include <cxxabi.h>

#include <atomic>
#include <boost/context/detail/fcontext.hpp>
#include <cstdlib>
#include <cstring>

#include "fiber/sanitizers.hpp"

namespace ingot::rt::fiber {
namespace {

namespace context = boost::context::detail;

std::atomic<void (*)()> clearCrypto{nullptr};

}  // namespace

void clearsCryptoErrors(void (*clear)()) { clearCrypto.store(clear, std::memory_order_relaxed); }

// What a new line runs first.
struct Trampoline {
  static void run(context::transfer_t transfer) {
    auto** lines = static_cast<Line**>(transfer.data);
    Line* from = lines[0];
    Line* self = lines[1];
    from->position_ = transfer.fctx;
    Line::arrived(from, self);
    self->entry_(self->argument_);
    std::abort();  // an entry leaves with `finish`
  }
};

Line::Line() { isThisThread(); }

Line::Line(const Stack& stack, Entry entry, void* argument)
    : position_(context::make_fcontext(stack.top(), stack.size(), &Trampoline::run)),
      entry_(entry),
      argument_(argument),
      stackBottom_(stack.bottom()),
      stackSize_(stack.size()) {
#if defined(INGOT_ASAN)
  __asan_unpoison_memory_region(stack.bottom(), stack.size());
#endif
#if defined(INGOT_TSAN)
  sanitizerFiber_ = __tsan_create_fiber(0);
  ownsSanitizerFiber_ = true;
#endif
}

Line::~Line() {
#if defined(INGOT_TSAN)
  if (ownsSanitizerFiber_) __tsan_destroy_fiber(sanitizerFiber_);
#endif
}

// Runs as the first thing on the line that was switched to.
void Line::arrived([[maybe_unused]] void* previous, [[maybe_unused]] void* self) {
#if defined(INGOT_ASAN)
  auto* from = static_cast<Line*>(previous);
  // The bounds of a thread's own stack are known only to the sanitizer, which tells them to the first fiber.
  const void* bottom = nullptr;
  std::size_t size = 0;
  __sanitizer_finish_switch_fiber(static_cast<Line*>(self)->sanitizerStack_, &bottom, &size);
  from->stackBottom_ = bottom;
  from->stackSize_ = size;
#endif
}

void Line::jump(Line& from, Line& to, [[maybe_unused]] bool last) {
  if (auto* clear = clearCrypto.load(std::memory_order_relaxed)) clear();
  auto* globals = abi::__cxa_get_globals();
  static_assert(sizeof(Exceptions) == 2 * sizeof(void*));
  std::memcpy(static_cast<void*>(&from.exceptions_), globals, sizeof(Exceptions));
  std::memcpy(static_cast<void*>(globals), &to.exceptions_, sizeof(Exceptions));
#if defined(INGOT_ASAN)
  __sanitizer_start_switch_fiber(last ? nullptr : &from.sanitizerStack_, to.stackBottom_, to.stackSize_);
#endif
#if defined(INGOT_TSAN)
  __tsan_switch_to_fiber(to.sanitizerFiber_, 0);
#endif
  Line* lines[2] = {&from, &to};
  const context::transfer_t transfer = context::jump_fcontext(to.position_, lines);
  // Someone came back to `from`: remember where they stand.
  auto** back = static_cast<Line**>(transfer.data);
  back[0]->position_ = transfer.fctx;
  arrived(back[0], back[1]);
}

void Line::isThisThread() {
#if defined(INGOT_TSAN)
  sanitizerFiber_ = __tsan_get_current_fiber();
#endif
}

void Line::change(Line& from, Line& to) { jump(from, to, false); }

void Line::finish(Line& from, Line& to) {
  jump(from, to, true);
  std::abort();  // nobody goes back to a finished line
}

}  // namespace ingot::rt::fiber
