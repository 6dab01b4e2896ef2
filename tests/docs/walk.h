// A page of the documentation as a person follows it: definitions that are written into app.json, commands, and what those print.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace ingot::test {

struct WalkStep {
  std::string definition;             // the whole of app.json from now on, or empty
  std::string command;                // for the shell, or empty
  std::vector<std::string> expected;  // the lines that it prints; `...` stands for any number of them
};

// The blocks of a page: ```json that begin with `{ "ingot"`, and ```console with `$ command` and what it prints.
auto StepsOf(const std::string& page) -> std::vector<WalkStep>;

// Follows the steps in one shell in `folder`, and gives what each of them printed. A command that ends with `&` is a service: the next one
// comes when it is ready. `ports`: how the page says them (`:4000`), and what is
// said instead. Services that are left are stopped.
auto Follow(const std::vector<WalkStep>& steps, const std::string& folder, const std::map<std::string, std::string>& environment,
            const std::map<std::string, std::string>& ports) -> std::vector<std::vector<std::string>>;

// Is it what the page says, but for ids, times, estimates and how long things took?
auto IsAsExpected(const std::vector<std::string>& expected, const std::vector<std::string>& printed) -> bool;

}  // namespace ingot::test
