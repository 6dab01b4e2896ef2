// Judges of an emitted project: is it the project of the harmless definition, but for the texts that it holds as data?
#pragma once

#include <string>
#include <vector>

#include "tests/hostile/project.h"

namespace ingot::test::hostile {

enum class Likeness {
  kSame,   // the payload is a text: nothing but texts may differ
  kValid,  // it is a name, an expression or a number, so that the code differs: each file is still what its name says
};

struct Question {
  const Compiled& harmless;
  const Compiled& hostile;
  const Earlier& earlier;
  std::string canary;  // what may stand in texts only
  Likeness likeness = Likeness::kSame;
};

// What is wrong, each with the file; nothing when the project is inert.
auto Complaints(const Question& question) -> std::vector<std::string>;

// The same of two texts of one file.
auto CppComplaint(const std::string& path, const std::string& harmless, const std::string& hostile, const Question& question) -> std::string;
auto SqlComplaint(const std::string& path, const std::string& harmless, const std::string& hostile, const Question& question) -> std::string;
auto JsonComplaint(const std::string& harmless, const std::string& hostile, Likeness likeness) -> std::string;
auto MarkdownComplaint(const std::string& harmless, const std::string& hostile) -> std::string;

}  // namespace ingot::test::hostile
