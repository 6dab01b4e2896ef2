// How a database is asked so that its absence is noticed, and what it means when it fails.
#pragma once

#include <exception>
#include <string>

namespace ingot::bot {

struct Problem {
  bool passes = false;  // perhaps
  bool broken = true;   // the connection with it
  std::string text;
};

// Of what libpqxx threw. The text holds no password, whatever the library said.
auto ProblemOf(const std::exception_ptr& thrown) -> Problem;

// So that a server that does not answer is noticed. What the address says itself stands first.
auto WithLimits(std::string url) -> std::string;

}  // namespace ingot::bot
