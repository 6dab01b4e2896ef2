#include "bot/sandbox/cell/watch.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ingot::bot::cell {
namespace {

namespace fs = std::filesystem;

struct Process {
  pid_t parent = 0;
  int64_t pages = 0;
};

// `12 (name with ) in it) S 1 ...`: the parent is the second word behind the name, the resident pages are the 22nd.
auto Read(const std::string& folder) -> Process {
  std::ifstream in(folder + "/stat");
  std::string text;
  std::getline(in, text);
  const size_t name = text.rfind(") ");
  Process process;
  if (name == std::string::npos) return process;
  size_t at = name + 2;
  for (int word = 1; at != std::string::npos && word <= 22; ++word) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (word == 2) std::from_chars(text.data() + at, text.data() + end, process.parent);
    if (word == 22) std::from_chars(text.data() + at, text.data() + end, process.pages);
    at = end == text.size() ? std::string::npos : end + 1;
  }
  return process;
}

}  // namespace

auto ResidentBelow(pid_t root) -> int64_t {
  std::map<pid_t, Process> processes;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename().string();
    pid_t id = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), id).ec == std::errc()) processes[id] = Read(entry.path().string());
  }
  std::set<pid_t> below{root};
  for (size_t before = 0; before != below.size();) {
    before = below.size();
    for (const auto& [id, process] : processes) {
      if (below.contains(process.parent)) below.insert(id);
    }
  }
  int64_t pages = 0;
  for (const pid_t id : below) pages += processes[id].pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

}  // namespace ingot::bot::cell
