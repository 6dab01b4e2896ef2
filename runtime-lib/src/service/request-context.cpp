#include "service/request-context.hpp"

#include <exception>
#include <utility>

#include "service/aside.hpp"

namespace ingot::rt::service {
namespace {

// Tells the waiting task that its write has ended.
class Written final : public store::WriteListener {
 public:
  void wakes(net::Waker& waker) { waker_ = &waker; }
  void onWritten(std::exception_ptr error) noexcept override {
    error_ = std::move(error);
    waker_->wake();
  }
  void rethrow() {
    if (error_) std::rethrow_exception(std::move(error_));
  }

 private:
  net::Waker* waker_ = nullptr;
  std::exception_ptr error_;
};

// A request that waits for the writer takes no slot of those that are being handled: the queue has a bound of its own,
// and one slow write would keep everybody out.
class OutOfFlight {
 public:
  explicit OutOfFlight(net::Shared* shared) : shared_(shared) {
    if (shared_ != nullptr) shared_->inFlight.fetch_sub(1, std::memory_order_relaxed);
  }
  ~OutOfFlight() {
    if (shared_ != nullptr) shared_->inFlight.fetch_add(1, std::memory_order_relaxed);
  }
  OutOfFlight(const OutOfFlight&) = delete;
  OutOfFlight& operator=(const OutOfFlight&) = delete;

 private:
  net::Shared* shared_;
};

// Long reads of one loop take turns, and the loop does other things in between.
class LoopTurns final : public store::Turns {
 public:
  explicit LoopTurns(net::Engine& engine) : engine_(engine) {}
  [[nodiscard]] bool yield() noexcept override { return engine_.yield(); }

 private:
  net::Engine& engine_;
};

// Nobody in particular; owned by nobody, so that no counter is shared between the loops.
std::shared_ptr<const Caller> anonymous() {
  static const Caller caller;
  return {std::shared_ptr<void>(), &caller};
}

}  // namespace

RequestContext::RequestContext(const ContextParts& parts)
    : parts_(parts), requestId_("-"), caller_(anonymous()), now_(currentTime()) {}

RequestContext::RequestContext(const ContextParts& parts, const net::Call& call, store::LoopStore* store, std::shared_ptr<const Caller> caller)
    : parts_(parts),
      call_(&call),
      engine_(call.engine),
      store_(store),
      requestId_(call.requestId),
      caller_(caller ? std::move(caller) : anonymous()),
      now_(currentTime()) {}

// A body has limits of its own, so the time that it takes to arrive, or to reach a store, is not the request's.
Timestamp RequestContext::deadline() const {
  const std::int64_t waitedMs = (call_ != nullptr ? call_->bodyWaitedMs : 0) + (files_ ? files_->waitedMs() : 0);
  return {now_.micros + (parts_.requestTimeoutMs + waitedMs) * 1000};
}

void RequestContext::log(LogLevel level, std::string_view message) {
  if (!parts_.log.wants(level)) return;
  JsonWriter line = Log::begin(level, message);
  line.member("requestId", requestId_);
  parts_.log.write(std::move(line));
}

void RequestContext::checkDeadline() const {
  if (currentTime() <= deadline()) return;
  throw std::move(Failure(503, "timeout", "the request took too long").header("Retry-After", "1"));
}

void RequestContext::runRead(FunctionRef<void(Session&)> work, ReadCost cost) {
  checkDeadline();
  if (store_ != nullptr) return store_->read(work, cost);
  if (engine_ == nullptr) return parts_.database.read(work, nullptr);
  LoopTurns turns(*engine_);
  parts_.database.read(work, &turns);
}

void RequestContext::runWrite(FunctionRef<void(Session&)> work, const WriteOptions& options) {
  checkDeadline();
  // The queue may outlast the request: whoever does the work asks again before it is done for nobody.
  const auto inTime = [&](Session& session) {
    checkDeadline();
    work(session);
  };
  const OutOfFlight waits(call_ != nullptr ? &parts_.shared : nullptr);
  if (store_ != nullptr) return store_->write(inTime, options);
  Written written;
  waitFor(engine_, [&](net::Waker& waker) {
    written.wakes(waker);
    parts_.database.write(inTime, written);
  });
  written.rethrow();
}

void RequestContext::burn(FunctionRef<void()> work) {
  checkDeadline();
  const auto inTime = [&] {
    checkDeadline();  // the queue may outlast the request
    work();
  };
  runAside(parts_.pool, engine_, inTime);
}

std::shared_ptr<file::Access> RequestContext::files() {
  if (!files_ && parts_.files != nullptr) files_ = std::make_shared<file::Access>(*parts_.files, parts_.fileWork, engine_);
  return files_;
}

}  // namespace ingot::rt::service
