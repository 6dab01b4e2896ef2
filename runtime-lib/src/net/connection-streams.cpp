// The streams of a connection, as its handler sees them, and how it waits for the bytes of a body.
#include <algorithm>
#include <exception>
#include <utility>

#include "net/connection.hpp"

namespace ingot::rt::net {
namespace {

// Unwinds a handler that streams to nobody.
struct ClientGone final : std::exception {
  [[nodiscard]] const char* what() const noexcept override { return "the client has gone"; }
};

}  // namespace

class Connection::Reader final : public BodyReader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  std::size_t read(std::span<char> into) override { return read(into, false); }

  std::string readAll(std::size_t limit) override {
    std::string all;
    // What is announced costs memory only when it arrives.
    constexpr std::size_t kFirst = 16 << 10;
    const std::size_t announced = connection_.exchange_->head.contentLength.value_or(0);
    all.resize(std::min({limit, std::max<std::size_t>(announced, 1024), kFirst}));
    std::size_t size = 0;
    for (;;) {
      if (size == all.size()) all.resize(std::min(limit + 1, all.size() * 2 + 1));
      const std::size_t count = read(std::span(all).subspan(size), true);
      if (count == 0) break;
      size += count;
      if (size > limit) throw Failure(413, "body_too_large", "the body is too large");
    }
    all.resize(size);
    return all;
  }

 private:
  std::size_t read(std::span<char> into, bool kept) {
    if (into.empty() || done_) return 0;
    ReadBody read(connection_);
    read.into = into;
    read.kept = kept;
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
    if (bodyBytes_ > exchange.call.request.bodyLimit)
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
  waitForBody();
}

// A request whose body is on its way takes no slot of those that are being handled: there is another limit
// for such requests, which pushes out the one that has sent nothing for longest.
void Connection::waitForBody() {
  const std::int64_t now = loop_.nowMs();
  if (bodyWaitedMs(now) > patienceMs(loop_.limits().bodyTimeoutMs, bodyBytes_)) return finishRead(kBodyTooSlow);
  waitToRead();
  if (waitBegan_ != 0) return;  // what came was none of the body, so the deadline stays where it was
  loop_.body.arm(*this, now);
  waitBegan_ = now;
  loop_.bodyWaits();
}

std::int64_t Connection::bodyWaitedMs(std::int64_t nowMs) const {
  return exchange_->call.bodyWaitedMs + (waitBegan_ != 0 ? nowMs - waitBegan_ : 0);
}

// Its body came, in part: it is handled again, even where that makes one more than MAX_IN_FLIGHT, because
// what has been received would be wasted otherwise.
void Connection::endWaitForBody() {
  disarm();
  if (waitBegan_ == 0) return;
  exchange_->call.bodyWaitedMs += loop_.nowMs() - std::exchange(waitBegan_, 0);
  loop_.bodyCame();
}

// False when bodies that are kept until their requests end take too much memory. As with answers, one counts
// for half of the loop's share at most. A small one is never refused: the number of those that wait has a limit.
bool Connection::countKept() {
  constexpr std::size_t kSmall = 16 << 10;
  const std::size_t now = std::min(bodyBytes_, loop_.limits().pendingBytesPerLoop / 2);
  if (now <= kSmall) {
    loop_.keepSmallBody(now - kept_);
  } else if (!loop_.keepBodies(now - kept_)) {
    return false;
  }
  kept_ = now;
  return true;
}

void Connection::releaseKept() { loop_.releaseBodies(std::exchange(kept_, 0)); }

void Connection::finishRead(const Refusal& failure) {
  ReadBody& read = *std::exchange(reading_, nullptr);
  endWaitForBody();
  read.failure = failure;
  // One byte now and then keeps the deadline away, but not for ever.
  if (!failure && exchange_->call.bodyWaitedMs > patienceMs(loop_.limits().bodyTimeoutMs, bodyBytes_))
    read.failure = kBodyTooSlow;
  if (!read.failure && read.kept && !countKept()) read.failure = kOverloaded;
  if (read.failure) {
    keepAlive_ = false;
    releaseKept();
  }
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

}  // namespace ingot::rt::net
