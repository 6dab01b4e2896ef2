// Functions whose body is C++ of the user's: what they are given, and what they return. Statements run them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/base/span.h"
#include "compiler/ir/element.h"
#include "compiler/ir/types.h"

namespace ingot::ir {

struct Parameter {
  std::string name;
  Span span;
  std::string label;
  std::string description;
  FieldType type;         // of a value
  Id<Model> row;          // valid: it is a row of this model, which is always there
  bool required = false;  // of a value: never null
};

struct Returned {
  FieldType type;
  bool required = false;
};

struct CustomFunction : Element {
  std::vector<Parameter> parameters;
  std::optional<Returned> returns;
};

}  // namespace ingot::ir
