// The log of a job in a test.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot::test {

class KeptLog : public Context {
 public:
  void Log(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
  }
  auto Stopped() const -> bool override { return stopped_; }
  void Stop() { stopped_ = true; }
  auto lines() const -> std::vector<std::string> {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  auto text() const -> std::string {
    std::string all;
    for (const std::string& line : lines()) all += line + "\n";
    return all;
  }
  auto Has(const std::string& part) const -> bool { return text().find(part) != std::string::npos; }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace ingot::bot::test
