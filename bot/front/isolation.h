// How a service is kept apart from the machine: bubblewrap gives it a view of its own of the file system and
// of processes, and takes its rights.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "bot/front/settings.h"

namespace ingot::bot::front {

// Whether bubblewrap works here; asked once, which takes some ten milliseconds. The sentence says why not.
auto CanIsolate(const Settings& settings) -> const tl::expected<void, std::string>&;

struct Command {
  std::vector<std::string> words;
  std::string folder;  // where it runs: `data` below it is the application's
};

// The command line that runs a program with `words` for the application whose folder is `application`; no
// secret is in it. The program sees its own folder, `data` of the application, and libraries and certificates
// of the machine. Without bubblewrap it sees what its user sees.
auto Isolated(const Settings& settings, const std::string& application, const std::string& program,
              const std::vector<std::string>& words) -> tl::expected<Command, std::string>;

}  // namespace ingot::bot::front
