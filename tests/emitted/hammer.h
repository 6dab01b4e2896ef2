// Clients that read and write rows of one release all the time, and remember what was refused and how long they waited.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/emitted/service_client.h"

namespace ingot::test {

// What a release calls things.
struct Names {
  std::string rows;  // the path of the resource
  std::string text;
  std::string key;  // unique
  std::string put;  // the path of the endpoint that makes or changes a row
  std::string given;  // members that a new row has to have besides; may be empty
};
inline const Names kOldNames{"/api/docs", "title", "slug", "/api/put-doc", R"(, "shelf": "h")"};
inline const Names kNextNames{"/api/pages", "heading", "code", "/api/put-page", ""};

class Hammer {
 public:
  enum class Work { kRows, kRowsAndLists };

  Hammer(uint16_t port, const Names& names, Work work);
  ~Hammer() { Stop(); }
  Hammer(const Hammer&) = delete;
  auto operator=(const Hammer&) -> Hammer& = delete;

  // What was not answered as it should have been; empty when all was.
  auto Stop() -> std::string;
  auto asked() const -> int { return asked_; }
  auto slowest() -> std::chrono::milliseconds;
  // How many took longer than this.
  static constexpr std::chrono::milliseconds kSlow{100};
  auto slow() const -> int { return slow_; }

 private:
  void Loop(int client);
  // One row from its making to its end.
  void Round(ServiceClient& client, const std::string& key);
  auto Expect(int status, ServiceClient& client, const std::string& method, const std::string& target, const std::string& body = "") -> Answer;

  uint16_t port_;
  const Names& names_;
  Work work_;
  std::atomic<bool> stopped_{false};
  std::atomic<int> asked_{0};
  std::atomic<int> slow_{0};
  std::mutex mutex_;
  std::string failures_;
  std::chrono::steady_clock::duration slowest_{};
  std::vector<std::thread> threads_;
};

}  // namespace ingot::test
