// What the work of a job is given besides its own input, and how it fails.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ingot::bot {

// Where the lines of a job go, and whether its result is still wanted. Safe to use from any thread.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  auto operator=(const Context&) -> Context& = delete;
  virtual ~Context() = default;

  // One line of the job's log, without its end. Never a secret: lines are kept and shown.
  virtual void Log(std::string_view line) = 0;

  // The job was cancelled, or another bot has it now: work ends soon, and changes nothing outside its own folder any more.
  virtual auto Stopped() const -> bool = 0;
};

// For what is done whether a job is wanted or not: keeps the lines, for when something went wrong. For one thread.
class KeptLines final : public Context {
 public:
  void Log(std::string_view line) override { lines_.emplace_back(line); }
  auto Stopped() const -> bool override { return false; }
  auto lines() const -> const std::vector<std::string>& { return lines_; }

 private:
  std::vector<std::string> lines_;
};

enum class FailureKind : uint8_t {
  kDefinition,   // what the user wrote: trying again changes nothing
  kEnvironment,  // a disk, an engine, a database: tried again
  kStopped,      // Context::Stopped
};

struct Failure {
  FailureKind kind = FailureKind::kEnvironment;
  std::string text;         // one sentence for a person
  std::string diagnostics;  // a JSON document of the compiler's findings; empty: none
};

template <typename T>
using Result = tl::expected<T, Failure>;

}  // namespace ingot::bot
