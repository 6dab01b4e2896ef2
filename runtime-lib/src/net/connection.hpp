// One client: a callback state machine while it is idle or reads a header, and the place where a handler's
// streams wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "net/deadlines.hpp"
#include "net/engine.hpp"
#include "net/exchange.hpp"
#include "net/loop.hpp"

namespace ingot::rt::net {

// What a connection keeps of a body that nobody has asked for yet.
constexpr std::size_t kBodyBuffer = 16 << 10;
// The bytes of a stream that may wait for a slow client.
constexpr std::size_t kHighWater = 64 << 10;
constexpr Refusal kOverloaded{503, "overloaded", "the service has too much to do, try again soon"};
constexpr Refusal kBodyTooSlow{408, "timeout", "the body took too long to arrive"};
// A body that comes, or an answer that goes, slower than this for long is given up.
constexpr std::int64_t kSlowestBytesPerSecond = 4096;

// How long one may have waited for the other side in all, when that many bytes have gone over.
[[nodiscard]] constexpr std::int64_t patienceMs(std::int64_t timeoutMs, std::size_t bytes) {
  return timeoutMs + static_cast<std::int64_t>(bytes) * 1000 / kSlowestBytesPerSecond;
}

// Owned by the callbacks that are under way and by its task; everything but the streams runs on the loop's
// thread.
class Connection final : public std::enable_shared_from_this<Connection>, public Task, public Deadline {
 public:
  Connection(Loop& loop, int nativeSocket);
  ~Connection() override;

  void start();
  // A deadline of the loop's lists has passed.
  void expired();
  // Ends after its next answer.
  void drain();
  // Ends now. What a handler waits for fails.
  void abort();
  void cut();

  // One wait of a handler for the client; lives on the handler's stack.
  struct Stream : Job {
    explicit Stream(Connection& owner) : connection(owner) {}
    Connection& connection;
    Waker* waker = nullptr;
    Refusal failure;    // of a read
    bool gone = false;  // the client is no more
  };
  struct ReadBody final : Stream {
    using Stream::Stream;
    std::span<char> into;
    std::size_t count = 0;
    bool kept = false;  // the handler keeps all that it reads
    void perform() noexcept override { connection.beginRead(*this); }
  };
  struct WriteBody final : Stream {
    using Stream::Stream;
    const Response* head = nullptr;  // to be sent first
    std::string_view bytes;
    bool last = false;
    void perform() noexcept override { connection.beginWrite(*this); }
  };

  void run() noexcept override;
  void ended() noexcept override;

  // How long the handler has waited for its body in all, what the loop counts of it, and what came.
  [[nodiscard]] std::int64_t bodyWaitedMs(std::int64_t nowMs) const;
  [[nodiscard]] std::size_t keptOfBody() const { return kept_; }
  [[nodiscard]] std::size_t bodyBytes() const { return bodyBytes_; }

  std::size_t index = 0;  // in the loop's list

  // Its place among those who wait for a slow client; beside the deadline of what the client sends.
  struct Slow final : Deadline {
    explicit Slow(Connection& owner) : connection(owner) {}
    using Deadline::disarm;
    Connection& connection;
  };

 private:
  class Reader;
  class Writer;
  enum class State : std::uint8_t { idle, header, busy, closing, lingering, closed };

  void waitToRead();
  void onReadable();
  [[nodiscard]] bool receive(Input& into, std::size_t most);
  void onEnd();

  void process();
  void processLater();
  [[nodiscard]] bool step();
  [[nodiscard]] bool readHead();
  void beginCall();
  void refuseRequest(const Refusal& refusal);
  void answer(Response&& response);
  void finishCall();
  [[nodiscard]] bool dropRestOfBody();
  void becomeIdle();

  void beginRead(ReadBody& read);
  void continueRead();
  void finishRead(const Refusal& failure);
  void waitForBody();
  void endWaitForBody();
  [[nodiscard]] bool countKept();
  void releaseKept();
  void sayContinue();

  void beginWrite(WriteBody& write);
  void finishWrite();
  void flush();
  [[nodiscard]] bool writeSome();
  void waitToWrite();
  void writable(std::int64_t waitBegan);
  void countPending();

  void part();
  void lingerOrClose();
  void discard();
  void goneNow();
  void closeNow();

  Loop& loop_;
  Loop::Socket socket_;
  std::unique_ptr<Exchange> exchange_;
  std::optional<Response> response_;
  ReadBody* reading_ = nullptr;
  WriteBody* writing_ = nullptr;
  std::shared_ptr<Connection> busySelf_;  // while a task runs
  std::size_t bodyBytes_ = 0;             // that the handler has read
  std::int64_t waitBegan_ = 0;            // 0: the handler does not wait for its body
  std::size_t kept_ = 0;                  // what the loop counts of its body
  Slow slow_{*this};
  std::size_t pending_ = 0;    // what the loop counts of its answers
  std::size_t sentBytes_ = 0;  // since the last request
  std::int64_t writeWaitedMs_ = 0;
  std::size_t discarded_ = 0;
  State state_ = State::idle;
  bool waitingToRead_ = false;
  bool waitingToWrite_ = false;
  bool processing_ = false;
  bool later_ = false;  // `process` was posted
  bool keepAlive_ = true;
  bool streamed_ = false;      // the headers left before the handler ended
  bool streamBroken_ = false;  // the body is not whole: the connection has to end
  bool continueSaid_ = false;
  bool gone_ = false;  // reading or writing failed
};

}  // namespace ingot::rt::net
