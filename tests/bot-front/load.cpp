#include "tests/bot-front/load.h"

#include <chrono>
#include <random>

#include "tests/bot-front/raw_tcp.h"

namespace ingot::test {

Load::Load(uint16_t port, int busy, int lazy) {
  for (int i = 0; i < busy; ++i)
    threads_.emplace_back([this, port, i] { Ask(port, 0, static_cast<unsigned>(i)); });
  for (int i = 0; i < lazy; ++i)
    threads_.emplace_back([this, port, i] { Ask(port, 400, static_cast<unsigned>(1000 + i)); });
}

void Load::Stop() {
  stop_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

auto Load::FirstFailure() const -> std::string {
  const std::lock_guard lock(mutex_);
  return first_failure_;
}

void Load::Ask(uint16_t port, int most_pause_ms, unsigned seed) {
  std::minstd_rand random(seed + 1);
  while (!stop_) {
    const Tcp connection = Tcp::To(port);
    for (int asked = 0; !stop_; ++asked) {
      if (most_pause_ms > 0)
        std::this_thread::sleep_for(
            std::chrono::milliseconds(random() % static_cast<unsigned>(most_pause_ms)));
      const HttpAnswer answer =
          connection.IsOpen() ? Get(connection, "/readyz") : HttpAnswer{0, {}, false, "cannot connect"};
      if (answer.status == 200 || (answer.status == 503 && answer.closes)) {  // /readyz of one that finishes
        ++answered_;
        if (answer.closes) break;
        continue;
      }
      ++failed_;
      const std::lock_guard lock(mutex_);
      if (first_failure_.empty())
        first_failure_ = "request " + std::to_string(asked) +
                         " of a connection: " + std::to_string(answer.status) + " " + answer.how;
      break;
    }
  }
}

}  // namespace ingot::test
