#include "bot/front/pair.h"

#include <utility>

namespace ingot::bot::front {
namespace {

constexpr int kRounds = 4;  // then others have their turn

// The other side shall learn that this is no orderly end.
void Reset(Socket& socket) {
  ErrorCode ignored;
  socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
}

}  // namespace

Pair::Pair(std::shared_ptr<Forwarder> forwarder, Socket client)
    : forwarder_(std::move(forwarder)), client_(std::move(client)), service_(client_.get_executor()) {
  ErrorCode ignored;
  client_.non_blocking(true, ignored);
  client_.set_option(Tcp::no_delay(true), ignored);
  client_.set_option(boost::asio::socket_base::keep_alive(true), ignored);
  forwarder_->Opened();
}

Pair::~Pair() { Close(); }

void Pair::Start() {
  if (closed_) return;
  target_ = forwarder_->Target();
  if (!target_) return forwarder_->WaitsForService(shared_from_this());
  ++target_->connecting;
  ++target_->open;
  service_.async_connect(target_->address,
                         [self = shared_from_this()](const ErrorCode& error) { self->Connected(error); });
}

void Pair::Connected(const ErrorCode& error) {
  if (target_) --target_->connecting;
  if (closed_) return;
  ErrorCode ignored;
  if (error) {  // a service that starts again: the client's bytes wait where they are
    --target_->open;
    target_.reset();
    service_.close(ignored);
    return forwarder_->WaitsForService(shared_from_this());
  }
  connected_ = true;
  service_.non_blocking(true, ignored);
  service_.set_option(Tcp::no_delay(true), ignored);
  WaitToRead(in_);
  WaitToRead(out_);
  forwarder_->Connected();
}

void Pair::WaitToRead(Direction& direction) {
  direction.from.async_wait(Socket::wait_read, [self = shared_from_this(), &direction](const ErrorCode&) {
    if (!self->closed_) self->Pump(direction);
  });
}

void Pair::WaitToWrite(Direction& direction) {
  direction.to.async_wait(Socket::wait_write, [self = shared_from_this(), &direction](const ErrorCode&) {
    if (self->closed_) return;
    const std::string pending = std::exchange(direction.pending, {});
    if (self->Write(direction, pending.data(), pending.size())) self->Pump(direction);
  });
}

void Pair::Pump(Direction& direction) {
  auto& scratch = forwarder_->scratch_;
  for (int round = 0; round < kRounds; ++round) {
    ErrorCode error;
    const size_t size = direction.from.read_some(boost::asio::buffer(scratch), error);
    if (IsWouldBlock(error)) break;
    if (error == boost::asio::error::eof) return Ended(direction);
    if (error) return Broken(direction);
    if (!Write(direction, scratch.data(), size)) return;
    if (size < scratch.size()) break;
  }
  WaitToRead(direction);
}

auto Pair::Write(Direction& direction, const char* bytes, size_t size) -> bool {
  if (direction.drops) return true;
  ErrorCode error;
  const size_t taken = direction.to.write_some(boost::asio::buffer(bytes, size), error);
  if (error && !IsWouldBlock(error)) {
    if (&direction == &out_) {  // the client has gone
      Reset(service_);
      Close();
      return false;
    }
    direction.drops = true;  // what the service said before it went still reaches the client
    return true;
  }
  const size_t sent = error ? 0 : taken;
  if (sent == size) return true;
  direction.pending.assign(bytes + sent, size - sent);
  WaitToWrite(direction);
  return false;
}

void Pair::Ended(Direction& direction) {
  direction.ended = true;
  if (in_.ended && out_.ended) return Close();
  ErrorCode error;
  direction.to.shutdown(Socket::shutdown_send, error);
  // The service has said its last word: the client has a moment to hear it, and what it still sends is for
  // nobody.
  if (&direction == &out_) {
    in_.drops = true;
    forwarder_->Lingers(shared_from_this());
  }
}

void Pair::Broken(Direction& direction) {
  if (&direction == &out_ && out_.pending.empty() && in_.drops) return Ended(direction);
  Reset(direction.to);
  Close();
}

void Pair::Close() {
  if (std::exchange(closed_, true)) return;
  ErrorCode ignored;
  client_.close(ignored);
  service_.close(ignored);
  if (target_) --target_->open;
  in_.pending = {};
  out_.pending = {};
  if (list != nullptr) std::exchange(list, nullptr)->erase(place);  // may be the last that holds it
  forwarder_->Closed();
}

}  // namespace ingot::bot::front
