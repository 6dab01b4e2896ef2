#include "fake-app.hpp"

#include <chrono>
#include <stdexcept>

namespace ingot::rt::test {
namespace {

class NoSession final : public Session {
 public:
  [[nodiscard]] Timestamp now() override { return {}; }
  void stampCascades() override {}
  std::int64_t run(std::string_view, const Params&, RowReader, const Table*, std::span<const std::string_view>) override { return 0; }
  void runForIds(std::string_view, std::span<const Uuid>, std::string_view, RowReader) override {}
};

Response hello(Context&, Request&) { return {200, "text/plain", "hello"}; }

Response echo(Context&, Request& request) {
  return {200, "application/octet-stream", request.body->readAll(request.bodyLimit)};
}

Response item(Context&, Request& request) {
  for (const auto& [name, value] : request.pathParameters) {
    if (name == "id") return {200, "text/plain", value};
  }
  return {200, "text/plain", ""};
}

Response query(Context&, Request& request) {
  std::string text;
  for (const QueryItem& each : request.query()) text += each.name + "=" + each.value + ";";
  return {200, "text/plain", text};
}

Response json(Context&, Request& request) { return {200, "application/json", request.jsonBody()}; }

Response write(Context& context, Request&) {
  const int value = context.write([](Session&) { return 7; });
  return {201, "text/plain", std::to_string(value)};
}

Response readAndWrite(Context& context, Request& request) {
  const std::string body = request.body->readAll(request.bodyLimit);
  context.write([](Session&) {});
  return {201, "text/plain", body};
}

Response writeThrows(Context& context, Request&) {
  context.write([](Session&) { throw conflict("taken", "that is taken"); });
  return Response(204);
}

Response throwsException(Context&, Request&) { throw std::runtime_error("the password is hunter2"); }
Response throwsInt(Context&, Request&) { throw 42; }
// Waits inside a catch, while others do the same.
Response waitsInCatch(Context& context, Request& request) {
  const std::string mine(request.header("X-Text"));
  try {
    throw std::runtime_error(mine);
  } catch (const std::exception&) {
    context.write([](Session&) {});
    try {
      throw;
    } catch (const std::exception& again) {
      return {200, "text/plain", again.what()};
    }
  }
}

Response stream(Context&, Request& request) {
  std::size_t size = 0;
  for (const QueryItem& each : request.query()) size = std::stoul(each.value);
  return Response::stream(200, "application/octet-stream", [size](BodyWriter& writer) {
    std::string piece(10'000, 'x');
    for (std::size_t sent = 0; sent < size; sent += piece.size()) writer.write(std::string_view(piece).substr(0, size - sent));
  });
}

std::atomic<int> turns{0};

// Which of all turns this one is; ?hold keeps its loop busy until `releaseLoops`.
std::atomic<bool> loopsHeld{false};
Response turn(Context&, Request& request) {
  if (!request.query().empty()) loopsHeld.wait(true);
  return {200, "text/plain", std::to_string(++turns)};
}

// As `turn`, and takes longer than a connection may keep its loop.
Response slowTurn(Context&, Request&) {
  std::this_thread::sleep_for(std::chrono::milliseconds(3));
  return {200, "text/plain", std::to_string(++turns)};
}

// A ready text, whatever its size.
Response big(Context&, Request& request) {
  std::size_t size = 0;
  for (const QueryItem& each : request.query()) size = std::stoul(each.value);
  return {200, "application/octet-stream", std::string(size, 'b')};
}

Response streamBreaks(Context&, Request&) {
  return Response::stream(200, "text/plain", [](BodyWriter& writer) {
    writer.write("begun");
    throw std::runtime_error("broke off");
  });
}

// Sends back what arrives, as it arrives.
Response streamEcho(Context&, Request& request) {
  return Response::stream(200, "application/octet-stream", [&request](BodyWriter& writer) {
    std::array<char, 3000> piece;
    while (const std::size_t count = request.body->read(piece)) writer.write(std::string_view(piece.data(), count));
  });
}

Response splitting(Context&, Request& request) {
  Response response(200, "text/plain", "x");
  for (const QueryItem& each : request.query()) response.header("X-Back", each.value);
  return response;
}

constexpr Route kRoutes[] = {
    {Method::get, "/hello", hello},
    {Method::post, "/echo", echo},
    {Method::get, "/items/{id}", item},
    {Method::del, "/items/{id}", item},
    {Method::get, "/items/special", hello},
    {Method::get, "/query", query},
    {Method::post, "/json", json},
    {Method::post, "/write", write},
    {Method::post, "/read-and-write", readAndWrite},
    {Method::post, "/write-throws", writeThrows},
    {Method::get, "/throws", throwsException},
    {Method::get, "/throws-int", throwsInt},
    {Method::get, "/waits-in-catch", waitsInCatch},
    {Method::get, "/stream", stream},
    {Method::get, "/big", big},
    {Method::get, "/turn", turn},
    {Method::get, "/slow-turn", slowTurn},
    {Method::get, "/stream-breaks", streamBreaks},
    {Method::post, "/stream-echo", streamEcho},
    {Method::get, "/splitting", splitting},
};

}  // namespace

FakeDatabase::FakeDatabase() : thread_([this] { work(); }) {}

FakeDatabase::~FakeDatabase() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    held_ = false;
  }
  news_.notify_all();
  thread_.join();
}

void FakeDatabase::read(FunctionRef<void(Session&)> work, store::Turns*) {
  NoSession session;
  work(session);
}

void FakeDatabase::write(FunctionRef<void(Session&)> work, store::WriteListener& listener) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= 1000) throw Failure(503, "overloaded", "too many writes wait");
    queue_.push_back({work, &listener});
  }
  news_.notify_all();
}

bool FakeDatabase::ready(std::string& why) {
  if (!isReady) why = "the test says so";
  return isReady;
}

std::size_t FakeDatabase::queuedWrites() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void FakeDatabase::hold(bool held) {
  {
    const std::lock_guard lock(mutex_);
    held_ = held;
  }
  news_.notify_all();
}

void FakeDatabase::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    news_.wait(lock, [this] { return stopping_ || (!held_ && !queue_.empty()); });
    if (queue_.empty()) return;
    const Queued next = queue_.front();
    queue_.pop_front();
    lock.unlock();
    std::exception_ptr error;
    NoSession session;
    try {
      next.work(session);
    } catch (...) {
      error = std::current_exception();
    }
    next.listener->onWritten(std::move(error));
    lock.lock();
  }
}

void holdLoops() {
  turns = 0;
  loopsHeld = true;
}

void releaseLoops() {
  loopsHeld = false;
  loopsHeld.notify_all();
}

const Application& fakeApplication() {
  static const Application application{"fake", "1.0.0", {}, kRoutes, {}};
  return application;
}

service::Config quietConfig() {
  service::Config config;
  config.port = 0;
  config.threads = 2;
  config.logLevel = LogLevel::off;
  config.drainTimeoutMs = 2'000;
  config.allowedHosts = {"*"};
  return config;
}

}  // namespace ingot::rt::test
