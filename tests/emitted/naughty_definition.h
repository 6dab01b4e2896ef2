// One definition that holds the naughty strings wherever it takes a free text, small enough to be compiled in a test.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace ingot::test {

struct NaughtyProject {
  nlohmann::ordered_json definition;
  nlohmann::ordered_json defaults;  // path of a resource -> what an empty row of it is expected to hold
};

// `texts` in labels, defaults, examples, enums, expressions and ids; `patterns` as patterns. Long strings, and those that
// end badly, stand alone; the others share a field with their neighbours.
auto MakeNaughtyProject(const std::vector<std::string>& texts, const std::vector<std::string>& patterns) -> NaughtyProject;

// A string as a literal of the expression language.
auto ExpressionText(const std::string& text) -> std::string;

}  // namespace ingot::test
