// The answers of a connection on their way to the client, who may be slow.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "net/connection.hpp"
#include "net/response-head.hpp"

namespace ingot::rt::net {
namespace {

void appendChunk(std::string& text, std::string_view bytes) {
  std::array<char, 16> digits{};
  text.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr);
  text += "\r\n";
  text += bytes;
  text += "\r\n";
}

}  // namespace

void Connection::beginWrite(WriteBody& write) {
  Exchange& exchange = *exchange_;
  writing_ = &write;
  if (gone_) return finishWrite();
  const std::optional<std::size_t> length = response_->length();
  const bool chunked = exchange.head.http11 && !length;
  if (write.head != nullptr) {
    streamed_ = true;
    if (keepAlive_ && !chunked && !length) keepAlive_ = false;
    if (!exchange.parser.bodyDone() && exchange.head.expectsContinue && !continueSaid_) keepAlive_ = false;
    HeadOptions options;
    options.requestId = exchange.call.requestId;
    options.date = loop_.date();
    options.framing = length ? Framing::length : chunked ? Framing::chunked : Framing::untilClose;
    options.length = length.value_or(0);
    options.sayKeepAlive = keepAlive_ && !exchange.head.http11;
    options.close = !keepAlive_;
    exchange.call.status = write.head->status();
    std::string text;
    appendHead(text, *write.head, options);
    exchange.output.append(std::string_view(text));
  }
  exchange.call.bytesSent += write.bytes.size();
  // Another length than was announced would be read as the next answer.
  if (length && (exchange.call.bytesSent > *length || (write.last && exchange.call.bytesSent < *length))) return abort();
  std::string framed;
  if (!chunked) framed = write.bytes;
  if (chunked && !write.bytes.empty()) appendChunk(framed, write.bytes);
  if (chunked && write.last) framed += "0\r\n\r\n";
  exchange.output.append(std::string_view(framed));
  // A body that was not read to its end leaves no place where the next request could begin.
  if (write.last && keepAlive_ && !dropRestOfBody()) keepAlive_ = false;
  flush();
  if (writing_ != nullptr && (write.last || exchange.output.pending() <= kHighWater)) finishWrite();
}

void Connection::finishWrite() {
  WriteBody& write = *std::exchange(writing_, nullptr);
  write.gone = gone_;
  write.waker->wake();
}

// Hands the system what it takes; comes back by itself for the rest. Never goes on with the next request.
void Connection::flush() {
  if (gone_ || !exchange_) return;
  if (waitingToWrite_) return countPending();
  if (!writeSome()) return;
  if (exchange_->output.pending() > 0) return waitToWrite();
  if (state_ == State::closing) lingerOrClose();
}

void Connection::waitToWrite() {
  const std::int64_t began = loop_.nowMs();
  loop_.slow.arm(slow_, began);
  waitingToWrite_ = true;
  socket_.async_wait(Loop::Socket::wait_write, [self = shared_from_this(), began](boost::system::error_code) {
    self->writable(began);
  });
  countPending();
}

void Connection::writable(std::int64_t waitBegan) {
  waitingToWrite_ = false;
  if (state_ == State::closed || gone_) return;
  writeWaitedMs_ += loop_.nowMs() - waitBegan;
  // As for bodies: one byte now and then keeps the deadline away, but not for ever.
  if (writeWaitedMs_ > patienceMs(loop_.limits().bodyTimeoutMs, sentBytes_)) return cut();
  flush();
  if (!waitingToWrite_) countPending();
  if (writing_ != nullptr && exchange_->output.pending() <= kHighWater) return finishWrite();
  if (!waitingToWrite_) process();
}

// Tells the loop what it holds of answers that wait for this client: all of an answer, because its memory is
// free only when its last byte has been sent. It counts for half of the loop's share at most: so an answer
// that is larger than the share is delivered to a client that reads, and does not push out all the others.
void Connection::countPending() {
  const bool waits = waitingToWrite_ && !gone_ && exchange_;
  const std::size_t most = loop_.limits().pendingBytesPerLoop / 2;
  const std::size_t bytes = waits ? std::min(exchange_->output.held(), most) : 0;
  if (!waits) slow_.disarm();
  loop_.answersWait(std::exchange(pending_, bytes), bytes);
}

// False when the client has gone.
bool Connection::writeSome() {
  Output& output = exchange_->output;
  while (output.pending() > 0) {
    const std::string_view text = output.textLeft();
    const std::string_view body = output.bodyLeft();
    const std::array<boost::asio::const_buffer, 2> buffers{
        boost::asio::const_buffer(text.data(), text.size()),
        boost::asio::const_buffer(body.data(), body.size())};
    boost::system::error_code error;
    const std::size_t count = socket_.write_some(buffers, error);
    if (error == boost::asio::error::would_block || error == boost::asio::error::try_again) return true;
    if (error) {
      if (state_ != State::busy) {
        closeNow();
      } else {
        goneNow();
        if (writing_ != nullptr) finishWrite();
      }
      return false;
    }
    sentBytes_ += count;
    output.advance(count);
  }
  return true;
}

}  // namespace ingot::rt::net
