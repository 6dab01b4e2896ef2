#include "bot/worker/worker.h"

#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <ingot/rt/types.hpp>

#include "bot/queue/queue.h"
#include "bot/worker/clerk.h"
#include "bot/worker/inbox.h"
#include "bot/worker/slot.h"

namespace ingot::bot {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kListen = std::chrono::milliseconds(1000);
constexpr auto kSaidAgain = std::chrono::seconds(10);  // a job that still waits is announced again
constexpr int kAnnouncedAtOnce = 50;

// Says what changed, not what is as before.
class Health {
 public:
  Health(std::string what, std::function<void(const std::string&)> notice) : what_(std::move(what)), notice_(std::move(notice)) {}
  void Set(const std::string& problem) {
    if (problem == problem_) return;
    notice_(what_ + (problem.empty() ? ": well again" : ": " + problem));
    problem_ = problem;
  }

 private:
  std::string what_;
  std::function<void(const std::string&)> notice_;
  std::string problem_;
};

}  // namespace

class Worker::Parts {
 public:
  Parts(WorkerSettings settings, Performers performers, std::function<void(const std::string&)> notice)
      : settings_(std::move(settings)),
        performers_(std::move(performers)),
        notice_(std::move(notice)),
        clerk_(settings_.store, settings_.lease),
        finder_(Quick(settings_.store)) {
    // Names of slots are never used twice: a claim whose answer was lost is known by them.
    const std::string bot = settings_.machine.substr(0, 120) + "/" + std::to_string(::getpid()) + "/" + rt::format(rt::newUuid()).substr(24);
    for (int i = 0; i < settings_.slots; ++i) slots_.push_back(std::make_unique<Slot>(Shared(), bot + "/" + std::to_string(i + 1)));
    consumer_ = bot;
  }

  ~Parts() { Stop(std::chrono::hours(24)); }

  void Start() {
    for (const auto& slot : slots_) {
      threads_.emplace_back([this, &slot] {
        slot->Work();
        const std::lock_guard lock(mutex_);
        ++ended_;
        changed_.notify_all();
      });
    }
    finding_ = std::thread([this] { Find(); });
    if (!settings_.queue_url.empty()) listening_ = std::thread([this] { Listen(); });
  }

  void Wake(const std::string& job) {
    inbox_.Add(job);
    Say(job);
  }

  auto Stop(std::chrono::milliseconds patience) -> bool {
    if (stopped_) return true;
    ends_ = true;
    inbox_.Close();
    clerk_.StopAll(Halt::kShutdown);
    std::unique_lock lock(mutex_);
    changed_.notify_all();
    const auto all_ended = [&] { return ended_ == threads_.size(); };
    if (!changed_.wait_for(lock, patience, all_ended)) {
      // Perhaps they wait for a database that hangs.
      clerk_.GiveUp();
      for (const auto& slot : slots_) slot->GiveUp();
      if (!changed_.wait_for(lock, std::chrono::seconds(2), all_ended)) return false;
    }
    lock.unlock();
    finder_.GiveUp();
    for (std::thread& thread : threads_) thread.join();
    if (finding_.joinable()) finding_.join();
    if (listening_.joinable()) listening_.join();
    stopped_ = true;
    return true;
  }

 private:
  static auto Quick(StoreSettings settings) -> StoreSettings {
    settings.patience = std::chrono::seconds(1);  // it asks again anyway
    return settings;
  }

  auto Shared() -> Workshop {
    return {settings_, performers_, inbox_, clerk_, ends_, notice_, [this](const std::string& job) { Wake(job); }};
  }

  // To the other bots.
  void Say(const std::string& job) {
    if (settings_.queue_url.empty()) return;
    const std::lock_guard lock(mutex_);
    if (said_.size() < 1000) said_.push_back(job);
    changed_.notify_all();
  }

  // Asks PostgreSQL what waits: some of it for this bot, and the others hear of the rest.
  void Find() {
    Queue queue(settings_.queue_url, consumer_);
    Health health("PostgreSQL", notice_);
    std::map<std::string, Clock::time_point> announced;
    while (!ends_) {
      const int free = inbox_.Free();
      const bool announces = !settings_.queue_url.empty();
      if (free > 0) {
        const auto waiting = finder_.Waiting(settings_.machine, free + (announces ? kAnnouncedAtOnce : 0));
        health.Set(waiting ? std::string() : waiting.error().text);
        for (size_t i = 0; waiting && i < waiting->size(); ++i) {
          const std::string& job = (*waiting)[i];
          if (static_cast<int>(i) < free) {
            inbox_.Add(job);
          } else if (announced[job] + kSaidAgain < Clock::now()) {
            announced[job] = Clock::now();
            Say(job);
          }
        }
      }
      std::erase_if(announced, [&](const auto& one) { return one.second + kSaidAgain < Clock::now(); });
      Announce(queue);
    }
    if (!settings_.queue_url.empty()) queue.Leave();
  }

  // What is to be said, until the next look at the database is due.
  void Announce(Queue& queue) {
    const auto until = Clock::now() + settings_.poll;
    std::unique_lock lock(mutex_);
    while (changed_.wait_until(lock, until, [&] { return ends_ || !said_.empty(); }) && !ends_) {
      const std::deque<std::string> said = std::exchange(said_, {});
      lock.unlock();
      for (const std::string& job : said) queue.Announce(job);
      lock.lock();
    }
  }

  // Hears of jobs through Redis, while a slot is free: what is announced otherwise goes to another bot.
  void Listen() {
    Queue queue(settings_.queue_url, consumer_);
    Health health("Redis", notice_);
    while (!ends_) {
      inbox_.WaitForFree(kListen);
      const int free = inbox_.Free();
      if (free == 0 || ends_) continue;
      const auto heard = queue.Take(free, kListen);
      for (const Announcement& announcement : heard) inbox_.Add(announcement.job);
      queue.Acknowledge(heard);
      health.Set(queue.Works() ? std::string() : queue.Problem() + "; PostgreSQL is asked instead");
      if (!queue.Works()) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(200), [&] { return ends_.load(); });
      }
    }
  }

  const WorkerSettings settings_;
  const Performers performers_;
  const std::function<void(const std::string&)> notice_;
  std::atomic<bool> ends_{false};
  bool stopped_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> said_;
  size_t ended_ = 0;
  Inbox inbox_;
  Clerk clerk_;
  Store finder_;
  std::string consumer_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::vector<std::thread> threads_;
  std::thread finding_;
  std::thread listening_;
};

Worker::Worker(WorkerSettings settings, Performers performers, std::function<void(const std::string&)> notice)
    : parts_(std::make_unique<Parts>(std::move(settings), std::move(performers), std::move(notice))) {}
Worker::~Worker() = default;
void Worker::Start() { parts_->Start(); }
void Worker::Wake(const std::string& job) { parts_->Wake(job); }
auto Worker::Stop(std::chrono::milliseconds patience) -> bool { return parts_->Stop(patience); }

}  // namespace ingot::bot
