// The streams of a connection: how a handler waits for the bytes of a body, and for room for those of an
// answer.
#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <utility>

#include "net/connection.hpp"
#include "net/response-head.hpp"

namespace ingot::rt::net {
namespace {

constexpr std::size_t kHighWater = 64 << 10;  // bytes that may wait for a slow client
constexpr std::int64_t kSlowestBytesPerSecond = 240;

// Unwinds a handler that streams to nobody.
struct ClientGone final : std::exception {
  [[nodiscard]] const char* what() const noexcept override { return "the client has gone"; }
};

void appendChunk(std::string& text, std::string_view bytes) {
  std::array<char, 16> digits{};
  text.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr);
  text += "\r\n";
  text += bytes;
  text += "\r\n";
}

}  // namespace

class Connection::Reader final : public BodyReader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  std::size_t read(std::span<char> into) override {
    if (into.empty() || done_) return 0;
    ReadBody read(connection_);
    read.into = into;
    connection_.loop_.engine().wait([&](Waker& waker) {
      read.waker = &waker;
      connection_.loop_.dispatch(read);
    });
    if (read.failure) {
      throw Failure(read.failure.status, std::string(read.failure.code), std::string(read.failure.message));
    }
    done_ = read.count == 0;
    return read.count;
  }

  std::string readAll(std::size_t limit) override {
    std::string all;
    // What is announced costs memory only when it arrives.
    constexpr std::size_t kFirst = 16 << 10;
    const std::size_t announced = connection_.exchange_->head.contentLength.value_or(0);
    all.resize(std::min({limit, std::max<std::size_t>(announced, 1024), kFirst}));
    std::size_t size = 0;
    for (;;) {
      if (size == all.size()) all.resize(std::min(limit + 1, all.size() * 2 + 1));
      const std::size_t count = read(std::span(all).subspan(size));
      if (count == 0) break;
      size += count;
      if (size > limit) throw Failure(413, "body_too_large", "the body is too large");
    }
    all.resize(size);
    return all;
  }

 private:
  Connection& connection_;
  bool done_ = false;
};

class Connection::Writer final : public BodyWriter {
 public:
  Writer(Connection& connection, const Response& response) : connection_(connection), head_(&response) {}

  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::string_view piece = bytes.substr(0, kHighWater);
      bytes.remove_prefix(piece.size());
      send(piece, false);
    }
  }
  void begin() { send({}, false); }
  void end() { send({}, true); }

 private:
  void send(std::string_view bytes, bool last) {
    WriteBody write(connection_);
    write.head = std::exchange(head_, nullptr);
    write.bytes = bytes;
    write.last = last;
    connection_.loop_.engine().wait([&](Waker& waker) {
      write.waker = &waker;
      connection_.loop_.dispatch(write);
    });
    if (write.gone) throw ClientGone();
  }

  Connection& connection_;
  const Response* head_;
};

void Connection::run() noexcept {
  Call& call = exchange_->call;
  Reader reader(*this);
  call.request.body = &reader;
  response_.emplace(loop_.front().answer(call));
  call.request.body = nullptr;
  if (response_->producer() == nullptr || exchange_->head.method == Method::head) return;
  call.request.body = &reader;
  try {
    Writer writer(*this, *response_);
    writer.begin();
    response_->producer()->produce(writer);
    writer.end();
  } catch (const ClientGone&) {
    streamBroken_ = true;
  } catch (const std::exception& error) {
    streamBroken_ = true;
    loop_.front().broken(call, error.what());
  } catch (...) {
    streamBroken_ = true;
    loop_.front().broken(call, "something that is no std::exception was thrown");
  }
  call.request.body = nullptr;
}

void Connection::beginRead(ReadBody& read) {
  reading_ = &read;
  if (gone_) return finishRead({400, "body_incomplete", "the connection ended before the body did"});
  waitBegan_ = 0;
  continueRead();
}

