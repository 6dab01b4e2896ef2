// Makes texts that fit the rules of a text field, for the tests of the emitted service.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/app.h"

namespace ingot::check {

// A text that the RE2 expression `pattern` matches as a whole. `repeats` is how often more than needed a
// repeated part stands (only part number `which` when it is not negative), `choice` which alternative is
// taken where there are several, `letter` ('a' to 'z') what stands where any letter may. Nothing for an
// expression beyond the subset that is understood: literals, classes, escapes, groups, alternatives,
// repetitions and anchors.
struct SampleShape {
  int repeats = 0;
  int which = -1;
  int choice = 0;
  char letter = 'a';
};
auto SampleOfPattern(std::string_view pattern, SampleShape shape) -> std::optional<std::string>;

// A text that breaks no rule of the field, whose type is one of text; nothing when none was found. Texts for
// different letters differ where the rules leave room.
auto SampleText(const ir::Field& field, char letter) -> std::optional<std::string>;

}  // namespace ingot::check
