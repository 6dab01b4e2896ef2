#include "net/watches.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace ingot::rt::net {
namespace {

using Io = boost::asio::io_context;
using Descriptor = boost::asio::posix::basic_stream_descriptor<Io::executor_type>;
using boost::system::error_code;

// What handlers that are still on their way find of a watch that has ended.
struct Watched {
  Watcher* watcher;
};

class DescriptorWatch final : public Watch {
 public:
  DescriptorWatch(Io& io, int descriptor, Watcher& watcher)
      : descriptor_(io.get_executor(), descriptor), watched_(std::make_shared<Watched>(Watched{&watcher})) {}
  // Whoever opened the descriptor closes it.
  ~DescriptorWatch() override {
    watched_->watcher = nullptr;
    descriptor_.release();
  }

  void awaitReadable() override {
    if (std::exchange(readWaits_, true)) return;
    descriptor_.async_wait(Descriptor::wait_read, [this, watched = watched_](error_code) {
      if (watched->watcher == nullptr) return;
      readWaits_ = false;
      watched->watcher->readable();
    });
  }
  void awaitWritable() override {
    if (std::exchange(writeWaits_, true)) return;
    descriptor_.async_wait(Descriptor::wait_write, [this, watched = watched_](error_code) {
      if (watched->watcher == nullptr) return;
      writeWaits_ = false;
      watched->watcher->writable();
    });
  }

 private:
  Descriptor descriptor_;
  std::shared_ptr<Watched> watched_;
  bool readWaits_ = false;
  bool writeWaits_ = false;
};

class LoopTimer final : public Timer {
 public:
  LoopTimer(Io& io, Job& job) : timer_(io), job_(std::make_shared<Job*>(&job)) {}
  ~LoopTimer() override { *job_ = nullptr; }

  void set(std::int64_t milliseconds) override {
    timer_.expires_after(std::chrono::milliseconds(milliseconds));
    timer_.async_wait([job = job_](error_code error) {
      if (!error && *job != nullptr) (*job)->perform();
    });
  }
  void cancel() override { timer_.cancel(); }

 private:
  boost::asio::steady_timer timer_;
  std::shared_ptr<Job*> job_;
};

}  // namespace

std::unique_ptr<Watch> makeWatch(Io& io, int descriptor, Watcher& watcher) {
  return std::make_unique<DescriptorWatch>(io, descriptor, watcher);
}

std::unique_ptr<Timer> makeTimer(Io& io, Job& job) { return std::make_unique<LoopTimer>(io, job); }

}  // namespace ingot::rt::net
