// A server as a process of a test, which ends with the test.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace ingot::test {

// Some servers refuse to run as root: a child of root becomes the user postgres. False when there is none.
auto CanLeaveRoot() -> bool;

// Gives a file to who a child is. Throws when it cannot be.
void GiveToChild(const std::string& path);

// Starts a program, with what it prints at the end of the file `log`. It ends with the thread that started it, also when that dies.
auto StartChild(std::vector<std::string> words, const std::string& log) -> pid_t;

// A port of the loopback address that nobody had a moment ago.
auto FreePort() -> uint16_t;

}  // namespace ingot::test
