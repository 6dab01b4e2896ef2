// What every named part of a definition has: enums, types, models, fields, endpoints, functions.
#pragma once

#include <string>

#include "compiler/base/span.h"

namespace ingot::ir {

struct Element {
  std::string name;
  Span span;                 // of the name
  std::string stable_id;     // empty: none was given
  std::string renamed_from;  // empty: it was not renamed
  std::string label;
  std::string description;
};

}  // namespace ingot::ir
