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

constexpr std::size_t kBodyBuffer = 16
                                    << 10;  // what a connection keeps of a body that nobody has asked for yet

// Owned by the callbacks that are under way and by its task; everything but the streams runs on the loop's
// thread.
class Connection final : public std::enable_shared_from_this<Connection>, public Task, public Deadline {
 public:
  Connection(Loop& loop, int nativeSocket);
  ~Connection() override;

  void start();
  // A deadline of the loop's lists has passed.
  void expired();
  // Ends now when idle, after the answer otherwise.
  void drain();
  // Ends now. What a handler waits for fails.
  void abort();

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

  std::size_t index = 0;  // in the loop's list

 private:
  class Reader;
  class Writer;
  enum class State : std::uint8_t { idle, header, busy, closing, lingering, closed };

  void waitToRead();
  void onReadable();
  [[nodiscard]] bool receive(Input& into, std::size_t most);
  void onEnd();

  void process();
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
  void sayContinue();

  void beginWrite(WriteBody& write);
  void finishWrite();
  void flush();
  [[nodiscard]] bool writeSome();

  void lingerOrClose();
  void discard();
  void closeNow();

  Loop& loop_;
  Loop::Socket socket_;
  std::unique_ptr<Exchange> exchange_;
  std::optional<Response> response_;
  ReadBody* reading_ = nullptr;
  WriteBody* writing_ = nullptr;
  std::shared_ptr<Connection> busySelf_;  // while a task runs
  std::size_t bodyBytes_ = 0;             // that the handler has read
  std::int64_t bodyWaitedMs_ = 0;
  std::int64_t waitBegan_ = 0;
  std::size_t discarded_ = 0;
  State state_ = State::idle;
  bool waitingToRead_ = false;
  bool waitingToWrite_ = false;
  bool processing_ = false;
  bool keepAlive_ = true;
  bool streamed_ = false;      // the headers left before the handler ended
  bool streamBroken_ = false;  // the body is not whole: the connection has to end
  bool continueSaid_ = false;
  bool gone_ = false;  // reading or writing failed
};

}  // namespace ingot::rt::net
