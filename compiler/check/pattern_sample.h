// Makes texts that fit the rules of a text field, for the tests of the emitted service.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "compiler/ir/app.h"

namespace ingot::check {

// `repeats` is how often more than needed a repeated part stands (only part number `which` when it is not
// negative), `choice` which alternative is taken where there are several, `letter` ('a' to 'z') what stands
// where any letter may.
struct SampleShape {
  int repeats = 0;
  int which = -1;
  int choice = 0;
  char letter = 'a';
};

// Makes texts that an expression of RE2 matches, for the subset of literals, classes, escapes, groups,
// alternatives, repetitions and anchors.
class PatternSampler {
 public:
  explicit PatternSampler(std::string pattern) : pattern_(std::move(pattern)) {}

  // A text of this shape; nothing for an expression beyond the subset. Word boundaries, and anchors in the
  // middle, are taken for fulfilled, so the caller matches the text.
  auto Sample(SampleShape shape) -> std::optional<std::string>;

 private:
  std::string pattern_;
  std::map<std::pair<std::string, char>, std::optional<std::string>> characters_;  // of classes, found before
};

// A text that breaks no rule of the field, whose type is one of text; nothing when none was found. Texts for
// different letters differ where the rules leave room.
auto SampleText(const ir::Field& field, char letter) -> std::optional<std::string>;

}  // namespace ingot::check
