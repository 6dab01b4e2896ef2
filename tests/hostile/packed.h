// All texts of the corpus that a definition takes as data, in one definition that can be compiled and run.
#pragma once

#include <string>
#include <vector>

#include "tests/emitted/naughty_definition.h"

namespace ingot::test::hostile {

struct Packed {
  std::string definition;
  nlohmann::ordered_json defaults;    // path of a resource -> what an empty row of it holds
  std::vector<std::string> texts;     // every payload, each with its own canary
  std::vector<std::string> messages;  // of the endpoint /refusals/{number}, in this order
};

auto Pack() -> Packed;

}  // namespace ingot::test::hostile
