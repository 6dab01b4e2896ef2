// What a JSON schema allows, with its references, `allOf` and "or null" resolved, one level deep.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "codegen/compare/document.h"

namespace ingot::codegen::compare {

// A schema below another one.
struct Part {
  const Json* schema = nullptr;
  std::string element;  // what of the definition declares it; empty when the schema above does, in place
};

struct Shape {
  std::string component;  // the schema that it is a reference to, or empty: `Task.Input`
  std::set<std::string> types;  // without null; empty: any
  bool nullable = false;
  std::string format;
  std::optional<std::vector<std::string>> values;  // of an enum, as JSON texts
  std::map<std::string, Json> bounds;              // by keyword: minimum, maxLength, ...
  std::set<std::string> patterns;                  // all of them have to match
  std::optional<Json> otherwise;  // the default
  std::string refers_to;          // the model whose rows an id names
  std::map<std::string, Part> members;
  std::set<std::string> required;
  bool closed = false;  // refuses members that it does not list
  std::optional<Part> items;
  std::optional<Part> others;        // of members that it does not list
  std::vector<const Json*> choices;  // of several alternatives

  // `string (uuid)`, `integer or string`, `any value`
  auto TypeText() const -> std::string;
};

auto ShapeOf(const Json& root, const Json& schema) -> Shape;

}  // namespace ingot::codegen::compare
