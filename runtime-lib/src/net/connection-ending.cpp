// How a connection ends: by time, by order, by the client's fault, and so that the last answer arrives.
#include <array>
#include <utility>

#include "net/connection.hpp"

namespace ingot::rt::net {
namespace {

constexpr std::size_t kMostDiscarded = 1 << 20;

}  // namespace

void Connection::expired() {
  switch (state_) {
    case State::header:
      // Earlier answers are under way: while their client reads, the rest of the request has time.
      if (waitingToWrite_) return loop_.header.arm(*this, loop_.nowMs());
      return refuseRequest({408, "timeout", "the request took too long to arrive"});
    case State::busy:
      if (reading_ != nullptr) return finishRead(kBodyTooSlow);
      return abort();
    case State::idle:
    case State::closing:
    case State::lingering: return closeNow();
    case State::closed: return;
  }
}

void Connection::drain() {
  if (state_ != State::idle || waitingToWrite_ || processing_ || later_) return;
  boost::system::error_code error;
  if (socket_.available(error) > 0)
    return;  // a request is here already: it is answered, and then the connection ends
  part();
}

// A client that sends its next request while an idle connection is closed would see that request fail: so it has some time
// to send it, and is told with the answer that it was the last one.
void Connection::part() {
  if (loop_.limits().drainIdleMs == 0) return closeNow();
  loop_.parting.arm(*this, loop_.nowMs());
}

void Connection::abort() {
  if (state_ != State::busy) return closeNow();
  disarm();
  goneNow();
  boost::system::error_code ignored;
  socket_.close(ignored);
  if (reading_ != nullptr)
    return finishRead({400, "body_incomplete", "the connection ended before the body did"});
  if (writing_ != nullptr) finishWrite();
}

// Ends a client that takes too little, and with a reset: the system shall not go on holding bytes for it.
void Connection::cut() {
  boost::system::error_code ignored;
  socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  abort();
}

// The client is no more; what the handler does goes on.
void Connection::goneNow() {
  gone_ = true;
  exchange_->output.clear();
  countPending();
}

void Connection::lingerOrClose() {
  boost::system::error_code error;
  socket_.shutdown(Loop::Socket::shutdown_send, error);
  if (error) return closeNow();
  if (exchange_) loop_.giveBack(std::move(exchange_));
  state_ = State::lingering;
  discarded_ = 0;
  loop_.linger.arm(*this, loop_.nowMs());
  waitToRead();
}

// Closing a socket with unread bytes would reset the connection, and the answer with it.
void Connection::discard() {
  std::array<char, 8192> scratch;
  for (;;) {
    boost::system::error_code error;
    const std::size_t count = socket_.read_some(boost::asio::buffer(scratch), error);
    if (error == boost::asio::error::would_block || error == boost::asio::error::try_again)
      return waitToRead();
    discarded_ += count;
    if (error || discarded_ > kMostDiscarded) return closeNow();
  }
}

void Connection::closeNow() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  disarm();
  boost::system::error_code ignored;
  socket_.close(ignored);
  if (exchange_) loop_.giveBack(std::move(exchange_));
  countPending();
  loop_.closed(*this);
}

}  // namespace ingot::rt::net
