#include "bot/stages/health.h"

#include <algorithm>
#include <thread>

#include "outbound/client.hpp"

namespace ingot::bot {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kMostPause{500};
constexpr std::chrono::milliseconds kUsual{80};  // before a service listens; to look costs more than to ask

}  // namespace

auto WaitUntilReady(const std::string& address, std::chrono::seconds limit, const std::function<Result<void>()>& look, Context& context) -> Result<void> {
  const auto end = Clock::now() + limit;
  std::string last = "nothing answers";
  for (std::chrono::milliseconds pause{10}; Clock::now() < end; pause = std::min(pause * 2, kMostPause)) {
    if (context.Stopped()) return tl::unexpected(Failure{FailureKind::kStopped, "stopped", ""});
    rt::outbound::Client client("http://" + address, {.connect = 1, .answer = 2});
    const rt::outbound::Answer answer = client.send({.method = "GET", .path = "/readyz", .headers = {}});
    if (answer.status == 200) return {};
    if (answer.status == 0 && pause >= kUsual) {
      if (auto alive = look(); !alive) return alive;
    }
    last = answer.status == 0 ? answer.fault : "it answers " + std::to_string(answer.status);
    std::this_thread::sleep_for(pause);
  }
  return tl::unexpected(Failure{FailureKind::kDefinition, "the release was not ready after " + std::to_string(limit.count()) + " seconds: " + last, ""});
}

}  // namespace ingot::bot
