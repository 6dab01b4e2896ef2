// Copies folders into the sandbox and out of it: folders and regular files only, no link is followed or made.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <set>
#include <string>

#include <tl/expected.hpp>

namespace ingot::bot::cell {

// A file descriptor that closes itself.
class Handle {
 public:
  explicit Handle(int number = -1) : number_(number) {}
  Handle(Handle&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  auto operator=(Handle&& other) noexcept -> Handle&;
  Handle(const Handle&) = delete;
  auto operator=(const Handle&) -> Handle& = delete;
  ~Handle();
  auto ok() const -> bool { return number_ >= 0; }
  auto number() const -> int { return number_; }

 private:
  int number_;
};

// -1 when it is not a folder, or a link to one.
auto OpenFolder(int parent, const std::string& path) -> Handle;

// What may still be copied. A file counts with its size, also where it has holes.
struct Budget {
  int64_t bytes = 0;
  int64_t files = 0;
};

struct Copied {
  std::string problem;            // a sentence; empty: everything was copied
  bool too_much = false;          // the budget was the problem
  std::set<std::string> changed;  // what differs from `before`, or was not there
};

struct Copying {
  uid_t owner = static_cast<uid_t>(-1);  // of the copies; else who copies
  int before = -1;                       // a folder of earlier copies: a file that is the same there has its time of change, an other one that of now
};

// Into an empty folder, with the times of change.
auto CopyInto(int from, int to, const Copying& copying, Budget& budget) -> Copied;

// Makes `to` what `from` is. Files of the same size and time of change are taken to be the same; each other one is written beside and renamed.
auto MakeLike(int from, int to, Budget& budget) -> Copied;

void Clear(int folder);

// One regular file, which `name` is to be in the end, written beside and renamed.
auto CopyOut(int folder, const std::string& path, const std::string& to, mode_t mode, Budget& budget) -> Copied;

}  // namespace ingot::bot::cell
