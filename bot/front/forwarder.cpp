#include "bot/front/forwarder.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <boost/asio/ip/address.hpp>

#include "bot/front/pair.h"

namespace ingot::bot::front {
namespace {

constexpr int kAcceptsPerTurn = 64;
constexpr auto kTick = std::chrono::milliseconds(20);
constexpr auto kPatience = std::chrono::seconds(30);
constexpr auto kLinger = std::chrono::seconds(3);

}  // namespace

Forwarder::Forwarder(Io& io, size_t most) : io_(io), most_(most), acceptor_(io), timer_(io) {}

auto Forwarder::Listen(const std::string& host, uint16_t first, uint16_t last)
    -> tl::expected<uint16_t, std::string> {
  ErrorCode error;
  const auto address = boost::asio::ip::make_address(host, error);
  if (error) return tl::unexpected(host + " is no IP address");
  for (uint32_t port = first; port <= std::max(first, last); ++port) {
    const Tcp::endpoint endpoint(address, static_cast<uint16_t>(port));
    Acceptor acceptor(io_);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(4096, error);
    if (!error) acceptor.non_blocking(true, error);
    if (error) continue;
    acceptor_ = std::move(acceptor);
    Accept();
    return acceptor_.local_endpoint(error).port();
  }
  const std::string ports = std::to_string(first) + (last > first ? " to " + std::to_string(last) : "");
  return tl::unexpected("cannot listen on " + host + ", port " + ports + ": " + error.message());
}

void Forwarder::StopListening() {
  ErrorCode ignored;
  acceptor_.close(ignored);
  while (!waiting_.empty()) std::shared_ptr<Pair>(waiting_.front())->Close();
}

void Forwarder::SendTo(std::shared_ptr<front::Target> target) {
  target_ = std::move(target);
  TryWaiting(waiting_.size());
}

void Forwarder::Hold() { target_.reset(); }

void Forwarder::Accept() {
  acceptor_.async_wait(Acceptor::wait_read, [this](const ErrorCode& error) {
    if (error || !acceptor_.is_open()) return;
    AcceptSome();
    if (!paused_) Accept();
  });
}

void Forwarder::AcceptSome() {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    if (count_ >= most_) break;
    ErrorCode error;
    Socket client(io_);
    acceptor_.accept(client, error);
    if (error == boost::asio::error::connection_aborted) continue;
    if (IsWouldBlock(error)) return;
    if (error) break;
    std::make_shared<Pair>(shared_from_this(), std::move(client))->Start();
    if (i + 1 == kAcceptsPerTurn) return;
  }
  paused_ = true;  // no room: whoever ends makes some, and the tick looks again
  StartTick();
}

void Forwarder::Closed() {
  --count_;
  if (paused_) StartTick();
}

void Forwarder::WaitsForService(const std::shared_ptr<Pair>& pair) {
  if (pair->deadline == Clock::time_point{}) pair->deadline = Clock::now() + kPatience;
  // Whoever comes back keeps its deadline, and goes to where it belongs.
  auto place = waiting_.end();
  while (place != waiting_.begin() && (*std::prev(place))->deadline > pair->deadline) --place;
  pair->place = waiting_.insert(place, pair);
  pair->list = &waiting_;
  StartTick();
}

void Forwarder::Lingers(const std::shared_ptr<Pair>& pair) {
  pair->deadline = Clock::now() + kLinger;
  pair->place = lingering_.insert(lingering_.end(), pair);
  pair->list = &lingering_;
  StartTick();
}

void Forwarder::StartTick() {
  if (std::exchange(ticking_, true)) return;
  timer_.expires_after(kTick);
  timer_.async_wait([this](const ErrorCode& error) {
    ticking_ = false;
    if (!error) Tick();
  });
}

void Forwarder::Tick() {
  const auto now = Clock::now();
  for (Pairs* list : {&waiting_, &lingering_}) {
    while (!list->empty() && list->front()->deadline <= now) std::shared_ptr<Pair>(list->front())->Close();
  }
  TryWaiting(1);  // when that one gets through, the others follow
  if (paused_ && acceptor_.is_open() && count_ < most_) {
    paused_ = false;
    AcceptSome();
    if (!paused_) Accept();
  }
  if (!waiting_.empty() || !lingering_.empty() || paused_) StartTick();
}

void Forwarder::TryWaiting(size_t most) {
  if (!target_) return;
  Pairs now;
  for (; most > 0 && !waiting_.empty(); --most) {
    waiting_.front()->list = nullptr;
    now.splice(now.end(), waiting_, waiting_.begin());
  }
  for (const auto& each : now) each->Start();
}

}  // namespace ingot::bot::front
