// Removes files that no row names: one thread a process, and as many processes as there are.
#include <condition_variable>
#include <mutex>
#include <thread>

#include <ingot/rt/file.hpp>

#include "file/ledger.hpp"
#include "file/local-store.hpp"
#include "service/log.hpp"

namespace ingot::rt::file {
namespace {

constexpr auto kPause = std::chrono::milliseconds(500);
constexpr auto kPauseAfterError = std::chrono::seconds(5);

class Thread final : public FileCollector {
 public:
  Thread(store::Database& database, service::Log& log, Store& store)
      : database_(database), log_(log), store_(store), thread_([this] { run(); }) {}
  ~Thread() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  void run() {
    bool failed = false;
    bool stopping = false;
    while (!stopping) {
      try {
        const bool more = collect();
        failed = false;
        stopping = pause(more ? std::chrono::milliseconds(0) : kPause);
      } catch (const std::exception& error) {
        // The database or the store is away: said once, and tried again.
        if (!failed) report(error.what());
        failed = true;
        stopping = pause(kPauseAfterError);
      }
    }
  }

  // Is there perhaps more to do? Two processes that remove the same do no harm.
  bool collect() {
    const std::vector<std::string> keys = due(database_, service::currentTime());
    if (keys.empty()) return false;
    for (const std::string& key : keys) store_.remove(key);
    forget(database_, keys);
    return true;
  }

  // True when it is told to stop.
  bool pause(std::chrono::milliseconds duration) {
    std::unique_lock lock(mutex_);
    return woken_.wait_for(lock, duration, [this] { return stopping_; });
  }

  void report(std::string_view why) {
    if (!log_.wants(LogLevel::warn)) return;
    JsonWriter line = service::Log::begin(LogLevel::warn, "files that no row names cannot be removed");
    line.member("why", why);
    log_.write(std::move(line));
  }

  store::Database& database_;
  service::Log& log_;
  Store& store_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
  std::thread thread_;
};

std::unique_ptr<Store> open(const FilePlace& place) { return openLocalStore(place.folder); }

std::unique_ptr<FileCollector> start(store::Database& database, service::Log& log, Store& store) {
  return std::make_unique<Thread>(database, log, store);
}

}  // namespace
}  // namespace ingot::rt::file

namespace ingot::rt {

const FileSupport kFileSupport{file::prepare, file::open, file::start};

}  // namespace ingot::rt
