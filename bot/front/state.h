// What a front has to know again when it was killed: `state.json` of its folder. It holds the settings of
// services, secrets among them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace ingot::bot::front {

// A release, and how it runs.
struct Launch {
  std::string id;  // of the candidate that it was
  int64_t release = 0;      // its number
  std::string release_id;   // numbers may be given again when rows come from a backup
  std::string program;  // what the front starts and keeps alive; empty: somebody else does
  std::map<std::string, std::string> environment;  // all that it gets, but HOST and PORT
  bool alone = false;  // two of the application cannot run at once: its database is a file
  uint16_t port = 0;   // on loopback
};

struct State {
  int64_t fence = 0;  // the highest that was seen
  uint16_t port = 0;  // where clients call; 0: none was taken yet
  std::optional<Launch> serving;
};

// The state of a new front when there is no file; a sentence when there is one that cannot be read.
auto LoadState(const std::string& folder) -> tl::expected<State, std::string>;
auto SaveState(const std::string& folder, const State& state) -> tl::expected<void, std::string>;
void RemoveState(const std::string& folder);

}  // namespace ingot::bot::front
