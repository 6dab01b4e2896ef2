// What connections hand a request to: the service behind the wire, as the net part sees it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/http.hpp>

#include "net/engine.hpp"
#include "net/request-parser.hpp"

namespace ingot::rt::net {

// One request from its header to its answer.
struct Call {
  Request request;
  const RequestHead* head = nullptr;
  std::string requestId;
  std::string_view traceId;  // of a valid traceparent, else empty
  Engine* engine = nullptr;  // null: waiting blocks the thread
  std::chrono::steady_clock::time_point started;
  std::int64_t bodyWaitedMs = 0;  // that the handler has waited for its body
  std::size_t route = 0;          // set by the front; 0 is none
  int status = 0;
  std::size_t bytesSent = 0;  // of the body

  // Keeps the memory of what it holds.
  void clear() {
    std::vector<Header> headers = std::move(request.headers);
    headers.clear();
    request = Request();
    request.headers = std::move(headers);
    head = nullptr;
    requestId.clear();
    traceId = {};
    bodyWaitedMs = 0;
    route = 0;
    status = 0;
    bytesSent = 0;
  }
};

// One per loop.
class Front {
 public:
  virtual ~Front() = default;
  // On the loop, when the header is read and before the rest: gives the call its id.
  virtual void begin(Call& call) noexcept = 0;
  // Is it of those that are answered even when too many others are being handled? On the loop, after `begin`.
  [[nodiscard]] virtual bool isForOperators(const Call& call) noexcept = 0;
  // How long a body the call may have, when it is longer than usual. On the loop, after `begin`.
  [[nodiscard]] virtual std::size_t bodyLimit(const Call& call) noexcept { return call.request.bodyLimit; }
  // In the call's task. What goes wrong becomes an answer too.
  [[nodiscard]] virtual Response answer(Call& call) noexcept = 0;
  // The answer to what is no request, or comes at the wrong time. On the loop.
  [[nodiscard]] virtual Response refuse(Call& call, const Refusal& refusal) noexcept = 0;
  // A stream that broke after its headers were sent; `text` is for the log.
  virtual void broken(Call& call, std::string_view text) noexcept = 0;
  // On the loop, when the answer has been handed to the system.
  virtual void finished(Call& call) noexcept = 0;
  // On the loop, once: it closes and the last task has ended. Nothing of the front may keep the loop busy afterwards.
  virtual void ended() noexcept {}
};

}  // namespace ingot::rt::net
