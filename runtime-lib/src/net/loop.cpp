#include "net/loop.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <ctime>

#include "net/connection.hpp"
#include "net/response-head.hpp"
#include "net/watches.hpp"

namespace ingot::rt::net {
namespace {

constexpr std::size_t kKeptExchanges = 32;
constexpr int kAcceptsPerTurn = 64;
constexpr int kAcceptsAtTheEnd = 1 << 20;  // until nobody is left
constexpr std::int64_t kLingerMs = 2'000;

// Often enough for the shortest patience, seldom enough to cost nothing.
std::chrono::milliseconds tickOf(const Limits& limits) {
  const std::int64_t shortest =
      std::min({limits.headerTimeoutMs, limits.bodyTimeoutMs, limits.idleTimeoutMs});
  return std::chrono::milliseconds(std::clamp<std::int64_t>(shortest / 8, 10, 250));
}

}  // namespace

Loop::Loop(const Limits& limits, Shared& shared, Front& front)
    : idle(limits.idleTimeoutMs),
      parting(limits.drainIdleMs),
      header(limits.headerTimeoutMs),
      body(limits.bodyTimeoutMs),
      slow(limits.bodyTimeoutMs),
      linger(kLingerMs),
      limits_(limits),
      shared_(shared),
      front_(front) {}

Loop::~Loop() = default;

void Loop::listen(int nativeSocket, bool v6) {
  acceptor_.assign(v6 ? boost::asio::ip::tcp::v6() : boost::asio::ip::tcp::v4(), nativeSocket);
  acceptor_.non_blocking(true);
}

void Loop::run() {
  thread_.store(std::this_thread::get_id(), std::memory_order_relaxed);
  accept();
  io_.run();
  engine_.reset();  // fibers end on the thread that they ran on
}

void Loop::post(Job& job) noexcept {
  boost::asio::post(io_, [&job] { job.perform(); });
}

void Loop::accept() {
  acceptor_.async_wait(Acceptor::wait_read, [this](boost::system::error_code error) {
    if (error || !acceptor_.is_open()) return;
    acceptSome(kAcceptsPerTurn);
    if (!acceptPaused_) accept();
  });
}

void Loop::acceptSome(int most) {
  for (int i = 0; i < most; ++i) {
    const int native = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (native < 0) {
      if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM) return;
      acceptPaused_ = true;  // no room in this process: the tick tries again
      return startTick();
    }
    if (shared_.connections.load(std::memory_order_relaxed) >= limits_.maxConnections && !makeRoom()) {
      refuse(native);
      continue;
    }
    std::make_shared<Connection>(*this, native)->start();
  }
}

// Who does nothing gives way to who may: otherwise those who only hold connections keep all others out.
bool Loop::makeRoom() {
  Deadline* longest = idle.takeFirst();
  if (longest == nullptr) longest = header.takeFirst();
  if (longest == nullptr) return false;
  static_cast<Connection&>(*longest).shared_from_this()->abort();
  return true;
}

