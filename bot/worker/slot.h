// One of the threads of a bot that do jobs, one after the other.
#pragma once

#include <atomic>
#include <string>

#include "bot/worker/clerk.h"
#include "bot/worker/inbox.h"
#include "bot/worker/worker.h"

namespace ingot::bot {

// What the slots of a bot share.
struct Workshop {
  const WorkerSettings& settings;
  const Performers& performers;
  Inbox& inbox;
  Clerk& clerk;
  const std::atomic<bool>& ends;
  std::function<void(const std::string&)> notice;
  std::function<void(const std::string&)> wake;  // a job is there for somebody
};

class Slot {
 public:
  // `owner` is this slot's alone, also among bots of other times.
  Slot(Workshop workshop, std::string owner);
  // Until the inbox is closed.
  void Work();
  void GiveUp() { store_.GiveUp(); }  // from another thread

 private:
  void Try(const std::string& job);
  void Perform(const Job& job, const std::shared_ptr<Running>& running);
  auto Done(const Job& job, Running& running) -> Result<Outcome>;
  void End(const std::string& job, Running& running, const Result<Outcome>& done);
  auto EndOnce(Running& running, const Result<Outcome>& done) -> Result<void>;

  Workshop workshop_;
  std::string owner_;
  Store store_;
};

}  // namespace ingot::bot
