// A control group of the kernel, in which the processes of one sandbox share what they may use up.
#pragma once

#include <string>
#include <vector>

#include "bot/sandbox/cell/options.h"

namespace ingot::bot::cell {

// Made below the group of this process, or beside it, where that is allowed; version 1 and version 2. It is removed with the object, and so are
// those that sandboxes left behind which were killed.
class Group {
 public:
  Group(const Limits& limits, const std::string& below);
  ~Group();
  Group(const Group&) = delete;
  auto operator=(const Group&) -> Group& = delete;

  // Whether what it bounds is bounded; else something weaker has to.
  auto bounds_memory() const -> bool { return memory_; }
  auto bounds_processes() const -> bool { return processes_; }
  // Whether the kernel ended a process because the group had no memory left.
  auto RanOutOfMemory() const -> bool;
  // Called by a child: it is in the group from now on.
  auto Join() const -> bool;

 private:
  auto Make(const std::string& parent) -> std::string;
  void MakeFirst(const std::string& folder, const std::string& controllers, const Limits& limits);
  auto MakeSecond(const std::string& parent, const Limits& limits) -> bool;

  std::vector<std::string> folders_;
  bool memory_ = false;
  bool processes_ = false;
};

}  // namespace ingot::bot::cell