// Says 503 without reading anything; the little text always fits into the socket's buffer.
void Loop::refuse(int nativeSocket) {
  static constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  [[maybe_unused]] const auto sent =
      ::send(nativeSocket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(nativeSocket, SHUT_WR);
  ::close(nativeSocket);
}

void Loop::startTick() {
  if (ticking_) return;
  ticking_ = true;
  timer_.expires_after(tickOf(limits_));
  timer_.async_wait([this](boost::system::error_code error) {
    ticking_ = false;
    if (!error) tick();
  });
}

void Loop::tick() {
  const std::int64_t now = nowMs();
  for (DeadlineList* list : {&idle, &parting, &header, &body, &linger}) {
    while (Deadline* expired = list->takeExpired(now)) expire(*expired);
  }
  while (Deadline* expired = slow.takeExpired(now)) giveUp(*expired);
  if (acceptPaused_ && acceptor_.is_open()) {
    acceptPaused_ = false;
    acceptSome(kAcceptsPerTurn);
    if (!acceptPaused_) accept();
  }
  if (!connections_.empty()) startTick();
}

void Loop::giveUp(Deadline& slowOne) {
  static_cast<Connection::Slow&>(slowOne).connection.shared_from_this()->cut();
}

void Loop::answersWait(std::size_t before, std::size_t now) {
  pendingBytes_ = pendingBytes_ - before + now;
  if (now <= before) return;
  while (pendingBytes_ > limits_.pendingBytesPerLoop) {
    Deadline* longest = slow.takeFirst();
    if (longest == nullptr) return;
    giveUp(*longest);
  }
}

void Loop::expire(Deadline& expired) { static_cast<Connection&>(expired).shared_from_this()->expired(); }

void Loop::bodyWaits() {
  shared_.inFlight.fetch_sub(1, std::memory_order_relaxed);
  shared_.waitingBodies.fetch_add(1, std::memory_order_relaxed);
  ++waitingBodies_;
  while (waitingBodies_ > limits_.waitingBodiesPerLoop) {
    Deadline* longest = body.takeFirst();
    if (longest == nullptr) return;
    expire(*longest);
  }
}

void Loop::bodyCame() {
  shared_.inFlight.fetch_add(1, std::memory_order_relaxed);
  shared_.waitingBodies.fetch_sub(1, std::memory_order_relaxed);
  --waitingBodies_;
}

// Of those that wait, have waited for more than a second in all and would give something back; null when there is none.
Connection* Loop::slowestBody() {
  constexpr std::int64_t kWhileMs = 1'000;
  const std::int64_t now = nowMs();
  Connection* slowest = nullptr;
  double least = 0;  // bytes in a millisecond
  body.forEach([&](Deadline& each) {
    auto& connection = static_cast<Connection&>(each);
    const std::int64_t waited = connection.bodyWaitedMs(now);
    if (waited < kWhileMs || connection.keptOfBody() == 0) return;
    const double rate = static_cast<double>(connection.bodyBytes()) / static_cast<double>(waited);
    if (slowest != nullptr && rate >= least) return;
    slowest = &connection;
    least = rate;
  });
  return slowest;
}

bool Loop::keepBodies(std::size_t bytes) {
  while (keptBytes_ + bytes > limits_.pendingBytesPerLoop) {
    Connection* slowest = slowestBody();
    if (slowest == nullptr) return false;
    slowest->shared_from_this()->expired();
  }
  keptBytes_ += bytes;
  return true;
}

template <typename F>
void Loop::forEachConnection(F action) {
  std::vector<std::shared_ptr<Connection>> all;
  all.reserve(connections_.size());
  for (Connection* each : connections_) all.push_back(each->shared_from_this());
  for (const auto& each : all) action(*each);
}

void Loop::drainHere() {
  if (!acceptor_.is_open()) return;
  acceptSome(kAcceptsAtTheEnd);  // whoever got through the door is served
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  forEachConnection([](Connection& each) { each.drain(); });
}

void Loop::drain() {
  boost::asio::post(io_, [this] { drainHere(); });
}

void Loop::close() {
  boost::asio::post(io_, [this] {
    drainHere();
    closing_ = true;
    forEachConnection([](Connection& each) { each.abort(); });
    if (tasks_ == 0) end();
    timer_.cancel();
  });
}

// Not at once: a task may be ending in the middle of something that the front will end.
void Loop::end() {
  boost::asio::post(io_, [this] {
    front_.ended();
    work_.reset();
  });
}

std::unique_ptr<Watch> Loop::watch(int descriptor, Watcher& watcher) { return makeWatch(io_, descriptor, watcher); }

std::unique_ptr<Timer> Loop::timer(Job& job) { return makeTimer(io_, job); }

const std::string& Loop::date() {
  const std::int64_t second = std::time(nullptr);
  if (second != dateSecond_) {
    dateSecond_ = second;
    date_ = httpDate(second);
  }
  return date_;
}

std::int64_t Loop::nowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::unique_ptr<Exchange> Loop::takeExchange() {
  if (exchanges_.empty()) return std::make_unique<Exchange>();
  auto exchange = std::move(exchanges_.back());
  exchanges_.pop_back();
  return exchange;
}

void Loop::giveBack(std::unique_ptr<Exchange> exchange) {
  if (exchanges_.size() >= kKeptExchanges || !exchange->small()) return;
  exchange->clear();
  exchanges_.push_back(std::move(exchange));
}

void Loop::opened(Connection& connection) {
  shared_.connections.fetch_add(1, std::memory_order_relaxed);
  connection.index = connections_.size();
  connections_.push_back(&connection);
  if (!closing_) startTick();
}

void Loop::closed(Connection& connection) {
  shared_.connections.fetch_sub(1, std::memory_order_relaxed);
  connections_[connection.index] = connections_.back();
  connections_[connection.index]->index = connection.index;
  connections_.pop_back();
}

}  // namespace ingot::rt::net
