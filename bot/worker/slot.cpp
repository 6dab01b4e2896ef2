#include "bot/worker/slot.h"

#include <exception>
#include <thread>

#include "bot/worker/verdict.h"

namespace ingot::bot {
namespace {

auto Trouble(FailureKind kind, std::string text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{kind, std::move(text), ""}); }

}  // namespace

Slot::Slot(Workshop workshop, std::string owner) : workshop_(std::move(workshop)), owner_(std::move(owner)), store_(workshop_.settings.store) {}

void Slot::Work() {
  while (const auto job = workshop_.inbox.Take()) Try(*job);
}

void Slot::Try(const std::string& job) {
  const auto asked = LeaseClock::now();  // before: the database counts from when it answers
  const auto claimed = store_.Claim(job, owner_, workshop_.settings.machine, workshop_.settings.lease);
  if (!claimed || !*claimed) return;  // it is found again
  const Claimed& claim = **claimed;
  const auto running =
      std::make_shared<Running>(claim.lease, asked + workshop_.settings.lease, claim.job.stage, store_, [this] { workshop_.clerk.HasLines(); });
  workshop_.clerk.Add(running);
  if (workshop_.ends) running->Stop(Halt::kShutdown);
  Perform(claim.job, running);
  workshop_.clerk.Remove(running);
}

void Slot::Perform(const Job& job, const std::shared_ptr<Running>& running) {
  running->Log("attempt " + std::to_string(job.attempts) + " of " + std::to_string(workshop_.settings.store.most_attempts) + " on " +
               workshop_.settings.machine);
  const auto done = Done(job, *running);
  running->Flush(store_);
  End(job.id, *running, done);
}

auto Slot::Done(const Job& job, Running& running) -> Result<Outcome> {
  const auto performer = workshop_.performers.find(job.type);
  if (performer == workshop_.performers.end()) return Trouble(FailureKind::kDefinition, "this bot knows no jobs of the type " + job.type);
  if (running.Stopped()) return Trouble(FailureKind::kStopped, "the job was stopped");
  try {
    auto done = performer->second(job, running);
    if (done && !(IsJson(done->verdict) && (!done->next || IsJson(done->next->data)))) {
      return Trouble(FailureKind::kDefinition, "the bot has a fault: what the job leaves is no JSON");
    }
    return done;
  } catch (const std::exception& problem) {
    return Trouble(FailureKind::kEnvironment, std::string("the bot met what it did not expect: ") + problem.what());
  }
}

auto Slot::EndOnce(Running& running, const Result<Outcome>& done) -> Result<void> {
  const Lease& lease = running.OwnLease();
  if (done) {  // what is done is done, also when it was to be stopped meanwhile: the fence decides
    const auto next = store_.Complete(lease, done->verdict, done->line.empty() ? "completed" : done->line, done->next);
    if (!next) return tl::unexpected(next.error());
    if (!next->empty()) workshop_.wake(*next);
    return {};
  }
  switch (running.Why()) {
    case Halt::kLost: return {};
    case Halt::kCancelled: return store_.EndCancelled(lease, "cancelled: it was to be cancelled");
    case Halt::kShutdown: return store_.PutBack(lease, "put back: its bot ends");
    case Halt::kNone: break;
  }
  const Failure& failure = done.error();
  const auto again = store_.Fail(lease, VerdictOf(failure, running.Stage()), "failed: " + failure.text, failure.kind != FailureKind::kDefinition);
  if (!again) return tl::unexpected(again.error());
  return {};
}

// The lease is renewed meanwhile: what the job did is not lost because the database is away.
void Slot::End(const std::string& job, Running& running, const Result<Outcome>& done) {
  while (true) {
    const auto ended = EndOnce(running, done);
    if (ended) return;
    if (ended.error().kind == FailureKind::kStopped)
      return workshop_.notice("job " + job + ": another bot has it now, and what this one did is not counted");
    workshop_.notice("job " + job + ": its end is not written yet: " + ended.error().text);
    if (workshop_.ends) return;
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

}  // namespace ingot::bot
