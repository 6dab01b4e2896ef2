// The log of a job as it grows: server-sent events.
#pragma once

#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <string>

#include "bot/http/stores.h"

namespace ingot::bot {

class Streams {
 public:
  Streams(Stores& stores, int most) : stores_(stores), most_(most) {}

  // Events `line` with the line's number as their id, `job` when its state changed, and `end` when it has ended. Answers 503 when too many are
  // watched. `after` is the number of the last line that is known.
  void Answer(const std::string& job, int64_t after, httplib::Response& response);
  void End();

 private:
  struct Watch;
  auto Begin() -> bool;
  void Finish();
  auto Step(Watch& watch, httplib::DataSink& sink) -> bool;
  auto SendNews(Watch& watch, httplib::DataSink& sink) -> bool;

  Stores& stores_;
  const int most_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int open_ = 0;
  bool ends_ = false;
};

}  // namespace ingot::bot
