// A bot whose jobs are counted instead of done: `ingot-bot-trial DATABASE MACHINE SLOTS MILLISECONDS [REDIS [PORT TOKEN-FILE]]`.
#include <cstdlib>
#include <random>
#include <thread>

#include "bot/worker/bot.h"

namespace {

using ingot::bot::FailureKind;
using ingot::bot::Job;
using ingot::bot::JobContext;
using ingot::bot::Outcome;
using ingot::bot::Result;

// Works for about so long, logs, and has the job that follows done.
auto Work(const Job& job, JobContext& context, int milliseconds, const char* next) -> Result<Outcome> {
  static thread_local std::mt19937 random(std::random_device{}());
  if (const auto entered = context.EnterStage("work"); !entered) return tl::unexpected(entered.error());
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(random() % static_cast<unsigned>(2 * milliseconds + 1));
  for (int i = 0; std::chrono::steady_clock::now() < end; ++i) {
    if (context.Stopped()) return tl::unexpected(ingot::bot::Failure{FailureKind::kStopped, "stopped", ""});
    if (i % 10 == 0) context.Log("still at " + job.type);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  Outcome outcome{R"({"result":"done"})", "completed", std::nullopt};
  if (next != nullptr) outcome.next = ingot::bot::NextJob{next, "{}", ""};
  return outcome;
}

}  // namespace

auto main(int count, char** words) -> int {
  if (count < 5) return 2;
  const int milliseconds = std::atoi(words[4]);
  ingot::bot::BotOptions options;
  options.port = 0;
  options.worker.store.url = words[1];
  options.worker.store.first_delay = std::chrono::seconds(0);
  options.worker.store.most_attempts = 1000;
  options.worker.machine = words[2];
  options.worker.slots = std::atoi(words[3]);
  options.worker.lease = std::chrono::milliseconds(1500);
  options.worker.poll = std::chrono::milliseconds(100);
  if (count > 5) options.worker.queue_url = words[5];
  if (count > 7) {
    options.port = static_cast<uint16_t>(std::atoi(words[6]));
    options.token_file = words[7];
  }
  const auto with = [&](const char* next) {
    return [next, milliseconds](const Job& job, JobContext& context) { return Work(job, context, milliseconds, next); };
  };
  return ingot::bot::RunBot(
      options,
      {{"generate-code", with("build-application")}, {"build-application", with("deploy-application")}, {"deploy-application", with(nullptr)}});
}
