// One thread's share of the front: its sockets, its engine, its deadlines, its counters.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "net/deadlines.hpp"
#include "net/engine.hpp"
#include "net/exchange.hpp"
#include "net/front.hpp"
#include "net/host.hpp"
#include "net/shared.hpp"

namespace ingot::rt::net {

class Connection;

struct Limits {
  std::size_t maxHeaderBytes = 16 << 10;
  std::size_t maxUriBytes = 8 << 10;
  std::size_t maxBodyBytes = 1 << 20;
  std::int64_t maxConnections = 20'000;
  std::int64_t maxInFlight = 1'000;
  std::int64_t headerTimeoutMs = 10'000;
  std::int64_t bodyTimeoutMs = 30'000;
  std::int64_t idleTimeoutMs = 75'000;
  std::int64_t drainIdleMs = 0;  // while draining
  std::size_t pendingBytesPerLoop = 32 << 20;  // of answers that wait for slow clients; of bodies as many
  std::size_t waitingBodiesPerLoop = 2'000;
};

class Loop final : public Host {
 public:
  using Io = boost::asio::io_context;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Io::executor_type>;
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Io::executor_type>;

  Loop(const Limits& limits, Shared& shared, Front& front);
  ~Loop() override;

  // Before `run`. The listening socket is this loop's own.
  void listen(int nativeSocket, bool v6);
  void setEngine(std::unique_ptr<Engine> engine) { engine_ = std::move(engine); }
  // Until `close` and the last connection has gone.
  void run();
  // No new connections; those that are there end after their next answer, idle ones when `drainIdleMs` have passed without
  // a request. Any thread.
  void drain();
  // Ends every connection, whatever it does. Any thread.
  void close();

  [[nodiscard]] bool isHere() const noexcept override {
    return thread_.load(std::memory_order_relaxed) == std::this_thread::get_id();
  }
  void post(Job& job) noexcept override;
  [[nodiscard]] bool ending() const noexcept override { return closing_; }

  // For connections, on the loop's thread.
  [[nodiscard]] Io& io() { return io_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] Shared& shared() { return shared_; }
  [[nodiscard]] Front& front() { return front_; }
  [[nodiscard]] Engine& engine() noexcept override { return *engine_; }
  [[nodiscard]] std::unique_ptr<Watch> watch(int descriptor, Watcher& watcher) override;
  [[nodiscard]] std::unique_ptr<Timer> timer(Job& job) override;
  [[nodiscard]] const std::string& date();
  [[nodiscard]] std::int64_t nowMs() const;
  [[nodiscard]] std::unique_ptr<Exchange> takeExchange();
  void giveBack(std::unique_ptr<Exchange> exchange);
  void opened(Connection& connection);
  void closed(Connection& connection);
  // A task may wait for something that this loop knows nothing of: the loop stays for it.
  void taskBegan() { ++tasks_; }
  void taskEnded() {
    if (--tasks_ == 0 && closing_) end();
  }
  // So many bytes of answers waited for a client, and now it is so many. When all clients together keep too
  // many waiting, those who have taken nothing for the longest time are given up.
  void answersWait(std::size_t before, std::size_t now);
  // A handler waits for the next bytes of its body, and has them. Too many of them push out the one that has
  // waited longest.
  void bodyWaits();
  void bodyCame();
  // So many more bytes of bodies are kept. False when that is too much, even without those that come slowest.
  [[nodiscard]] bool keepBodies(std::size_t bytes);
  void keepSmallBody(std::size_t bytes) { keptBytes_ += bytes; }
  void releaseBodies(std::size_t bytes) { keptBytes_ -= bytes; }

  DeadlineList idle;
  DeadlineList parting;  // idle while the server drains
  DeadlineList header;
  DeadlineList body;  // the next bytes of a body
  DeadlineList slow;  // room for those of an answer: the first has waited longest
  DeadlineList linger;

 private:
  void end();
  void accept();
  void acceptSome(int most);
  [[nodiscard]] bool makeRoom();
  void refuse(int nativeSocket);
  [[nodiscard]] Connection* slowestBody();
  void startTick();
  void tick();
  static void giveUp(Deadline& slowOne);
  static void expire(Deadline& expired);
  void drainHere();
  template <typename F>
  void forEachConnection(F action);

  Io io_{1};
  boost::asio::executor_work_guard<Io::executor_type> work_{io_.get_executor()};
  const Limits limits_;
  Shared& shared_;
  Front& front_;
  std::unique_ptr<Engine> engine_;
  Acceptor acceptor_{io_};
  boost::asio::steady_timer timer_{io_};
  bool ticking_ = false;
  std::atomic<std::thread::id> thread_{};
  std::vector<std::unique_ptr<Exchange>> exchanges_;
  std::vector<Connection*> connections_;
  std::string date_;
  std::int64_t dateSecond_ = 0;
  std::size_t tasks_ = 0;
  std::size_t pendingBytes_ = 0;
  std::size_t keptBytes_ = 0;
  std::size_t waitingBodies_ = 0;
  bool acceptPaused_ = false;
  bool closing_ = false;
};

}  // namespace ingot::rt::net
