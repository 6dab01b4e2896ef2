// What the command line of `ingot-sandbox` says: a program, what it may see, and what it may use up.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace ingot::bot::cell {

// All sizes in bytes.
struct Limits {
  int64_t seconds = 300;       // by the clock
  int64_t cpu = 240;           // of each process
  int64_t memory = 3LL << 30;  // of all processes together, the files that they write among it
  int64_t processes = 128;     // threads too
  int64_t disk = 1LL << 30;    // of all files together
  int64_t files = 20000;       // how many
  int64_t file = 512LL << 20;  // of one file
  int64_t open_files = 1024;   // of each process
  int64_t log = 1LL << 20;     // of what is printed; the rest is left out
  int64_t percent = 0;         // of one processor, 200 being two of them; 0: no limit
};

struct Options {
  Limits limits;
  std::string project;                                       // /project inside, read only
  std::string cache;                                         // what /build begins as, and is kept as when the program ends well
  std::string key;                                           // a cache that was made under another key is not used
  std::vector<std::string> fresh;                            // folders of the project: when one changed, /build begins empty
  std::vector<std::pair<std::string, std::string>> reads;    // folders that can be read: where they are, and where inside
  std::vector<std::pair<std::string, std::string>> results;  // files of /build, and where they go when the program ends well
  std::vector<std::string> variables;                        // `NAME=value`, beside PATH, HOME, TMPDIR and LANG
  int64_t user = 1900000000;                                 // who it runs as when the caller is root
  std::string cgroup;                                        // the group below which its own is made; empty: found; `none`: none
  std::vector<std::string> words;                            // the program
};

// Or what is wrong with it.
auto ReadOptions(const std::vector<std::string>& words) -> tl::expected<Options, std::string>;

}  // namespace ingot::bot::cell
