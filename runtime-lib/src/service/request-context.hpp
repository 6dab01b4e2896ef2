// The context of one request, or of work without one.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <ingot/rt/context.hpp>

#include "file/access.hpp"
#include "net/front.hpp"
#include "net/shared.hpp"
#include "service/log.hpp"
#include "service/work-pool.hpp"
#include "store/database.hpp"

namespace ingot::rt::service {

// What contexts are made from; outlives them.
struct ContextParts {
  store::Database& database;
  Log& log;
  const ApiSettings& api;
  std::int64_t requestTimeoutMs;
  std::size_t maxAnswerBytes;
  net::Shared& shared;
  WorkPool& pool;
  file::Store* files;  // null in an app without
  WorkPool& fileWork;
  int passwordCost;
};

class RequestContext final : public Context {
 public:
  // Without a request: waiting blocks the thread.
  explicit RequestContext(const ContextParts& parts);
  // `store` is the loop's; null when it has none of its own. A caller of null is anonymous.
  RequestContext(const ContextParts& parts, const net::Call& call, store::LoopStore* store, std::shared_ptr<const Caller> caller);

  [[nodiscard]] const Caller& caller() const override { return *caller_; }
  [[nodiscard]] Timestamp now() const override { return now_; }
  [[nodiscard]] Timestamp deadline() const override;
  [[nodiscard]] std::string_view requestId() const override { return requestId_; }
  [[nodiscard]] const ApiSettings& api() const override { return parts_.api; }
  [[nodiscard]] std::size_t maxAnswerBytes() const override { return parts_.maxAnswerBytes; }
  void log(LogLevel level, std::string_view message) override;
  void burn(FunctionRef<void()> work) override;
  [[nodiscard]] std::shared_ptr<file::Access> files() override;
  [[nodiscard]] int passwordCost() const override { return parts_.passwordCost; }

 protected:
  void runRead(FunctionRef<void(Session&)> work, ReadCost cost) override;
  void runWrite(FunctionRef<void(Session&)> work, const WriteOptions& options) override;

 private:
  void checkDeadline() const;

  const ContextParts parts_;
  const net::Call* call_ = nullptr;
  net::Engine* engine_ = nullptr;
  store::LoopStore* store_ = nullptr;
  std::string requestId_;
  std::shared_ptr<const Caller> caller_;
  Timestamp now_;
  std::shared_ptr<file::Access> files_;
};

}  // namespace ingot::rt::service
