#include "net/connection.hpp"

#include <sys/socket.h>

#include <array>
#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

#include "net/response-head.hpp"
#include "types/text.hpp"

namespace ingot::rt::net {
namespace {

constexpr Refusal kNotHttp{400, "bad_request", "the request is not HTTP"};
// Pipelined requests are answered without a pause up to so many, and for so long.
constexpr int kMostPerTurn = 16;
constexpr std::chrono::milliseconds kLongestTurn(2);

}  // namespace

Connection::Connection(Loop& loop, int nativeSocket) : loop_(loop), socket_(loop.io()) {
  boost::system::error_code ignored;
  socket_.assign(boost::asio::ip::tcp::v4(), nativeSocket, ignored);
  socket_.non_blocking(true, ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() = default;

void Connection::start() {
  loop_.opened(*this);
  loop_.idle.arm(*this, loop_.nowMs());
  waitToRead();
}

void Connection::waitToRead() {
  if (waitingToRead_) return;
  waitingToRead_ = true;
  socket_.async_wait(Loop::Socket::wait_read, [self = shared_from_this()](boost::system::error_code) {
    self->waitingToRead_ = false;
    if (self->state_ != State::closed && !self->gone_) self->onReadable();
  });
}

void Connection::onReadable() {
  switch (state_) {
    case State::idle:
    case State::header:
      if (!exchange_) exchange_ = loop_.takeExchange();
      if (receive(exchange_->input, loop_.limits().maxHeaderBytes)) process();
      return;
    case State::busy:
      if (reading_ != nullptr && receive(exchange_->more, kBodyBuffer)) continueRead();
      return;
    case State::lingering: return discard();
    case State::closing:
    case State::closed: return;
  }
}

// False when nothing has arrived: then the wait goes on, or the client has gone.
bool Connection::receive(Input& into, std::size_t most) {
  if (!into.reserve(most)) return true;  // full: whoever reads it says so
  boost::system::error_code error;
  const std::size_t count = socket_.read_some(boost::asio::buffer(into.room(), into.roomSize()), error);
  if (error == boost::asio::error::would_block || error == boost::asio::error::try_again) {
    waitToRead();
    return false;
  }
  if (error) {
    onEnd();
    return false;
  }
  into.arrived(count);
  return true;
}

void Connection::onEnd() {
  if (state_ == State::busy) {
    finishRead({400, "body_incomplete", "the connection ended before the body did"});
  } else {
    closeNow();
  }
}

void Connection::process() {
  if (processing_) return;
  processing_ = true;
  const auto turnEnds = std::chrono::steady_clock::now() + kLongestTurn;
  bool isOver = false;
  for (int answered = 1; !isOver && step(); ++answered)
    isOver = answered == kMostPerTurn || std::chrono::steady_clock::now() >= turnEnds;
  processing_ = false;
  if (isOver) processLater();
}

// Others of the loop have their turn before the rest of a long row of requests.
void Connection::processLater() {
  if (later_) return;
  flush();
  later_ = true;
  boost::asio::post(loop_.io(), [self = shared_from_this()] {
    self->later_ = false;
    self->process();
  });
}

// One request, if there is one. True when it was answered and there may be another.
bool Connection::step() {
  if ((state_ != State::idle && state_ != State::header) || waitingToWrite_ || !exchange_) return false;
  if (!readHead()) return false;
  beginCall();
  if (state_ == State::busy && exchange_->output.pending() > 0)
    flush();  // earlier answers do not wait for this one
  return state_ == State::idle;
}

// True when a whole header was read. Otherwise it waits for more, or has refused what came.
bool Connection::readHead() {
  Exchange& exchange = *exchange_;
  while (!exchange.scanner.hasLine() && exchange.input.unread().substr(0, 2) == "\r\n") {
    exchange.input.consume(2);
    exchange.scanner.reset();
  }
  const std::string_view unread = exchange.input.unread();
  if (unread.empty()) {
    becomeIdle();
    return false;
  }
  const std::size_t most = loop_.limits().maxHeaderBytes;
  const auto found = exchange.scanner.scan(unread);
  Refusal refusal;
  if (found == HeaderScanner::Found::badLine || !(isAlpha(unread.front()) || unread.front() == '\r')) {
    refusal = kNotHttp;
  } else if (exchange.scanner.size() > most ||
             (found == HeaderScanner::Found::notYet && unread.size() >= most)) {
    refusal = exchange.scanner.hasLine() ? Refusal{431, "headers_too_large", "the headers are too large"}
                                         : Refusal{414, "uri_too_long", "the address is too long"};
  } else if (found == HeaderScanner::Found::notYet) {
    if (state_ == State::idle) loop_.header.arm(*this, loop_.nowMs());
    state_ = State::header;
    flush();
    if (state_ == State::header) waitToRead();
    return false;
  } else {
    refusal = exchange.parser.parseHead(unread.substr(0, exchange.scanner.size()), loop_.limits().maxUriBytes,
                                        exchange.head);
    exchange.input.consume(exchange.scanner.size());
  }
  if (refusal) refuseRequest(refusal);
  return !refusal;
}

// Answers what cannot be understood, and ends: nobody knows where the next request would begin.
void Connection::refuseRequest(const Refusal& refusal) {
  Call& call = exchange_->call;
  disarm();
  call.head = &exchange_->head;
  call.started = std::chrono::steady_clock::now();
  keepAlive_ = false;
  streamed_ = false;
  state_ = State::busy;
  loop_.front().begin(call);
  answer(loop_.front().refuse(call, refusal));
  finishCall();
}

void Connection::beginCall() {
  Exchange& exchange = *exchange_;
  Call& call = exchange.call;
  RequestHead& head = exchange.head;
  disarm();
  state_ = State::busy;
  keepAlive_ = head.keepAlive && !loop_.shared().draining.load(std::memory_order_relaxed);
  streamed_ = streamBroken_ = continueSaid_ = false;
  bodyBytes_ = 0;
  sentBytes_ = 0;
  writeWaitedMs_ = 0;
  call.head = &head;
  call.engine = &loop_.engine();
  call.started = std::chrono::steady_clock::now();
  call.request.method = head.method.value_or(Method::get);
  call.request.path = head.path;
  call.request.queryString = head.queryString;
  call.request.headers.swap(head.headers);
  call.request.bodyLimit = loop_.limits().maxBodyBytes;
  loop_.front().begin(call);
  Refusal refusal;
  if (!head.method) {
    refusal = {501, "not_implemented", "the method is not known here"};
  } else if (head.contentLength.value_or(0) > call.request.bodyLimit && head.contentLength > loop_.front().bodyLimit(call)) {
    refusal = {413, "body_too_large", "the body is too large"};
  } else if (loop_.shared().inFlight.fetch_add(1, std::memory_order_relaxed) >= loop_.limits().maxInFlight &&
             !loop_.front().isForOperators(call)) {
    loop_.shared().inFlight.fetch_sub(1, std::memory_order_relaxed);
    refusal = kOverloaded;
  } else {
    busySelf_ = shared_from_this();
    loop_.taskBegan();
    if (loop_.engine().start(*this)) return;
    loop_.taskEnded();
    busySelf_.reset();
    loop_.shared().inFlight.fetch_sub(1, std::memory_order_relaxed);
    refusal = kOverloaded;
  }
  answer(loop_.front().refuse(call, refusal));
  finishCall();
}

void Connection::ended() noexcept {
  const std::shared_ptr<Connection> self = std::move(busySelf_);
  loop_.shared().inFlight.fetch_sub(1, std::memory_order_relaxed);
  loop_.taskEnded();
  releaseKept();
  if (!streamed_) answer(std::move(*response_));
  if (streamBroken_) keepAlive_ = false;
  response_.reset();
  finishCall();
  process();
}

// Puts the answer into the output; what the client did not let us read decides whether the connection can go
// on.
void Connection::answer(Response&& response) {
  Exchange& exchange = *exchange_;
  Call& call = exchange.call;
  if (loop_.shared().draining.load(std::memory_order_relaxed)) keepAlive_ = false;
  if (keepAlive_ && !dropRestOfBody()) keepAlive_ = false;
  const bool head = exchange.head.method == Method::head;
  const bool bodyless = response.status() == 204 || response.status() == 304;
  HeadOptions options;
  options.requestId = call.requestId;
  options.date = loop_.date();
  options.framing = bodyless                         ? Framing::none
                    : response.producer() != nullptr ? Framing::chunked
                                                     : Framing::length;
  if (options.framing == Framing::chunked && response.length()) options.framing = Framing::length;
  options.length = response.length().value_or(response.body().size());
  options.close = !keepAlive_;
  options.sayKeepAlive = keepAlive_ && !exchange.head.http11;
  std::string text;
  appendHead(text, response, options);
  exchange.output.append(std::move(text));
  call.status = response.status();
  if (head || bodyless) return;
  call.bytesSent = response.body().size();
  exchange.output.append(response.takeBody());
}

void Connection::finishCall() {
  Exchange& exchange = *exchange_;
  loop_.front().finished(exchange.call);
  exchange.call.clear();
  exchange.head.clear();
  exchange.parser.reset();
  exchange.scanner.reset();
  if (gone_) {
    state_ = State::idle;
    return closeNow();
  }
  if (!keepAlive_) {
    state_ = State::closing;
    return flush();
  }
  if (!exchange.more.unread().empty()) {
    exchange.input.clear();
    std::swap(exchange.input, exchange.more);
  }
  state_ = State::idle;
  constexpr std::size_t kAnswersTogether = 64 << 10;
  if (exchange.output.pending() > kAnswersTogether) flush();
}

// Reads what is left of the body if it is here already. False when it is not: then the connection cannot go
// on.
bool Connection::dropRestOfBody() {
  Exchange& exchange = *exchange_;
  if (exchange.parser.bodyDone()) return true;
  if (gone_ || (exchange.head.expectsContinue && !continueSaid_)) return false;
  std::array<char, 4096> scratch;
  for (int round = 0; round < 32; ++round) {
    Input& from = exchange.input.unread().empty() ? exchange.more : exchange.input;
    const RequestParser::Body body = exchange.parser.parseBody(from.unread(), scratch);
    from.consume(body.consumed);
    if (exchange.parser.bodyDone()) return true;
    if (body.broken) return false;
    if (!body.needsMore) continue;
    if (&from == &exchange.input) {
      exchange.more.append(from.unread(), kBodyBuffer);
      from.consume(from.unread().size());
    }
    if (!exchange.more.reserve(kBodyBuffer)) return false;
    boost::system::error_code error;
    const std::size_t count =
        socket_.read_some(boost::asio::buffer(exchange.more.room(), exchange.more.roomSize()), error);
    if (error) return false;
    exchange.more.arrived(count);
  }
  return false;
}

void Connection::becomeIdle() {
  flush();
  if (waitingToWrite_ || state_ == State::closed) return;
  loop_.giveBack(std::move(exchange_));
  state_ = State::idle;
  if (!loop_.shared().draining.load(std::memory_order_relaxed)) {
    loop_.idle.arm(*this, loop_.nowMs());
  } else {
    part();
  }
  if (state_ == State::idle) waitToRead();
}

}  // namespace ingot::rt::net
