// What a handler can reach beside its request: the caller, the clock, the database, the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/problem.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

namespace file {
class Access;
}

// Who asks. An app without `auth` has anonymous callers only. Of a token: its `sub`, `roles` (or the one `role`), the words
// of its `scope`, and the whole of what it says.
struct Caller {
  enum class Kind : std::uint8_t { anonymous, user, key, system };
  Kind kind = Kind::anonymous;
  std::string id;
  std::string tenant;
  std::vector<std::string> roles;
  std::vector<std::string> scopes;
  Json claims;
};

enum class LogLevel : std::uint8_t { debug, info, warn, error, off };

// The app's settings that handlers need, from the definition.
struct ApiSettings {
  std::int64_t pageSize = 20;
  std::int64_t maxPageSize = 100;
  ErrorShape errors = ErrorShape::problemDetails;
};

// What a read is expected to take: it decides with whom it shares a connection.
enum class ReadCost : std::uint8_t { rows, list };

enum class Isolation : std::uint8_t { readCommitted, serializable };

struct WriteOptions {
  Isolation isolation = Isolation::readCommitted;
  // The work runs one statement that changes something, and others only where it would be right to run them alone.
  bool oneStatement = false;
};

// One per request; it also works without one (a schedule, a workflow step, a test).
class Context {
 public:
  virtual ~Context() = default;

  [[nodiscard]] virtual const Caller& caller() const = 0;
  // One value for the whole request: every `now()` in it is the same.
  [[nodiscard]] virtual Timestamp now() const = 0;
  // Until when the answer is of use; work that waits gives up then with 503. The time that the handler has waited for
  // the bytes of its body does not count, so it moves with them.
  [[nodiscard]] virtual Timestamp deadline() const = 0;
  [[nodiscard]] virtual std::string_view requestId() const = 0;
  [[nodiscard]] virtual const ApiSettings& api() const = 0;
  // What an answer that is made in memory may have at most.
  [[nodiscard]] virtual std::size_t maxAnswerBytes() const { return std::size_t{16} << 20U; }
  virtual void log(LogLevel level, std::string_view message) = 0;
  // Runs what takes the processor for long beside the loop, and waits for it. Throws Failure 503 when too much waits already.
  virtual void burn(FunctionRef<void()> work) { work(); }
  // The store of files; null in an app without. It outlives the context: an answer may stream from it.
  [[nodiscard]] virtual std::shared_ptr<file::Access> files() { return nullptr; }
  // Of bcrypt.
  [[nodiscard]] virtual int passwordCost() const { return 12; }

  // Runs `work(Session&)` and returns its result. On SQLite all of it sees one snapshot, on PostgreSQL each statement its own.
  template <typename F>
  auto read(F&& work, ReadCost cost = ReadCost::rows) -> std::invoke_result_t<F&, Session&> {
    return collect<std::invoke_result_t<F&, Session&>>(work, [&](FunctionRef<void(Session&)> run) { runRead(run, cost); });
  }
  // Runs `work(Session&)` in a transaction. When it returns, the transaction is committed; when it throws, rolled back.
  // It may run on another thread and may run again: it must have no effect outside the session and must not wait.
  template <typename F>
  auto write(F&& work, const WriteOptions& options = {}) -> std::invoke_result_t<F&, Session&> {
    return collect<std::invoke_result_t<F&, Session&>>(work, [&](FunctionRef<void(Session&)> run) { runWrite(run, options); });
  }

 protected:
  virtual void runRead(FunctionRef<void(Session&)> work, ReadCost cost) = 0;
  virtual void runWrite(FunctionRef<void(Session&)> work, const WriteOptions& options) = 0;

 private:
  template <typename R, typename F, typename Run>
  static auto collect(F& work, Run run) -> R {
    if constexpr (std::is_void_v<R>) {
      run([&](Session& session) { work(session); });
    } else {
      std::optional<R> result;
      run([&](Session& session) { result.emplace(work(session)); });
      return std::move(*result);
    }
  }
};

}  // namespace ingot::rt