void Connection::continueRead() {
  Exchange& exchange = *exchange_;
  ReadBody& read = *reading_;
  for (;;) {
    Input& from = exchange.input.unread().empty() ? exchange.more : exchange.input;
    if (exchange.parser.bodyDone()) return finishRead({});
    const RequestParser::Body body = exchange.parser.parseBody(from.unread(), read.into);
    from.consume(body.consumed);
    if (body.broken)
      return finishRead({400, "bad_request", "the body is not in the chunks that it announces"});
    bodyBytes_ += body.written;
    if (bodyBytes_ > loop_.limits().maxBodyBytes)
      return finishRead({413, "body_too_large", "the body is too large"});
    if (body.written > 0) {
      read.count = body.written;
      return finishRead({});
    }
    if (!body.needsMore) continue;
    if (&from == &exchange.input) {
      exchange.more.append(from.unread(), kBodyBuffer);
      from.consume(from.unread().size());
    }
    if (!exchange.more.reserve(kBodyBuffer))
      return finishRead({400, "bad_request", "a chunk has a header that is too long"});
    break;
  }
  sayContinue();
  if (gone_ || reading_ == nullptr) return;
  if (waitBegan_ == 0) waitBegan_ = loop_.nowMs();
  loop_.body.arm(*this, loop_.nowMs());
  waitToRead();
}

void Connection::finishRead(const Refusal& failure) {
  ReadBody& read = *std::exchange(reading_, nullptr);
  disarm();
  read.failure = failure;
  if (waitBegan_ != 0) bodyWaitedMs_ += loop_.nowMs() - waitBegan_;
  // One byte now and then keeps the deadline away, but not for ever.
  const std::int64_t patience =
      loop_.limits().bodyTimeoutMs + static_cast<std::int64_t>(bodyBytes_) * 1000 / kSlowestBytesPerSecond;
  if (!failure && bodyWaitedMs_ > patience)
    read.failure = {408, "timeout", "the body took too long to arrive"};
  if (read.failure) keepAlive_ = false;
  read.waker->wake();
}

void Connection::sayContinue() {
  if (!exchange_->head.expectsContinue || continueSaid_) return;
  continueSaid_ = true;
  exchange_->output.append(std::string_view("HTTP/1.1 100 Continue\r\n\r\n"));
  flush();
  if (gone_ && reading_ != nullptr)
    finishRead({400, "body_incomplete", "the connection ended before the body did"});
}

void Connection::beginWrite(WriteBody& write) {
  Exchange& exchange = *exchange_;
  writing_ = &write;
  if (gone_) return finishWrite();
  const bool chunked = exchange.head.http11;
  if (write.head != nullptr) {
    streamed_ = true;
    if (keepAlive_ && !chunked) keepAlive_ = false;
    if (!exchange.parser.bodyDone() && exchange.head.expectsContinue && !continueSaid_) keepAlive_ = false;
    HeadOptions options;
    options.requestId = exchange.call.requestId;
    options.date = loop_.date();
    options.framing = chunked ? Framing::chunked : Framing::untilClose;
    options.close = !keepAlive_;
    exchange.call.status = write.head->status();
    std::string text;
    appendHead(text, *write.head, options);
    exchange.output.append(std::string_view(text));
  }
  exchange.call.bytesSent += write.bytes.size();
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
  if (waitingToWrite_ || gone_ || !exchange_) return;
  if (!writeSome()) return;
  if (exchange_->output.pending() == 0) {
    if (state_ == State::closing) return lingerOrClose();
    if (state_ == State::busy && reading_ == nullptr) disarm();
    return;
  }
  loop_.body.arm(*this, loop_.nowMs());
  waitingToWrite_ = true;
  socket_.async_wait(Loop::Socket::wait_write, [self = shared_from_this()](boost::system::error_code) {
    self->waitingToWrite_ = false;
    if (self->state_ == State::closed || self->gone_) return;
    self->flush();
    if (self->writing_ != nullptr && self->exchange_->output.pending() <= kHighWater)
      return self->finishWrite();
    if (!self->waitingToWrite_) self->process();
  });
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
        gone_ = true;
        output.clear();
        if (writing_ != nullptr) finishWrite();
      }
      return false;
    }
    output.advance(count);
  }
  return true;
}

}  // namespace ingot::rt::net
